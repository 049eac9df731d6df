import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { fingerprint } from '../media/fingerprint.ts';
import { ioKindOf, systemCode } from '../media/io-error.ts';
import { closeQuietly, identify, openRegularFile, sameFile } from '../media/regular-file.ts';
import type { CourseRows } from './course-rows.ts';
import type { JobContext } from './extract.ts';
import { countsOf, entryNameOf, HISTORY_NAME, MANIFEST_NAME, type Manifest, type ManifestEntry } from './manifest.ts';
import { createTap } from './tap.ts';
import { hasRoom, syncFolder, targetFault, type TargetCode } from './target.ts';

/** A file of this disk that goes into the archive, and what is known of it. */
export interface SourceFile {
  readonly versionId: string;
  readonly path: string;
  readonly fileName: string;
  readonly kind: string;
  readonly bytes: number;
  /** Of the version; null: nobody knows it yet. */
  readonly sha1: string | null;
  /** As it was when it was seen last, so that its hash needs no second look before its bytes are written. */
  readonly isAsSeen: boolean;
}
export interface ExportInput {
  readonly target: string;
  /** In the folder of the target. */
  readonly temporary: string;
  readonly head: Pick<Manifest, 'format' | 'version' | 'app' | 'exportedAtMs' | 'origin'>;
  readonly rows: CourseRows;
  readonly files: readonly SourceFile[];
  /** What the History panel shows of the course; null: not wanted. */
  readonly history: readonly unknown[] | null;
}
export type ExportError =
  | 'SOURCE_CHANGED'
  | 'SOURCE_UNREADABLE'
  | 'TARGET_IS_SOURCE'
  | TargetCode
  | 'ARCHIVE_CANCELLED';
export interface Exported {
  readonly bytes: number;
  /** Names of files that turned out to be others than were imported, and stayed out. */
  readonly leftOut: readonly string[];
}
export type ExportAnswer = Result<Exported, ExportError>;
type Fault = Extract<ExportAnswer, { success: false }>;

const changed = (name: string): Fault => err('SOURCE_CHANGED', 'a file changed', { name });
const unreadableSource = (name: string, ioKind: string): Fault =>
  err('SOURCE_UNREADABLE', 'a file cannot be read', { name, ioKind });

/** An expected end of the work, thrown past the ZIP writer's streams and caught at the door. */
class Stop extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.error.message);
    this.fault = fault;
  }
}

/**
 * Writes a course as one ZIP file: media as they are (stored, not squeezed), the manifest last, because it names what the
 * bytes turned out to be. Under a temporary name until everything is on the disk: there is never half a file under the
 * final name. Never throws.
 */
export async function exportArchive(input: ExportInput, context: JobContext): Promise<ExportAnswer> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const refusal = await refuseTarget(input);
  if (refusal) return refusal;
  const zip = new ZipFile();
  // What it stumbles over is found and named by whoever feeds it
  zip.on('error', () => stop.abort());
  const target = createWriteStream(input.temporary, { flags: 'wx', flush: true });
  const ending = (work: Promise<unknown>) => work.then(() => null, failedBy(stop));
  const leftOut: string[] = [];
  const faults = await Promise.all([
    ending(feed(zip, input, { ...context, signal }, leftOut)),
    ending(pipeline(zip.outputStream, target, { signal })),
  ]);
  if (faults.every((fault) => fault === null)) {
    const fault = await putInPlace(input);
    if (!fault) return ok({ bytes: target.bytesWritten, leftOut });
    faults.push(fault);
  }
  await rm(input.temporary, { force: true }).catch(() => undefined);
  if (context.signal.aborted) return err('ARCHIVE_CANCELLED', 'cancelled');
  return faults.find((fault) => fault !== null && fault !== stopped) ?? targetFault(null);
}

const stopped: Fault = err('ARCHIVE_CANCELLED', 'the other half failed');

/** One half failed: the other one is to end, too, and has nothing to say about it. */
const failedBy =
  (stop: AbortController) =>
  (error: unknown): Fault => {
    const isEcho = stop.signal.aborted && !(error instanceof Stop);
    stop.abort();
    if (error instanceof Stop) return error.fault;
    return isEcho || isAbort(error) ? stopped : targetFault(error);
  };
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

async function putInPlace({ temporary, target }: ExportInput): Promise<Fault | null> {
  try {
    await rename(temporary, target);
    await syncFolder(dirname(target));
    return null;
  } catch (error) {
    return targetFault(error);
  }
}

/** Before anything is written: hours of work for a disk that was too small from the start are nobody's wish. */
async function refuseTarget(input: ExportInput): Promise<Fault | null> {
  if (await isSource(input)) return err('TARGET_IS_SOURCE', 'the target is one of the files');
  // What has no hash yet may be the twin of anything of its size
  const distinct = new Map(input.files.map(({ sha1, bytes }) => [sha1 ?? bytes, bytes]));
  const bytes = [...distinct.values()].reduce((sum, one) => sum + one, 0);
  try {
    return (await hasRoom(dirname(input.target), bytes)) ? null : err('TARGET_FULL', 'not enough space');
  } catch (error) {
    return targetFault(error);
  }
}

/** Somebody may choose a file of the course itself as the place to save to. */
async function isSource({ target, files }: ExportInput): Promise<boolean> {
  const real = await realpath(target).catch(() => null);
  if (real === null) return false;
  for (const { path } of files) if ((await realpath(path).catch(() => null)) === real) return true;
  return false;
}

/** Everything into the ZIP writer, one file after the other; what is not the file that it was goes to `leftOut`. */
async function feed(zip: ZipFile, input: ExportInput, context: JobContext, leftOut: string[]): Promise<void> {
  const work = [...input.files, ...input.files.filter(needsHash)];
  const total = work.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const advance = (bytes: number): void => context.onProgress((done += bytes), total);
  const { signal } = context;
  const entries = new Map<string, ManifestEntry>();
  const entryOf = new Map<string, ManifestEntry>();
  for (const file of input.files) {
    const sha1 = needsHash(file) ? await settleHash(file, signal, advance) : file.sha1;
    const twin = sha1 === null ? undefined : entries.get(sha1);
    if (sha1 === null || twin) advance(file.bytes);
    if (sha1 === null) {
      leftOut.push(file.fileName);
      continue;
    }
    const entry = twin ?? (await putFile(zip, file, sha1, { signal, advance }));
    entries.set(sha1, entry);
    entryOf.set(file.versionId, entry);
  }
  const all = [...entries.values()];
  if (input.history) all.push(putText(zip, HISTORY_NAME, { steps: input.history }));
  putText(zip, MANIFEST_NAME, manifestOf(input, all, entryOf));
  zip.end();
  context.onProgress(total, total);
}

/** Its bytes are looked at before they are written: nothing that is in a ZIP file can be taken back. */
const needsHash = ({ sha1, isAsSeen }: SourceFile): boolean => sha1 === null || !isAsSeen;

interface FeedContext {
  readonly signal: AbortSignal;
  readonly advance: (bytes: number) => void;
}

/** The name of an entry comes before its bytes, and is made of their hash. Null: it is another file by now. */
async function settleHash(
  { path, fileName, bytes, sha1 }: SourceFile,
  signal: AbortSignal,
  advance: (bytes: number) => void,
): Promise<string | null> {
  let told = 0;
  const onProgress = (doneBytes: number): void => {
    advance(doneBytes - told);
    told = doneBytes;
  };
  const found = await fingerprint(path, { signal, onProgress });
  if (found.ok && found.identity.bytes === bytes) return sha1 === null || sha1 === found.sha1 ? found.sha1 : null;
  signal.throwIfAborted();
  throw new Stop(!found.ok && found.code === 'io' ? unreadableSource(fileName, found.kind) : changed(fileName));
}

async function putFile(
  zip: ZipFile,
  source: SourceFile,
  sha1: string,
  { signal, advance }: FeedContext,
): Promise<ManifestEntry> {
  const { path, fileName, bytes } = source;
  const opened = await openRegularFile(path);
  if (!opened.ok) throw new Stop(unreadableSource(fileName, opened.kind));
  const { handle, identity } = opened;
  const name = entryNameOf({ ...source, sha1 });
  const tap = createTap(advance, bytes);
  try {
    if (identity.bytes !== bytes) throw new Stop(changed(fileName));
    zip.addReadStream(tap.stream, name, { ...stored, size: bytes, mtime: new Date(identity.mtimeMs) });
    const content = handle.createReadStream({ autoClose: false, start: 0, highWaterMark: CHUNK_BYTES });
    await pipeline(content, tap.stream, { signal }).catch((error: unknown) => {
      throw isAbort(error) ? error : new Stop(sourceFault(fileName, error));
    });
    const now = await identify(path);
    const found = tap.result();
    const isSame = now.ok && sameFile(now.identity, identity) && found.bytes === bytes && found.sha1 === sha1;
    if (!isSame) throw new Stop(changed(fileName));
    return { name, ...found };
  } finally {
    await closeQuietly(handle);
  }
}

const stored = { compress: false, mode: 0o100644 } as const;
const CHUNK_BYTES = 1024 * 1024;

const sourceFault = (name: string, error: unknown): Fault =>
  systemCode(error) === '' ? changed(name) : unreadableSource(name, ioKindOf(error));

function putText(zip: ZipFile, name: string, value: unknown): ManifestEntry {
  const content = Buffer.from(JSON.stringify(value));
  zip.addBuffer(content, name, { mode: 0o100644 });
  const hash = (algorithm: string): string => createHash(algorithm).update(content).digest('hex');
  return { name, bytes: content.length, sha1: hash('sha1'), sha256: hash('sha256') };
}

function manifestOf(
  { head, rows, history }: ExportInput,
  entries: readonly ManifestEntry[],
  entryOf: ReadonlyMap<string, ManifestEntry>,
): Manifest {
  const media = rows.media.map((one) => ({
    ...one,
    versions: one.versions.map((version) => {
      const entry = entryOf.get(version.id);
      return entry ? { ...version, entry: entry.name, sha1: entry.sha1 } : version;
    }),
  }));
  const whole = { ...head, ...rows, media, entries: [...entries] };
  return { ...whole, counts: { ...countsOf(whole), historySteps: history?.length ?? null } };
}
