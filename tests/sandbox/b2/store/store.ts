import { mkdirSync } from 'node:fs';
import { type BlobOptions, type Blobs, openBlobs } from './blobs.ts';
import { openJournal, readJournal } from './journal.ts';
import type { BucketRecord, FileRecord, JournalLine, PartRecord } from './model.ts';
import { type Tables, applyLine, emptyTables, snapshotLines } from './tables.ts';

export interface Store {
  tables: Readonly<Tables>;
  blobs: Blobs;
  /** Writes the line, applies it, and removes blobs that nothing points at any more. */
  commit: (line: JournalLine) => void;
  /** A number never given before on this folder. */
  nextSeq: () => number;
  close: () => Promise<void>;
}

export interface StoreOptions extends BlobOptions {
  dir: string;
  accountId: string;
  seed: number;
}

function loadTables(options: StoreOptions): Tables {
  const tables = emptyTables();
  for (const line of readJournal(options.dir)) applyLine(tables, line);
  if (tables.accountId === '') {
    tables.accountId = options.accountId;
    tables.seed = options.seed;
  }
  tables.epoch += 1;
  return tables;
}

/** Opens the folder: replays its journal, rewrites it shorter, removes blobs of uploads that were cut off. */
export function openStore(options: StoreOptions): Store {
  mkdirSync(options.dir, { recursive: true });
  const tables = loadTables(options);
  const journal = openJournal(options.dir, snapshotLines(tables, Date.now()));
  const blobs = openBlobs(options.dir, tables.epoch, options);
  blobs.sweep((blob) => tables.blobUses.has(blob));
  return {
    tables,
    blobs,
    commit: (line) => {
      journal.append(line);
      for (const blob of applyLine(tables, line)) blobs.remove(blob);
    },
    nextSeq: () => {
      tables.seq += 1;
      return tables.seq;
    },
    close: async () => {
      await options.sinks.close();
      journal.close();
    },
  };
}

/** Parts of an unfinished large file, by number. */
export function partsOf(store: Store, fileId: string): PartRecord[] {
  return [...(store.tables.parts.get(fileId)?.values() ?? [])].toSorted((a, b) => a.partNumber - b.partNumber);
}

export const bucketByName = (store: Store, bucketName: string): BucketRecord | undefined =>
  [...store.tables.buckets.values()].find((bucket) => bucket.bucketName.toLowerCase() === bucketName.toLowerCase());

const byteOrder = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** All versions in a bucket: names in byte order, the newest version of a name first. */
export function versionsIn(store: Store, bucketId: string): FileRecord[] {
  return [...store.tables.files.values()]
    .filter((file) => file.bucketId === bucketId)
    .toSorted((a, b) => byteOrder(a.fileName, b.fileName) || b.seq - a.seq);
}

/** The newest version of a name that is not an unfinished large file; it may be a hide marker. */
export function latestVersion(store: Store, bucketId: string, fileName: string): FileRecord | undefined {
  let latest: FileRecord | undefined;
  for (const file of store.tables.files.values()) {
    if (file.bucketId !== bucketId || file.fileName !== fileName || file.action === 'start') continue;
    if (latest === undefined || file.seq > latest.seq) latest = file;
  }
  return latest;
}

/** Bytes held by finished files and by parts of unfinished ones: what a storage cap counts. */
export function storedBytes(store: Store): number {
  let total = 0;
  for (const file of store.tables.files.values()) total += file.contentLength;
  for (const parts of store.tables.parts.values()) for (const part of parts.values()) total += part.bytes;
  return total;
}
