import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type B2Control, connectB2Control } from './control/client.ts';
import type { B2SandboxOptions } from './options.ts';
import type { Seeded } from './seed.ts';

/** A sandbox in a process of its own. */
export interface SpawnedB2Sandbox extends Seeded {
  url: string;
  controlUrl: string;
  accountId: string;
  pid: number;
  control: B2Control;
  /** Ends it in order. */
  stop: () => Promise<void>;
  /** `kill -9`, for tests of the store. */
  kill: () => Promise<void>;
}

type Ready = Omit<SpawnedB2Sandbox, 'pid' | 'control' | 'stop' | 'kill'>;

/** Starts `serve.ts` under the Node that runs this. Rejects when it ends before it is ready. */
export async function spawnB2Sandbox({ dir, port, ...options }: B2SandboxOptions): Promise<SpawnedB2Sandbox> {
  const entry = fileURLToPath(new URL('serve.ts', import.meta.url));
  const args = [entry, '--dir', dir, '--port', String(port ?? 0), '--options', JSON.stringify(options)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const firstLine = once(createInterface(child.stdout), 'line');
  const failed = exited.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${String(code)}`)));
  failed.catch(() => undefined); // it may also end later, when nobody waits for this any more
  const [line] = (await Promise.race([firstLine, failed])) as [string];
  const ready = JSON.parse(line) as Ready;
  return {
    ...ready,
    pid: child.pid ?? 0,
    control: connectB2Control(ready.controlUrl),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
