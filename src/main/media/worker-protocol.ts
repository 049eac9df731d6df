import type { JobName, JobRunner, Jobs } from './media-jobs.ts';

/** To the thread. Ids are given once per service and never used again. */
export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly job: Request }
  | { readonly type: 'cancel'; readonly id: number };
export type Request = { [N in JobName]: { readonly name: N; readonly input: Jobs[N]['input'] } }[JobName];

/** From the thread. Every `run` is answered once with `done` or `failed`, a cancelled one too. */
export type FromWorker =
  | { readonly type: 'done'; readonly id: number; readonly output: Jobs[JobName]['output'] }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number };

/** What the protocol needs of a MessagePort or a Worker. */
export interface Port {
  on(event: 'message', listener: (message: ToWorker) => void): unknown;
  postMessage(message: FromWorker): void;
}

/** Progress is told at most this often per job; the last one always. */
const PROGRESS_EVERY_MS = 100;

/** Serves jobs on the thread's side of a port. A job that throws is answered, never left open. */
export function serveJobs(port: Port, run: JobRunner): void {
  const aborts = new Map<number, AbortController>();

  function progressOf(id: number): (done: number, total: number) => void {
    let toldAtMs = -Infinity;
    return (done, total) => {
      const nowMs = performance.now();
      if (done < total && nowMs - toldAtMs < PROGRESS_EVERY_MS) return;
      toldAtMs = nowMs;
      port.postMessage({ type: 'progress', id, done, total });
    };
  }

  async function start(id: number, { name, input }: Request): Promise<void> {
    const abort = new AbortController();
    aborts.set(id, abort);
    try {
      const output = await run(name, input, { signal: abort.signal, onProgress: progressOf(id) });
      port.postMessage({ type: 'done', id, output });
    } catch (error) {
      port.postMessage({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      aborts.delete(id);
    }
  }

  port.on('message', (message) => {
    if (message.type === 'cancel') aborts.get(message.id)?.abort();
    else void start(message.id, message.job);
  });
}
