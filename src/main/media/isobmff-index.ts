import type { BoundedReader } from './bounded-reader.ts';
import type { ByteRange } from './isobmff-layout.ts';

/*
 * The index of an MP4 is made of lists that begin with their length and of runs ("n samples with …"). One damaged
 * count of four thousand million keeps a parser busy for minutes, and a thread cannot interrupt itself. So counts
 * are compared with what is really there before the index is parsed (ISO/IEC 14496-12, 8.5 to 8.7).
 */
const parents = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'stbl']);
/** Least bytes of one entry of the boxes that begin with version, flags and the number of entries. */
const entryBytes: ReadonlyMap<string, number> = new Map([
  ['stsd', 16],
  ['stts', 8],
  ['ctts', 8],
  ['stsc', 12],
  ['stco', 4],
  ['co64', 8],
  ['stss', 4],
  ['elst', 12],
]);
/** Tables may disagree, writers are sloppy; this only has to keep a parser from counting to thousands of millions. */
const roomFor = (count: number): number => count * 2 + 2 ** 20;
/** With samples of one fixed size (raw audio) the number of samples is only a claim; this is a day at 192 kHz. */
const MAX_CLAIMED = 2 ** 34;
const MAX_DEPTH = 8;

/** One track's counts. */
interface Track {
  /** Samples in the size table, which the file proves by listing them. Infinite when all samples have one size. */
  listed: number;
  timed: number;
  shifted: number;
  chunks: number;
  mostPerChunk: number;
  lastChunk: number;
}
const noCounts: Track = { listed: 0, timed: 0, shifted: 0, chunks: 0, mostPerChunk: 0, lastChunk: 0 };
interface Found {
  readonly tracks: Track[];
  /** A list claims more entries than its box has room for. */
  overflows: boolean;
}

/** Whether the index would make a parser run wild. Reads the index once; throws like its reader. */
export async function hasWildCounts(reader: BoundedReader, { start, end }: ByteRange): Promise<boolean> {
  const bytes = await reader.read(start, end);
  const found: Found = { tracks: [], overflows: false };
  collect(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, found, 0);
  return found.overflows || found.tracks.some(isWild);
}

function isWild({ listed, timed, shifted, chunks, mostPerChunk, lastChunk }: Track): boolean {
  if (mostPerChunk > roomFor(listed) || lastChunk > roomFor(chunks)) return true;
  // Shifts are gone through one by one; runs of times only where there are shifts
  const most = listed === Infinity ? 0 : listed;
  return shifted > 0 ? Math.max(timed, shifted) > roomFor(most) : timed > MAX_CLAIMED;
}

function collect(view: DataView, from: number, to: number, found: Found, depth: number): void {
  for (let at = from; at + 8 <= to;) {
    const size = view.getUint32(at);
    const type = typeAt(view, at + 4);
    const end = size === 0 ? to : at + size;
    if (end < at + 8 || end > to) return;
    if (type === 'stbl') found.tracks.push({ ...noCounts });
    if (parents.has(type) && depth < MAX_DEPTH) collect(view, at + 8, end, found, depth + 1);
    else if (at + 16 <= end) readBox(view, type, at + 12, end, found);
    at = end;
  }
}

const typeAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** `at`: behind version and flags, with at least four bytes to come. */
function readBox(view: DataView, type: string, at: number, end: number, found: Found): void {
  const bytes = entryBytes.get(type);
  if (bytes !== undefined && view.getUint32(at) * bytes > end - at - 4) found.overflows = true;
  const track = found.tracks.at(-1);
  if (!track || found.overflows) return;
  if (type === 'stsz' || type === 'stz2') found.overflows = !readSizes(view, type, at, end, track);
  else if (type === 'stco' || type === 'co64') track.chunks = view.getUint32(at);
  else if (type === 'stts') for (const [count = 0] of rows(view, at, 2)) track.timed += count;
  else if (type === 'ctts') for (const [count = 0] of rows(view, at, 2)) track.shifted += count;
  else if (type === 'stsc') readChunks(view, at, track);
}

/** False when the table has no room for as many sizes as it claims. */
function readSizes(view: DataView, type: string, at: number, end: number, track: Track): boolean {
  if (at + 8 > end) return false;
  const [first, count] = [view.getUint32(at), view.getUint32(at + 4)];
  // stz2 says how many bits a size takes; stsz the size of all samples, or 0
  const bits = type === 'stz2' ? first & 0xff : first === 0 ? 32 : 0;
  track.listed = bits === 0 ? Infinity : count;
  return (count * bits) / 8 <= end - at - 8;
}

function readChunks(view: DataView, at: number, track: Track): void {
  for (const [firstChunk = 0, perChunk = 0] of rows(view, at, 3)) {
    track.lastChunk = Math.max(track.lastChunk, firstChunk);
    track.mostPerChunk = Math.max(track.mostPerChunk, perChunk);
  }
}

/** Entries of 32-bit numbers behind their count. */
function* rows(view: DataView, at: number, columns: number): Generator<number[]> {
  const count = view.getUint32(at);
  for (let row = 0; row < count; row += 1) {
    const from = at + 4 + row * columns * 4;
    yield Array.from({ length: columns }, (_, column) => view.getUint32(from + column * 4));
  }
}
