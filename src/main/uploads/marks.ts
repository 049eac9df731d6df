import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { StoredFile } from './ports.ts';

/** The mark by which we know our own objects, finished or not: nobody else's are ever touched. */
export const uploadMark = 'lectern-upload-id';
/** Whose journal goes on with an unfinished large file: the other computers leave it alone. */
export const deviceMark = 'lectern-device';

/** Custom metadata of an object. `large_file_sha1` and `src_last_modified_millis` are the service's conventions. */
export function objectInfo(record: UploadRecord): Readonly<Record<string, string>> {
  return {
    ...(record.mtimeMs === null ? {} : { src_last_modified_millis: String(Math.trunc(record.mtimeMs)) }),
    ...(record.plan?.kind === 'parts' && record.sha1 ? { large_file_sha1: record.sha1 } : {}),
    [uploadMark]: record.uploadId,
  };
}

export const isOurs = (record: UploadRecord, file: StoredFile): boolean => file.info[uploadMark] === record.uploadId;

/** The hash a stored object is known by: its own, or for one made of parts the one given at its start. */
export const storedSha1 = (file: StoredFile): string | null => file.contentSha1 ?? file.info['large_file_sha1'] ?? null;

/** Whether what is stored is what we sent: length always, and the hash wherever both sides know it. */
export function isVerified(record: UploadRecord, file: StoredFile): boolean {
  if (!file.isFinished || file.bytes !== record.sizeBytes || file.objectName !== record.objectName) return false;
  const stored = storedSha1(file);
  if (record.plan?.kind === 'single') return stored !== null && stored === record.sha1;
  return stored === null || record.sha1 === null || stored === record.sha1;
}
