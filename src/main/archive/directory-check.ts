import { entryName, HISTORY_NAME, limits, MANIFEST_NAME, type Manifest } from './manifest.ts';
import { damaged, type Refused, unsafe } from './refusal.ts';

/** What the central directory of a ZIP file says of one entry, and what its local header says in its place. */
export interface DirectoryEntry {
  /** Byte for byte (Latin-1), so that nothing is read into it. */
  readonly name: string;
  readonly localName: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Unix file type bits, where the entry says that it was made on one; else 0. */
  readonly fileType: number;
  readonly isEncrypted: boolean;
  /** It has a second name in an extra field, which some programs would use instead. */
  readonly hasOtherName: boolean;
  /** Of the local header, and behind the last byte of the data. */
  readonly start: number;
  readonly end: number;
}

const STORED = 0;
const DEFLATED = 8;
const REGULAR_FILE = 0o100000;

/**
 * Whether a ZIP file is one that may be read at all: every name is of ours, every entry a plain file in a place of its
 * own, nothing grows beyond reason. `directoryStart` is where the central directory begins. Pure.
 */
export function findUnsafe(entries: readonly DirectoryEntry[], directoryStart: number): Refused | null {
  if (entries.length > limits.entries + 1) return unsafe('too-many-entries');
  for (const entry of entries) {
    const fault = faultOf(entry);
    if (fault) return fault;
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) return unsafe('duplicate');
  if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > limits.totalBytes) return unsafe('too-large');
  return hasOverlap(entries, directoryStart) ? unsafe('overlap') : null;
}

function faultOf(entry: DirectoryEntry): Refused | null {
  const { name, bytes, compressedBytes } = entry;
  if (name !== MANIFEST_NAME && !entryName.safeParse(name).success) return unsafe('name');
  if (entry.localName !== name || entry.hasOtherName) return unsafe('two-names');
  if (entry.fileType !== 0 && entry.fileType !== REGULAR_FILE) return unsafe('symlink');
  if (entry.isEncrypted) return unsafe('encrypted');
  if (entry.method !== STORED && entry.method !== DEFLATED) return unsafe('method');
  if (name === MANIFEST_NAME && bytes > limits.manifestBytes) return unsafe('manifest-too-large');
  if (name === HISTORY_NAME && bytes > limits.manifestBytes) return unsafe('too-large');
  return bytes > limits.ratioFromBytes && bytes > compressedBytes * limits.ratio ? unsafe('ratio') : null;
}

/** Two entries that share bytes: a small file could then unfold into a huge one. */
function hasOverlap(entries: readonly DirectoryEntry[], directoryStart: number): boolean {
  let free = 0;
  for (const { start, end } of entries.toSorted((a, b) => a.start - b.start)) {
    if (start < free || end < start) return true;
    free = end;
  }
  return free > directoryStart;
}

/** Whether the ZIP file holds exactly what its manifest names, in the sizes that it names. */
export function findMismatch(entries: readonly DirectoryEntry[], manifest: Manifest): Refused | null {
  const named = new Map(manifest.entries.map((entry) => [entry.name, entry]));
  const there = new Map(entries.map((entry) => [entry.name, entry]));
  there.delete(MANIFEST_NAME);
  for (const name of there.keys()) if (!named.has(name)) return unsafe('not-named');
  for (const [name, { bytes }] of named) {
    const entry = there.get(name);
    if (!entry) return damaged('missing-entry');
    if (entry.bytes !== bytes) return damaged('size');
  }
  return null;
}
