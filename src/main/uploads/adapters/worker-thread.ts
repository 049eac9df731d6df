import { Worker } from 'node:worker_threads';
import type { FromWorker, WorkerPort } from '../messages.ts';
import type { PlanRules } from '../plan.ts';

/** Limits of the engine; absent: its own defaults. */
export interface UploadWorkerOptions {
  readonly maxConnections?: number;
  readonly startConnections?: number;
  readonly deadlines?: { readonly stallMs: number; readonly answerMs: number };
  readonly rules?: Partial<PlanRules>;
}

/**
 * Starts the upload worker. `entry` is `worker.ts` in development and its bundle in a built app. Errors end the worker;
 * `onExit` tells of it, `onError` says why.
 */
export function startUploadWorker(
  entry: URL | string,
  onError: (error: Error) => void,
  options: UploadWorkerOptions = {},
): WorkerPort {
  const worker = new Worker(entry, { name: 'uploads', workerData: options });
  worker.on('error', onError);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener: (message: FromWorker) => void) => void worker.on('message', listener),
    onExit: (listener) => void worker.on('exit', listener),
    async terminate() {
      await worker.terminate();
    },
  };
}
