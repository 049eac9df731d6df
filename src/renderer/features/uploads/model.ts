import { settledStates, type UploadSnapshot } from '../../../shared/domain/upload.ts';

/**
 * The snapshot to show when a new one comes in. Of one upload the bytes never go back, and what is ready or cancelled
 * stays so: an answer that was asked for before the end comes late. A newer upload of the version replaces an older
 * one (ids are UUIDv7: they sort by time), never the other way round.
 */
export function newerSnapshot(shown: UploadSnapshot | null | undefined, next: UploadSnapshot): UploadSnapshot {
  if (!shown || shown.uploadId < next.uploadId) return next;
  if (shown.uploadId > next.uploadId || shown.state === 'ready' || shown.state === 'cancelled') return shown;
  return next.bytesDone >= shown.bytesDone ? next : { ...next, bytesDone: shown.bytesDone };
}

/** Done part of the bytes, 0 to 1. */
export function fractionOf({ bytesDone, bytesTotal }: Pick<UploadSnapshot, 'bytesDone' | 'bytesTotal'>): number {
  return bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;
}

/** Whether nothing more happens to it by itself. */
export function isSettled({ state }: Pick<UploadSnapshot, 'state'>): boolean {
  return settledStates.some((settled) => settled === state);
}
