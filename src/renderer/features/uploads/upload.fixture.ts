import { uploadSnapshot, queueSummary, type QueueSummary, type UploadSnapshot } from '../../../shared/domain/upload.ts';
import { uploadRow, type UploadRow } from '../../../shared/ipc/contract/upload.ts';

/** A valid UUID that shows its number; of two, the greater number is the newer one. */
const at = (kind: number, number: number) =>
  `00000000-0000-7000-800${String(kind)}-${String(number).padStart(12, '0')}`;

type Change = Partial<{ [Key in keyof UploadSnapshot]: unknown }>;

/** Upload `number` of version `number`: 40 of 100 bytes sent, unless told otherwise. */
export function sampleUpload(number: number, change: Change = {}): UploadSnapshot {
  return uploadSnapshot.parse({
    uploadId: at(6, number),
    versionId: at(4, number),
    state: 'uploading',
    reason: null,
    bytesDone: 40,
    bytesTotal: 100,
    bytesPerSecond: 10,
    etaMs: 6_000,
    retryAtMs: null,
    restartedBecause: null,
    ...change,
  });
}

export function sampleRow(number: number, change: Change = {}): UploadRow {
  const snapshot = sampleUpload(number, change);
  const unknown = { lessonId: null, lessonTitle: null, courseId: null, courseTitle: null, storedFault: null };
  return uploadRow.parse({ snapshot, fileName: `${String(number)}.mp4`, ...unknown });
}

export function sampleSummary(change: Partial<QueueSummary> = {}): QueueSummary {
  const counts = { total: 0, ready: 0, active: 0, queued: 0, waiting: 0, paused: 0, failed: 0 };
  const bytes = {
    bytesDone: 0,
    bytesTotal: 0,
    bytesPerSecond: 0,
    etaMs: null,
    stoppedBy: null,
    limit: null,
    hold: null,
  };
  return queueSummary.parse({ ...counts, ...bytes, ...change });
}
