import { settledStates, type UploadSnapshot } from '../../../shared/domain/upload.ts';

/**
 * The snapshot to show when a new one comes in: of one upload the bytes never go back, and an answer that was
 * asked for before the upload ended does not bring it back to life. Another upload of the version replaces it.
 */
export function newerSnapshot(shown: UploadSnapshot | null | undefined, next: UploadSnapshot): UploadSnapshot {
  if (!shown || shown.uploadId !== next.uploadId || next.bytesDone >= shown.bytesDone) return next;
  return { ...next, bytesDone: shown.bytesDone };
}

/** Done part of the bytes, 0 to 1. */
export function fractionOf({ bytesDone, bytesTotal }: Pick<UploadSnapshot, 'bytesDone' | 'bytesTotal'>): number {
  return bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;
}

/** Whether nothing more happens to it by itself. */
export function isSettled({ state }: Pick<UploadSnapshot, 'state'>): boolean {
  return settledStates.some((settled) => settled === state);
}
