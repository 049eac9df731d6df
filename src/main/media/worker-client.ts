import type { Jobs, JobName } from './media-jobs.ts';
import type { FromWorker, Request, ToWorker } from './worker-protocol.ts';

/** What the client needs of a Worker of node:worker_threads. */
export interface WorkerLike {
  on(event: 'message', listener: (message: FromWorker) => void): unknown;
  on(event: 'error' | 'messageerror', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(message: ToWorker): void;
  terminate(): Promise<number>;
  getHeapStatistics(): Promise<{ readonly used_heap_size: number }>;
}
export interface ClientDeps {
  readonly startWorker: () => WorkerLike;
  /** How long the thread may be deaf over one job before it is taken for stuck. */
  readonly stuckAfterMs: number;
  /**
   * More memory than this and the thread is ended. It must not come to the limit of V8 itself: a thread that reaches
   * it in one large step takes the whole app down (seen with Node 24), not only itself.
   */
  readonly maxHeapBytes: number;
  readonly onWorkerError: (error: Error) => void;
}
export type JobEnd<T> =
  | { readonly type: 'done'; readonly output: T }
  /** `crashed`, `stuck`: this very job took the thread down, alone, twice. */
  | {
      readonly type: 'failed';
      readonly why: 'aborted' | 'stopped' | 'crashed' | 'stuck' | 'bug';
      readonly message: string;
    };
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface Pending {
  readonly id: number;
  readonly job: Request;
  readonly onProgress: RunOptions['onProgress'];
  readonly end: (end: JobEnd<never> | { type: 'done'; output: Jobs[JobName]['output'] }) => void;
  state: 'waiting' | 'running';
  /** How often the thread ended while it ran. */
  losses: number;
  timer: NodeJS.Timeout | undefined;
}

/** Streaming a file through SHA-1 brings no thread down; it only loses its work when another job does. */
const isRisky = ({ job }: Pending): boolean => job.name !== 'hash';
const isInspecting = ({ job, state }: Pending): boolean => job.name === 'inspect' && state === 'running';
const isOther =
  (pending: Pending) =>
  (one: Pending): boolean =>
    one !== pending && one.state === 'running';
const MOST_LOSSES = { risky: 2, hash: 6 } as const;
const LOOK_AT_HEAP_EVERY_MS = 200;

/**
 * Runs jobs on one worker thread that is started by the first of them. When the thread dies or is stuck, a new one is
 * started and what was running is run again, one job at a time, so that only the job at fault fails.
 */
export function createWorkerClient({ startWorker, stuckAfterMs, maxHeapBytes, onWorkerError }: ClientDeps) {
  const jobs = new Map<number, Pending>();
  /** Cancelled jobs that the thread has not answered yet: it may be stuck over one of them. */
  const unanswered = new Map<number, NodeJS.Timeout>();
  let worker: WorkerLike | null = null;
  let lastId = 0;
  let isStopped = false;
  let guard: NodeJS.Timeout | undefined;

  function finish(pending: Pending, end: Parameters<Pending['end']>[0]): void {
    clearTimeout(pending.timer);
    jobs.delete(pending.id);
    pending.end(end);
    dispatch();
  }

  const fail = (pending: Pending, why: Exclude<JobEnd<never>, { type: 'done' }>['why'], message: string): void =>
    finish(pending, { type: 'failed', why, message });

  function receive(from: WorkerLike, message: FromWorker): void {
    if (from === worker && message.type !== 'progress') forgive(message.id);
    const pending = jobs.get(message.id);
    // Answers of a thread that was given up, or to a job that was cancelled, come too late
    if (!pending || from !== worker || pending.state !== 'running') return;
    if (message.type === 'progress') {
      pending.timer?.refresh();
      pending.onProgress?.(message.done, message.total);
    } else if (message.type === 'done') finish(pending, message);
    else fail(pending, 'bug', message.message);
  }

  function forgive(...ids: number[]): void {
    for (const id of ids) {
      clearTimeout(unanswered.get(id));
      unanswered.delete(id);
    }
  }

  function ensureWorker(): WorkerLike {
    if (worker) return worker;
    const started = startWorker();
    started.on('message', (message) => receive(started, message));
    started.on('error', onWorkerError);
    started.on('messageerror', onWorkerError);
    started.on('exit', () => {
      if (started === worker) lose('crashed');
    });
    worker = started;
    return started;
  }

  /** The thread is gone: everything that ran on it is to run again, or has failed too often. */
  function lose(cause: 'crashed' | 'stuck'): void {
    const dead = worker;
    worker = null;
    void dead?.terminate();
    forgive(...unanswered.keys());
    for (const pending of [...jobs.values()].filter((one) => one.state === 'running')) {
      clearTimeout(pending.timer);
      pending.state = 'waiting';
      pending.losses += 1;
    }
    const lost = [...jobs.values()].filter((one) => one.losses >= MOST_LOSSES[isRisky(one) ? 'risky' : 'hash']);
    for (const pending of lost) fail(pending, cause, `the media thread ended ${pending.losses} times`);
    dispatch();
  }

  /** Sends what may run: everything, or, after a loss, one suspect alone beside the hashing. */
  function dispatch(): void {
    if (isStopped) return;
    const all = [...jobs.values()];
    const risky = all.filter(isRisky);
    const suspect = risky.find((one) => one.losses > 0);
    const allowed = suspect ? risky.filter((one) => one === suspect && !risky.some(isOther(one))) : risky;
    for (const pending of [...allowed, ...all.filter((one) => !isRisky(one))]) {
      if (pending.state === 'waiting') send(pending);
    }
  }

  /** Asked of the thread from outside, so it is answered also while the thread computes without end. */
  async function lookAtHeap(): Promise<void> {
    const watched = worker;
    if (!watched || ![...jobs.values()].some(isInspecting)) {
      clearInterval(guard);
      guard = undefined;
      return;
    }
    // A thread that is ending has no answer; its end is heard of by itself
    const heap = await watched.getHeapStatistics().catch(() => undefined);
    if (heap && heap.used_heap_size > maxHeapBytes && watched === worker) lose('crashed');
  }

  function send(pending: Pending): void {
    pending.state = 'running';
    if (pending.job.name === 'inspect') {
      pending.timer = setTimeout(() => lose('stuck'), stuckAfterMs);
      guard ??= setInterval(() => void lookAtHeap(), LOOK_AT_HEAP_EVERY_MS);
    }
    try {
      ensureWorker().postMessage({ type: 'run', id: pending.id, job: pending.job });
    } catch (error) {
      // No thread can be had (no memory, the file is not there): said once per request, never thrown at the caller
      onWorkerError(error instanceof Error ? error : new Error(String(error)));
      fail(pending, 'bug', 'the media thread could not be started');
    }
  }

  function cancel(pending: Pending): void {
    if (!jobs.has(pending.id)) return;
    if (pending.state === 'running') {
      worker?.postMessage({ type: 'cancel', id: pending.id });
      if (isRisky(pending))
        unanswered.set(
          pending.id,
          setTimeout(() => lose('stuck'), stuckAfterMs),
        );
    }
    fail(pending, 'aborted', 'nobody waits for it any more');
  }

  return {
    run<N extends JobName>(
      name: N,
      input: Jobs[N]['input'],
      options: RunOptions = {},
    ): Promise<JobEnd<Jobs[N]['output']>> {
      const { signal, onProgress } = options;
      if (isStopped)
        return Promise.resolve({ type: 'failed', why: 'stopped', message: 'the media service has stopped' });
      if (signal?.aborted)
        return Promise.resolve({ type: 'failed', why: 'aborted', message: 'aborted before it began' });
      return new Promise((resolve) => {
        const id = (lastId += 1);
        const onAbort = (): void => cancel(pending);
        const end = (result: JobEnd<unknown>): void => {
          signal?.removeEventListener('abort', onAbort);
          resolve(result as JobEnd<Jobs[N]['output']>);
        };
        const job = { name, input } as Request;
        const pending: Pending = { id, job, onProgress, end, state: 'waiting', losses: 0, timer: undefined };
        signal?.addEventListener('abort', onAbort, { once: true });
        jobs.set(id, pending);
        dispatch();
      });
    },
    /** Ends the thread; what was running or waiting fails with `stopped`. Safe to call twice. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(guard);
      forgive(...unanswered.keys());
      const dying = worker;
      worker = null;
      for (const pending of jobs.values()) fail(pending, 'stopped', 'the media service has stopped');
      await dying?.terminate();
    },
  };
}
