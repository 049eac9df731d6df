import { parentPort, workerData } from 'node:worker_threads';
import { type BackupJob, runBackupJob } from './jobs.ts';
import type { JobAnswer } from './thread.ts';

/* Entry of a thread that does one thing with backups, away from the loop that answers the windows, and ends. */
async function answer(): Promise<JobAnswer> {
  try {
    return { ok: true, output: await runBackupJob(workerData as BackupJob) };
  } catch (error) {
    // An error loses its code on the way between threads.
    const { message, code } = error as { message?: string; code?: string };
    return { ok: false, message: message ?? String(error), code: code ?? '' };
  }
}
parentPort?.postMessage(await answer());
