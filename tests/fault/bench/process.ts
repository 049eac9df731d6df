import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Order, Told } from './protocol.ts';

/** How a process ended: by itself with a code, or by a signal. */
export type Ending = string;

/** One process that uploads. */
export interface Uploader {
  send(order: Order): void;
  /** Called with everything that it tells. Takes the place of the one before. */
  listen(listener: (told: Told) => void): void;
  /** Resolves when it is gone, with how; nothing of it is left to come. */
  readonly gone: Promise<Ending>;
  isGone(): boolean;
  kill(): Promise<void>;
}

function forkUploader(program: string): Uploader & { readonly loaded: Promise<void> } {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(program, 'cache') };
  const child: ChildProcess = fork(join(program, 'child.mjs'), [], { execArgv: [], env });
  let listener = (_told: Told): void => {};
  let isGone = false;
  const loaded = Promise.withResolvers<void>();
  const gone = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      isGone = true;
      loaded.resolve();
      resolve(signal ?? `code ${code}`);
    });
  });
  child.on('message', (told: Told) => (told.told === 'loaded' ? loaded.resolve() : listener(told)));
  return {
    loaded: loaded.promise,
    gone,
    isGone: () => isGone,
    // It may die while something is said to it.
    send: (order) => void (child.connected && child.send(order, () => undefined)),
    listen: (next) => void (listener = next),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

type Loading = ReturnType<typeof forkUploader>;

/**
 * Processes for stories. `program`: the folder of their bundle. `hasSpare`: the next is loaded while the present one works, as pays where
 * many are killed.
 */
export function createUploaders(program: string, hasSpare: boolean) {
  const all = new Set<Loading>();
  const fork = (): Loading => {
    const forked = forkUploader(program);
    all.add(forked);
    return forked;
  };
  let idle: Loading | null = null;
  let spare: Loading | null = fork();
  return {
    async take(): Promise<Uploader> {
      const taken = idle && !idle.isGone() ? idle : (spare ?? fork());
      if (taken === idle) idle = null;
      else spare = hasSpare ? fork() : null;
      await taken.loaded;
      return taken;
    },
    /** It told its story to the end: the next one may have it. */
    giveBack(uploader: Uploader): void {
      if (!uploader.isGone()) idle = uploader as Loading;
    },
    async close(): Promise<void> {
      await Promise.all([...all].filter((one) => !one.isGone()).map((one) => one.kill()));
    },
  };
}
export type Uploaders = ReturnType<typeof createUploaders>;
