import type { UploadSnapshot } from '../../../shared/domain/upload.ts';

/** What support wants to know about an upload, as text: codes and numbers, not words. Holds no secret and no path. */
export function uploadDetails(snapshot: UploadSnapshot, name: string): string {
  const { reason } = snapshot;
  const lines = {
    file: name,
    upload: snapshot.uploadId,
    version: snapshot.versionId,
    state: snapshot.state,
    reason: reason && (reason.detail ? `${reason.code} (${reason.detail})` : reason.code),
    bytes: `${String(snapshot.bytesDone)} of ${String(snapshot.bytesTotal)}`,
    nextTry: snapshot.retryAtMs && new Date(snapshot.retryAtMs).toISOString(),
    restartedBecause: snapshot.restartedBecause,
  };
  return Object.entries(lines)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join('\n');
}
