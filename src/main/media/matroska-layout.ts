import type { BoundedReader } from './bounded-reader.ts';

/*
 * The two things about Matroska and WebM files that mediabunny does not say (https://www.rfc-editor.org/rfc/rfc9559):
 * whether the file was cut, and how long one without a duration is, without reading all of it.
 */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75] as const;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
/** Clusters of recorders hold a few seconds; this holds several clusters of any sensible video. */
const TAIL_BYTES = 8 * 1024 * 1024;

interface Element {
  readonly id: number;
  /** Where the contents begin and end; the end is unknown (null) in files written while recording. */
  readonly start: number;
  readonly end: number | null;
}

/** The value of an EBML variable-size integer and the bytes it takes; with its marker bit for ids. */
function readVint(bytes: Uint8Array, at: number, keepMarker: boolean): { value: number; length: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || length > 8 || at + length > bytes.length) return null;
  let value = keepMarker ? first : first & (0xff >> length);
  for (let i = 1; i < length; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return { value, length };
}

/** The element at a place, or null where there is none. A size of all ones means "unknown". */
function readElement(bytes: Uint8Array, at: number): Element | null {
  const id = readVint(bytes, at, true);
  const size = id && readVint(bytes, at + id.length, false);
  if (!id || !size) return null;
  const start = at + id.length + size.length;
  const isUnknown = size.value === 2 ** (7 * size.length) - 1;
  return { id: id.value, start, end: isUnknown ? null : start + size.value };
}

/** Whether a Matroska file says that it is longer than it is; null when it is not one. */
export async function isMatroskaCut(reader: BoundedReader): Promise<boolean | null> {
  const bytes = await reader.read(0, Math.min(4_096, reader.size));
  const header = readElement(bytes, 0);
  if (header?.id !== EBML || header.end === null) return null;
  const segment = readElement(bytes, header.end);
  return segment?.id === SEGMENT && segment.end !== null && segment.end > reader.size;
}

const int16 = (bytes: Uint8Array, at: number): number => (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0);

function readUint(bytes: Uint8Array, start: number, end: number): number {
  return bytes.subarray(start, end).reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Time of a block within its cluster: a signed 16-bit number after the track number. */
function blockTime(bytes: Uint8Array, start: number): number {
  const track = readVint(bytes, start, false);
  return track ? int16(bytes, start + track.length) : 0;
}

/** The latest time in a cluster whose contents begin at `at`; null when they make no sense. */
function lastTimeIn(bytes: Uint8Array, from: number): number | null {
  let base: number | null = null;
  let latest = 0;
  for (let at = from; at < bytes.length;) {
    const element = readElement(bytes, at);
    if (!element || element.end === null) break;
    const { id, start, end } = element;
    if (id === TIMESTAMP) base = readUint(bytes, start, end);
    else if (id === SIMPLE_BLOCK || id === BLOCK) latest = Math.max(latest, blockTime(bytes, start));
    // A group is entered: its block comes first, the rest of its children are skipped one by one
    at = id === BLOCK_GROUP ? start : end;
  }
  return base === null ? null : base + latest;
}

function lastCluster(bytes: Uint8Array, before: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Buffer.from(CLUSTER), before);
}

/**
 * The time of the last block of a Matroska file, in the file's own units (usually ms), from its last 8 MiB. That is
 * its length but for the last frame. Null when no cluster begins there.
 */
export async function lastMatroskaTime(reader: BoundedReader): Promise<number | null> {
  const bytes = await reader.read(Math.max(0, reader.size - TAIL_BYTES), reader.size);
  for (let at = lastCluster(bytes, bytes.length); at >= 0; at = at === 0 ? -1 : lastCluster(bytes, at - 1)) {
    const cluster = readElement(bytes, at);
    const time = cluster && lastTimeIn(bytes, cluster.start);
    // The four bytes may also be part of a picture; then no time follows them
    if (time !== null && time > 0) return time;
  }
  return null;
}
