import type { StoredPart, UploadRecord } from '../../shared/domain/upload.ts';
import { partRange, type PartsPlan } from './plan.ts';
import type { StoredFile } from './ports.ts';

/** The mark by which we know our own objects, finished or not: nobody else's are ever touched. */
export const uploadMark = 'lectern-upload-id';
/** Whose journal goes on with an unfinished large file: the other computers leave it alone. */
export const deviceMark = 'lectern-device';

/** The file that an object was made of, where the two are not the same. */
const sourceSha1Mark = 'lectern-source-sha1';
const sourceBytesMark = 'lectern-source-bytes';

/** Length of the object, and its hash as far as it is known; those of the file but where the object is made of it. */
export const objectBytes = ({ plan, sizeBytes }: Pick<UploadRecord, 'plan' | 'sizeBytes'>): number =>
  plan?.view?.bytes ?? sizeBytes;
export const objectSha1 = ({ plan, sha1 }: Pick<UploadRecord, 'plan' | 'sha1'>): string | null =>
  plan?.view ? plan.view.sha1 : sha1;

/** Custom metadata of an object. `large_file_sha1` and `src_last_modified_millis` are the service's conventions. */
export function objectInfo(record: UploadRecord): Readonly<Record<string, string>> {
  const sha1 = objectSha1(record);
  return {
    ...(record.mtimeMs === null ? {} : { src_last_modified_millis: String(Math.trunc(record.mtimeMs)) }),
    ...(record.plan?.kind === 'parts' && sha1 ? { large_file_sha1: sha1 } : {}),
    ...(record.plan?.view ? { [sourceBytesMark]: String(record.sizeBytes) } : {}),
    ...(record.plan?.view && record.sha1 ? { [sourceSha1Mark]: record.sha1 } : {}),
    [uploadMark]: record.uploadId,
  };
}

export const isOurs = (record: UploadRecord, file: StoredFile): boolean => file.info[uploadMark] === record.uploadId;

/** The hash a stored object is known by: its own, or for one made of parts the one given at its start. */
export const storedSha1 = (file: StoredFile): string | null => file.contentSha1 ?? file.info['large_file_sha1'] ?? null;

/** The object is not the file itself. */
export const isMadeOfFile = (file: StoredFile): boolean => file.info[sourceBytesMark] !== undefined;

/** The file that an object is, or was made of, as far as the object says so itself. Null: it does not say all of it. */
export function contentOf(file: StoredFile): { readonly sha1: string; readonly bytes: number } | null {
  const isMade = isMadeOfFile(file);
  const sha1 = isMade ? (file.info[sourceSha1Mark] ?? null) : storedSha1(file);
  const bytes = isMade ? Number(file.info[sourceBytesMark]) : file.bytes;
  return sha1 !== null && Number.isSafeInteger(bytes) ? { sha1, bytes } : null;
}

/**
 * Whether an object that is known for these bytes is a file of them, or was made of it. One that was begun before it was
 * hashed says no hash itself; then its length has to do, and the hash is the one that was made of the file afterwards.
 */
export function isObjectOf({ sha1, sizeBytes }: Pick<UploadRecord, 'sha1' | 'sizeBytes'>, file: StoredFile): boolean {
  if (sha1 === null) return false;
  if (file.bytes === sizeBytes && storedSha1(file) === sha1) return true;
  const isMade = isMadeOfFile(file);
  const told = isMade ? (file.info[sourceSha1Mark] ?? null) : storedSha1(file);
  const bytes = isMade ? file.info[sourceBytesMark] : String(file.bytes);
  return bytes === String(sizeBytes) && (told === null || told === sha1);
}

/** A file of many parts that was begun before its hash was known, or that of what is made of it, of which nobody knows it yet. */
export const isUnhashed = ({ sha1, mtimeMs, plan, fileId, receipt, state }: UploadRecord): boolean =>
  (sha1 === null || plan?.view?.sha1 === null) &&
  mtimeMs !== null &&
  plan?.kind === 'parts' &&
  fileId !== null &&
  !receipt?.linked &&
  mayStillBeRead(state);

const mayStillBeRead = (state: UploadRecord['state']): boolean =>
  state !== 'failed' && state !== 'cancelled' && state !== 'paused';

/** `parts`: those that storage took, each with the hash that both sides have of it. */
type Stored = ReadonlyMap<number, StoredPart>;

/**
 * Whether what is stored is what we sent: name and length always; the hash of the whole wherever both sides know it; and
 * of an object made of parts, which storage does not hash as a whole, every single part.
 */
export function isVerified(record: UploadRecord, file: StoredFile, parts: Stored): boolean {
  if (!file.isFinished || file.bytes !== objectBytes(record) || file.objectName !== record.objectName) return false;
  const [stored, sent] = [storedSha1(file), objectSha1(record)];
  if (record.plan?.kind !== 'parts') return stored !== null && stored === sent;
  const isSame = stored === null || sent === null || stored === sent;
  return isSame && hasAllParts(record.plan, file.bytes, parts);
}

function hasAllParts(plan: PartsPlan, bytes: number, parts: Stored): boolean {
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const part = parts.get(partNumber);
    const isWhole = part?.bytes === partRange(plan, bytes, partNumber).bytes && /^[0-9a-f]{40}$/.test(part.sha1);
    if (!isWhole) return false;
  }
  return true;
}
