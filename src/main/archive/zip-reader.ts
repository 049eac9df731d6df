import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { ioKindOf } from '../media/io-error.ts';
import { closeQuietly, type FileIdentity, openRegularFile, readFully } from '../media/regular-file.ts';
import type { DirectoryEntry } from './directory-check.ts';
import { limits } from './manifest.ts';
import { damaged, foreign, type RefusalCode, unsafe } from './refusal.ts';

const CHUNK_BYTES = 1024 * 1024;
const WINDOW_BYTES = 16 * 1024;
const UNICODE_PATH_FIELD = 0x7075;
const FILE_TYPE_BITS = 0o170000;
/** Made by: these keep Unix modes in the upper half of the external attributes. */
const UNIX_LIKE: ReadonlySet<number> = new Set([3, 19]);

export type OpenError = RefusalCode | 'ARCHIVE_UNREADABLE';
export interface ZipReader {
  readonly identity: FileIdentity;
  readonly entries: readonly DirectoryEntry[];
  /** Where the central directory begins. */
  readonly directoryStart: number;
  /** The bytes of an entry, unpacked; ends with an error after as many bytes as the entry declares. */
  stream(name: string): Promise<Readable>;
  close(): Promise<void>;
}

export const unreadable = (error: unknown) =>
  err('ARCHIVE_UNREADABLE', 'the archive cannot be read', { ioKind: ioKindOf(error) });

/** A fault of the disk is one thing, bytes that make no sense another. */
export const readFault = (error: unknown) => (ioKindOf(error) === 'other' ? damaged('structure') : unreadable(error));

/**
 * Opens a ZIP file by its central directory and reads every local header, with nothing believed: see `findUnsafe`, which
 * is to be asked before anything is streamed. Never throws.
 */
export async function openZip(path: string): Promise<Result<ZipReader, OpenError>> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return err('ARCHIVE_UNREADABLE', 'the archive cannot be opened', { ioKind: opened.kind });
  const { handle, identity } = opened;
  try {
    const read = await readDirectory(handle, identity);
    if (!read.success) await closeQuietly(handle);
    return read;
  } catch (error) {
    const looksLikeOne = await startsLikeZip(handle);
    await closeQuietly(handle);
    return looksLikeOne ? readFault(error) : foreign();
  }
}

async function startsLikeZip(handle: FileHandle): Promise<boolean> {
  const head = new Uint8Array(4);
  const bytes = await readFully(handle, head, 0).catch(() => 0);
  return bytes === head.length && head[0] === 0x50 && head[1] === 0x4b;
}

async function readDirectory(handle: FileHandle, identity: FileIdentity): Promise<Result<ZipReader, OpenError>> {
  const zip = await openDirectory(handle, identity.bytes);
  if (zip.entryCount > limits.entries + 1) return unsafe('too-many-entries');
  // Typed as a flag by mistake; at this moment it stands at the first record.
  const directoryStart = Number(zip.readEntryCursor);
  const found = new Map<string, Entry>();
  const entries: DirectoryEntry[] = [];
  const next = entryByEntry(zip);
  for (let entry = await next(); entry; entry = await next()) {
    const described = await describe(zip, entry);
    if (found.has(described.name)) return unsafe('duplicate');
    found.set(described.name, entry);
    entries.push(described);
  }
  return ok({
    identity,
    entries,
    directoryStart,
    stream: async (name) => {
      const entry = found.get(name);
      if (!entry) throw new Error('there is no such entry');
      return zip.openReadStreamPromise(entry);
    },
    close: () => closeQuietly(handle),
  });
}

const fill = callbackify(readFully);

/** Reads for yauzl, inside the bounds of the file whatever its directory says. */
class BoundedReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #bytes: number;
  /** What was read last, since records of the directory lie side by side. */
  #window = { start: 0, content: Buffer.alloc(0) };

  constructor(handle: FileHandle, bytes: number) {
    super();
    this.#handle = handle;
    this.#bytes = bytes;
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const isInside = Number.isSafeInteger(position) && position >= 0 && position + length <= this.#bytes;
    if (!isInside) return void setImmediate(callback, new Error('beyond the end of the file'));
    const { start, content } = this.#window;
    if (position >= start && position + length <= start + content.length) {
      content.copy(buffer, offset, position - start);
      return void setImmediate(callback, null);
    }
    const next = Buffer.allocUnsafe(Math.min(Math.max(length, WINDOW_BYTES), this.#bytes - position));
    fill(this.#handle, next, position, (error, read) => {
      if (error || read < next.length) return callback(error ?? new Error('the file ended early'));
      this.#window = { start: position, content: next };
      next.copy(buffer, offset, 0, length);
      callback(null);
    });
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(chunksOf(this.#handle, start, end), { objectMode: false });
  }
}

async function* chunksOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - at));
    const read = await readFully(handle, chunk, at);
    if (read === 0) throw new Error('the file ended early');
    at += read;
    yield chunk.subarray(0, read);
  }
}

const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

function openDirectory(handle: FileHandle, bytes: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(new BoundedReader(handle, bytes), bytes, options, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

/** One record of the directory after the other; null at the end. Rejects at what is none. */
function entryByEntry(zip: ZipFile): () => Promise<Entry | null> {
  let settle: { resolve: (entry: Entry | null) => void; reject: (error: Error) => void } | null = null;
  zip.on('entry', (entry: Entry) => settle?.resolve(entry));
  zip.on('end', () => settle?.resolve(null));
  zip.on('error', (error: Error) => settle?.reject(error));
  return () =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      zip.readEntry();
    });
}

async function describe(zip: ZipFile, entry: Entry): Promise<DirectoryEntry> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  const isUnixLike = UNIX_LIKE.has(entry.versionMadeBy >>> 8);
  return {
    name: entry.fileNameRaw.toString('latin1'),
    localName: local.fileName.toString('latin1'),
    method: entry.compressionMethod,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    fileType: isUnixLike ? (entry.externalFileAttributes >>> 16) & FILE_TYPE_BITS : 0,
    isEncrypted: entry.isEncrypted() || (local.generalPurposeBitFlag & 1) !== 0,
    hasOtherName: entry.extraFields.some(({ id }) => id === UNICODE_PATH_FIELD),
    start: entry.relativeOffsetOfLocalHeader,
    end: local.fileDataStart + entry.compressedSize,
  };
}
