import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Order, Told } from './protocol.ts';

/** One process that uploads. */
export interface Uploader {
  send(order: Order): void;
  /** Called with everything that it tells. Takes the place of the one before. */
  listen(listener: (told: Told) => void): void;
  /** Resolves when it is gone; with nothing of it left to come. */
  readonly gone: Promise<void>;
  isGone(): boolean;
  kill(): Promise<void>;
}

function forkUploader(env: NodeJS.ProcessEnv): Uploader & { readonly loaded: Promise<void> } {
  const execArgv = ['--disable-warning=ExperimentalWarning', '--import', join(import.meta.dirname, 'plant.ts')];
  const child: ChildProcess = fork(join(import.meta.dirname, 'child.ts'), [], { execArgv, env });
  let listener = (_told: Told): void => {};
  let isGone = false;
  const loaded = Promise.withResolvers<void>();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isGone = true;
      loaded.resolve();
      resolve();
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

/** Processes for stories: the next is loaded while the present one works. `bug`: the mistake to be planted in them. */
export function createUploaders(bug: string | null, cache: string) {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache, ...(bug === null ? {} : { LECTERN_PLANTED_BUG: bug }) };
  let idle: ReturnType<typeof forkUploader> | null = null;
  let spare = forkUploader(env);
  const all = new Set<Uploader>([spare]);
  return {
    async take(): Promise<Uploader> {
      if (idle && !idle.isGone()) {
        const taken = idle;
        idle = null;
        return taken;
      }
      const taken = spare;
      spare = forkUploader(env);
      all.add(spare);
      await taken.loaded;
      return taken;
    },
    /** It told its story to the end: the next one may have it. */
    giveBack(uploader: Uploader): void {
      if (!uploader.isGone()) idle = uploader as ReturnType<typeof forkUploader>;
    },
    async close(): Promise<void> {
      await Promise.all([...all].filter((one) => !one.isGone()).map((one) => one.kill()));
    },
  };
}
export type Uploaders = ReturnType<typeof createUploaders>;
