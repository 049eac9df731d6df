import type { Worker } from 'node:worker_threads';
import type { BackupJob, BackupJobs } from './jobs.ts';

export type JobAnswer =
  | { readonly ok: true; readonly output: BackupJobs[keyof BackupJobs]['output'] }
  | { readonly ok: false; readonly message: string; readonly code: string };

type Run = <N extends keyof BackupJobs>(
  name: N,
  input: BackupJobs[N]['input'],
  signal?: AbortSignal,
) => Promise<BackupJobs[N]['output']>;

function errorOf({ message, code }: { readonly message: string; readonly code: string }): Error {
  return Object.assign(new Error(message), { code });
}

/** The thread's one answer. Rejects when it ends without one. */
function answerOf(worker: Worker): Promise<JobAnswer> {
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('messageerror', reject);
    worker.on('exit', (code) => reject(new Error(`the backup thread ended with ${code}`)));
  });
}

/**
 * Runs what takes long with backups, each in a thread that ends with it: they are few, and one that fails takes nothing
 * along. Rejects with what the disk or SQLite threw, its code with it; when aborted, once the thread has let go of the file.
 */
export function createBackupThread(startWorker: (job: BackupJob) => Worker): { readonly run: Run } {
  return {
    async run(name, input, signal) {
      signal?.throwIfAborted();
      const worker = startWorker({ name, input } as BackupJob);
      const stop = (): void => void worker.terminate();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const answer = await answerOf(worker);
        if (!answer.ok) throw errorOf(answer);
        return answer.output as BackupJobs[typeof name]['output'];
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}
export type BackupThread = ReturnType<typeof createBackupThread>;
