import type { AnswerOf, ArchiveJob, ArchiveJobs, FromArchiveWorker } from './jobs.ts';

/** What is needed of a Worker of node:worker_threads. */
export interface ArchiveWorker {
  on(event: 'message', listener: (message: FromArchiveWorker) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: 'cancel'): void;
  terminate(): Promise<number>;
}
export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
export type RunArchiveJob = <N extends keyof ArchiveJobs>(
  name: N,
  input: ArchiveJobs[N]['input'],
  options: RunOptions,
) => Promise<AnswerOf<N> | null>;

/** A job that was asked to end has this long to take its temporary file away. */
const CANCEL_DEADLINE_MS = 5_000;

/**
 * Runs one job per thread. Null: the thread was lost over it, by what it read or because it did not end when asked. Never
 * rejects.
 */
export function createArchiveRunner(deps: {
  readonly startWorker: (job: ArchiveJob) => ArchiveWorker;
  readonly onWorkerError: (error: Error) => void;
}): RunArchiveJob {
  return (name, input, { signal, onProgress }) =>
    new Promise((resolve) => {
      const worker = deps.startWorker({ name, input } as ArchiveJob);
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const cancel = (): void => {
        worker.postMessage('cancel');
        deadline = setTimeout(() => void worker.terminate(), CANCEL_DEADLINE_MS);
      };
      let answer: AnswerOf<typeof name> | null = null;
      worker.on('message', (message) => {
        if (message.type === 'progress') onProgress?.(message.done, message.total);
        else answer = message.answer as AnswerOf<typeof name>;
      });
      worker.on('error', deps.onWorkerError);
      worker.on('exit', () => {
        clearTimeout(deadline);
        signal.removeEventListener('abort', cancel);
        resolve(answer);
      });
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
    });
}
