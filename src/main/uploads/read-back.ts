import type { CheckMode, StoredCheck } from '../../shared/domain/stored-check.ts';
import type { StoredPart, UploadReceipt, UploadRecord } from '../../shared/domain/upload.ts';
import { storedSha1 } from './marks.ts';
import { viewObject } from './object-source.ts';
import { bad, good, type FileSource, type Outcome, type SourceHandle, type StoredFile } from './ports.ts';
import { compareIdentity } from './source-check.ts';

const endBytes = 1_000_000;
/** So much is read back as a whole where only a hash of the whole is known. */
const maxWholeBytes = 32_000_000;
/** Where only the file is there to compare with: what is read of either between two comparisons. */
const sliceBytes = 16_000_000;

/** A stretch of a stored object, and the SHA-1 it must have (null: that of the file here). */
export interface Stretch {
  readonly offset: number;
  readonly bytes: number;
  readonly sha1: string | null;
}
interface Known {
  readonly mode: CheckMode;
  readonly bytes: number;
  readonly sha1: string | null;
  readonly parts: readonly StoredPart[];
  readonly hasFile: boolean;
}

/** Parts as stretches; null when they are not all of the object. */
function stretchesOfParts({ parts, bytes }: Known): Stretch[] | null {
  let offset = 0;
  const stretches = parts.map((part) => {
    const stretch = { offset, bytes: part.bytes, sha1: part.sha1 };
    offset += part.bytes;
    return stretch;
  });
  return stretches.length > 0 && offset === bytes ? stretches : null;
}

function sliced(bytes: number): Stretch[] {
  const count = Math.ceil(bytes / sliceBytes);
  return Array.from({ length: count }, (_, n) => {
    const offset = n * sliceBytes;
    return { offset, bytes: Math.min(sliceBytes, bytes - offset), sha1: null };
  });
}

function ends(bytes: number): Stretch[] {
  if (bytes <= 2 * endBytes) return [{ offset: 0, bytes, sha1: null }];
  return [
    { offset: 0, bytes: endBytes, sha1: null },
    { offset: bytes - endBytes, bytes: endBytes, sha1: null },
  ];
}

/** What has to be read of an object to know what is asked, with the least of it; null when there is nothing to compare. */
export function stretchesToRead(known: Known): Stretch[] | null {
  const { mode, bytes, sha1, hasFile } = known;
  if (bytes === 0) return [];
  const parts = stretchesOfParts(known);
  const whole = sha1 === null ? null : [{ offset: 0, bytes, sha1 }];
  if (mode === 'all') return parts ?? whole ?? (hasFile ? sliced(bytes) : null);
  if (hasFile) return ends(bytes);
  if (parts) return parts.filter((_, n) => n === 0 || n === parts.length - 1);
  return bytes <= maxWholeBytes ? whole : null;
}

export interface ReadBackPorts {
  getFile(fileId: string, signal: AbortSignal): Promise<Outcome<StoredFile>>;
  /** SHA-1 of a stretch of a stored object, streamed. `onBytes`: with every piece that came. */
  hashStored(
    stretch: { fileId: string; offset: number; bytes: number },
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Outcome<string>>;
  readonly source: FileSource;
}
export interface ReadBack {
  readonly record: UploadRecord;
  readonly receipt: UploadReceipt;
  readonly parts: readonly StoredPart[];
  readonly mode: CheckMode;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
  readonly signal: AbortSignal;
}
type Found = Omit<StoredCheck, 'atMs'>;

/** Whether the file is as it was sent. One that was saved over since is another one, whatever its length is. */
async function isAsSent(source: FileSource, record: UploadRecord): Promise<boolean> {
  const seen = await source.identify(record.path);
  const verdict = seen.ok ? compareIdentity(record, seen.value) : 'changed';
  return verdict === 'same' || verdict === 'moved';
}

/** What was sent, over the file, if that still is what it was. */
async function openSent(source: FileSource, { record, receipt }: ReadBack): Promise<SourceHandle | null> {
  // Made of a file like this one, by another upload: how, only that one knows.
  if (receipt.linked && receipt.source !== null) return null;
  if (!(await isAsSent(source, record))) return null;
  const opened = await source.open(record.path);
  if (!opened.ok) return null;
  const object = await viewObject(record, opened.value).catch(() => null);
  if (!object) await opened.value.close();
  return object;
}

/**
 * Reads an object back and compares it with the file here or with the hashes of its receipt. An error only says that it
 * could not be found out: no network, no right, stopped.
 */
export async function readBack(ports: ReadBackPorts, job: ReadBack): Promise<Outcome<Found>> {
  const { record, receipt, mode, signal } = job;
  const none: Found = { mode, verdict: 'gone', against: 'nothing', bytes: 0, differsAt: null };
  const asked = await ports.getFile(receipt.fileId, signal);
  if (!asked.ok) return asked.error.kind === 'not-found' ? good(none) : asked;
  if (!asked.value.isFinished) return good(none);
  const told = storedSha1(asked.value);
  const isOther = told !== null && receipt.sha1 !== null && told !== receipt.sha1;
  if (asked.value.bytes !== receipt.bytes || isOther) return good({ ...none, verdict: 'altered', against: 'hashes' });
  const handle = await openSent(ports.source, job);
  try {
    const found = await compareWith(ports, job, handle);
    const isOfFile = found.ok && found.value.verdict === 'altered' && found.value.against === 'file';
    // Saved over while it was read: then it proves nothing of what is stored.
    return isOfFile && !(await isAsSent(ports.source, record)) ? await compareWith(ports, job, null) : found;
  } finally {
    await handle?.close();
  }
}

async function compareWith(ports: ReadBackPorts, job: ReadBack, handle: SourceHandle | null): Promise<Outcome<Found>> {
  const { mode, receipt, parts } = job;
  const { bytes, sha1 } = receipt;
  const stretches = stretchesToRead({ mode, bytes, sha1, parts, hasFile: handle !== null });
  if (stretches) return compare(ports, job, stretches, handle);
  return good({ mode, verdict: 'unproven', against: 'nothing', bytes: 0, differsAt: null });
}

async function compare(
  ports: ReadBackPorts,
  job: ReadBack,
  stretches: readonly Stretch[],
  handle: SourceHandle | null,
): Promise<Outcome<Found>> {
  const { mode, signal, onProgress, receipt } = job;
  const total = stretches.reduce((sum, { bytes }) => sum + bytes, 0);
  const against = stretches.some(({ sha1 }) => sha1 === null) ? 'file' : 'hashes';
  let done = 0;
  onProgress(0, total);
  for (const { offset, bytes, sha1 } of stretches) {
    const here = sha1 === null && handle ? await ports.source.hashRange(handle, offset, bytes, signal) : null;
    if (here && !here.ok) return here;
    const wanted = here ? here.value : sha1;
    const onBytes = (more: number): void => onProgress((done += more), total);
    const there = await ports.hashStored({ fileId: receipt.fileId, offset, bytes }, onBytes, signal);
    if (!there.ok && there.error.kind !== 'not-found') return there;
    if (!there.ok) return good({ mode, verdict: 'gone', against, bytes: done, differsAt: null });
    if (there.value !== wanted) return good({ mode, verdict: 'altered', against, bytes: done, differsAt: offset });
  }
  return signal.aborted
    ? bad({ kind: 'aborted', retry: 'never', code: 'aborted' })
    : good({ mode, verdict: 'same', against, bytes: done, differsAt: null });
}
