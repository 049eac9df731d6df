import { parentPort, workerData } from 'node:worker_threads';
import { type ArchiveJob, type FromArchiveWorker, runJob } from './jobs.ts';

/* Entry of the archive thread: one job, away from the loop that answers the windows, then it ends. */
const TELL_EVERY_MS = 100;
if (!parentPort) throw new Error('the archive worker runs in a worker thread');
const port = parentPort;
const tell = (message: FromArchiveWorker): void => port.postMessage(message);
const abort = new AbortController();
port.once('message', () => abort.abort());

let toldAtMs = -Infinity;
function onProgress(done: number, total: number): void {
  const nowMs = performance.now();
  if (done < total && nowMs - toldAtMs < TELL_EVERY_MS) return;
  toldAtMs = nowMs;
  tell({ type: 'progress', done, total });
}

tell({ type: 'done', answer: await runJob(workerData as ArchiveJob, { signal: abort.signal, onProgress }) });
port.close();
