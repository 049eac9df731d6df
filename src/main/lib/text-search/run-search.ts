import type { RunSearch, SearchAnswer, SearchJob } from '../../../shared/domain/find-replace.ts';

/** What is needed of a Worker of node:worker_threads. */
export interface SearchWorker {
  on(event: 'message', listener: (answer: SearchAnswer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'online' | 'exit', listener: () => void): unknown;
  terminate(): Promise<number>;
}
interface SearchDeps {
  readonly startWorker: (job: SearchJob) => SearchWorker;
  readonly clock: { delay(ms: number, signal: AbortSignal): Promise<void> };
  readonly onWorkerError: (error: Error) => void;
}

/** Ten thousand texts take a tenth of it. */
const DEADLINE_MS = 3_000;

/**
 * Looks through texts in a thread of their own. A regular expression cannot be asked to stop, only its thread can be ended:
 * `slow` is the answer of one that was, or was lost. Never rejects.
 */
export function createRunSearch({ startWorker, clock, onWorkerError }: SearchDeps): RunSearch {
  return (job) =>
    new Promise((resolve) => {
      const worker = startWorker(job);
      const ended = new AbortController();
      // Counted from when it can begin: a busy computer takes its time to start a thread.
      worker.on('online', () => void clock.delay(DEADLINE_MS, ended.signal).then(() => worker.terminate()));
      worker.on('message', (answer) => {
        ended.abort();
        resolve(answer);
      });
      worker.on('error', onWorkerError);
      worker.on('exit', () => {
        ended.abort();
        // Says nothing after an answer.
        resolve('slow');
      });
    });
}
