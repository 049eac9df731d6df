import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { FromWorker, WorkerPort } from '../../../src/main/uploads/messages.ts';
import type { StoryWorkerData, ThreadOrder } from './protocol.ts';

export interface StoryThread extends WorkerPort {
  /** As a crash would. */
  kill(): void;
}

/** Threads that upload: one that ended its work well gets the next story, as loading it takes longer than most stories. */
export function createThreads(onBug: (message: string) => void) {
  const begin = (): { thread: Worker; loaded: Promise<void> } => {
    const thread = new Worker(join(import.meta.dirname, 'worker.mjs'));
    thread.on('error', (error) => onBug(error instanceof Error ? String(error.stack) : String(error)));
    return { thread, loaded: new Promise((resolve) => void thread.once('message', () => resolve())) };
  };
  const first = begin();
  let idle: Worker | null = first.thread;

  return {
    /** The first one is there. */
    loaded: first.loaded,
    start(given: StoryWorkerData): StoryThread {
      const thread = idle ?? begin().thread;
      idle = null;
      const { port1: port, port2 } = new MessageChannel();
      const exits = new Set<() => void>();
      const onExit = (listener: () => void): void => {
        exits.add(listener);
        thread.once('exit', listener);
      };
      onExit(() => port.close());
      let hasStopped = false;
      port.on('message', ({ type }: FromWorker) => (hasStopped ||= type === 'stopped'));
      thread.postMessage({ port: port2, given } satisfies ThreadOrder, [port2]);
      return {
        post: (message) => port.postMessage(message),
        onMessage: (listener) => void port.on('message', listener),
        onExit,
        async terminate() {
          port.close();
          for (const listener of exits) thread.off('exit', listener);
          if (hasStopped && idle === null) idle = thread;
          else await thread.terminate();
        },
        kill: () => void thread.terminate(),
      };
    },
  };
}
