import type { UploadId } from '../../shared/domain/ids.ts';
import type { CheckMode, StoredCheck } from '../../shared/domain/stored-check.ts';
import type { StoredPart, UploadReceipt, UploadRecord } from '../../shared/domain/upload.ts';
import type { Clock, PortError } from './ports.ts';
import { readBack, type ReadBackPorts } from './read-back.ts';

export interface ReadBackDeps {
  readonly ports: ReadBackPorts;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Not more often than a person can see. */
  readonly onProgress: (uploadId: UploadId, bytesDone: number, bytesTotal: number) => void;
}
export interface Kept {
  readonly record: UploadRecord;
  readonly receipt: UploadReceipt;
  readonly parts: readonly StoredPart[];
}
export type ReadBackEnd =
  | { readonly ok: true; readonly value: StoredCheck }
  | { readonly ok: false; readonly error: PortError };
const tellEveryMs = 100;

/** Stored objects being read back, one job an upload. They end with the studio, and nobody misses them: they are asked for again. */
export function createReadBackJobs({ ports, clock, onProgress }: ReadBackDeps) {
  const running = new Map<UploadId, AbortController>();
  return {
    isRunning: (uploadId: UploadId): boolean => running.has(uploadId),
    /** Resolves with what was found, or why nothing was. Must not be called for one that is running. */
    async start({ record, receipt, parts }: Kept, mode: CheckMode): Promise<ReadBackEnd> {
      const { uploadId } = record;
      const abort = new AbortController();
      running.set(uploadId, abort);
      let toldAtMs = 0;
      const tell = (done: number, total: number): void => {
        const nowMs = clock.nowMs();
        if (nowMs - toldAtMs < tellEveryMs && done < total) return;
        toldAtMs = nowMs;
        onProgress(uploadId, done, total);
      };
      try {
        const job = { record, receipt, parts, mode, onProgress: tell, signal: abort.signal };
        const found = await readBack(ports, job);
        return found.ok ? { ok: true, value: { ...found.value, atMs: Math.round(clock.nowMs()) } } : found;
      } finally {
        running.delete(uploadId);
      }
    },
    stop: (uploadId: UploadId): void => running.get(uploadId)?.abort(),
    stopAll(): void {
      for (const abort of running.values()) abort.abort();
    },
  };
}
export type ReadBackJobs = ReturnType<typeof createReadBackJobs>;
