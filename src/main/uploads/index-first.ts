import { readBox } from './container-check.ts';
import { findTables, offsetAt, type ChunkTable, type IndexTables } from './index-tables.ts';
import type { Reorder, SourceHandle } from './ports.ts';

/** A stretch of the object: of the file, or the index as it has to be in its new place. */
type Piece = { readonly at: number; readonly bytes: number } & (
  | { readonly from: number }
  | { readonly data: Uint8Array }
);
/** A film whose index comes first, over the file in which it comes last. Nothing of it is on disk. */
export interface IndexFirst {
  readonly bytes: number;
  readonly pieces: readonly Piece[];
}

const maxIndexBytes = 64_000_000;
const maxBoxes = 1_000;
/** What may stand beside index and media without any absolute places in it. */
const plainBoxes: ReadonlySet<string> = new Set([
  'ftyp',
  'free',
  'skip',
  'wide',
  'mdat',
  'moov',
  'uuid',
  'udta',
  'PICT',
]);
const maxNarrow = 0xffff_ffff;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How the object has to be put together so that its index comes first ("faststart"). Null where it is first already, and
 * where moving it is not safe: fragmented, compressed, larger than 64 MB, media elsewhere, anything we do not know. Pure but
 * for its reads; the same file gives the same answer. Throws what reading throws.
 */
export async function planIndexFirst(handle: SourceHandle, sizeBytes: number): Promise<IndexFirst | null> {
  const boxes = await readBoxes(handle, sizeBytes);
  const [index, ...others] = boxes?.filter(({ type }) => type === 'moov') ?? [];
  const media = boxes?.find(({ type }) => type === 'mdat');
  if (!boxes || !index || others.length > 0 || !media || index.start < media.start) return null;
  if (index.end - index.start > maxIndexBytes) return null;
  const old = new Uint8Array(index.end - index.start);
  if ((await handle.read(old, index.start, old.length)) < old.length) return null;
  const [first] = boxes;
  const insertAt = first?.type === 'ftyp' ? first.end : 0;
  const moved = moveIndex(old, { insertAt, index, sizeBytes });
  return moved && layOut(moved, { insertAt, index, sizeBytes });
}

/** The outermost boxes; null when they do not fill the file, or one of them is none that we know. */
async function readBoxes(handle: SourceHandle, sizeBytes: number): Promise<readonly Box[] | null> {
  const boxes: Box[] = [];
  for (let start = 0; start < sizeBytes;) {
    const box = boxes.length < maxBoxes ? await readBox(handle, start, sizeBytes) : null;
    if (!box || box.bytes < 8 || start + box.bytes > sizeBytes || !plainBoxes.has(box.type)) return null;
    boxes.push({ type: box.type, start, end: start + box.bytes });
    start += box.bytes;
  }
  return boxes;
}

interface Places {
  readonly insertAt: number;
  readonly index: Box;
  readonly sizeBytes: number;
}

/** The index with the places that its media will have; null when one of them makes no sense. */
function moveIndex(old: Uint8Array, places: Places): Uint8Array | null {
  const found = findTables(old);
  if (!found || found.tables.length === 0) return null;
  const view = new DataView(old.buffer, old.byteOffset, old.length);
  const inPlace = placesAfter(places, old.length);
  const isTooFar = found.tables.some((table) => {
    return !table.isWide && offsetsOf(view, table).some((offset) => (inPlace(offset) ?? 0) > maxNarrow);
  });
  const grown = (table: ChunkTable): number => (isTooFar && !table.isWide ? 16 + table.count * 8 - table.bytes : 0);
  const bytes = old.length + found.tables.reduce((sum, table) => sum + grown(table), 0);
  const moved = new Uint8Array(bytes);
  const isGood = write(moved, old, { found, isWidened: isTooFar, grown, moveTo: placesAfter(places, bytes) });
  return isGood ? moved : null;
}

const offsetsOf = (view: DataView, table: ChunkTable): number[] =>
  Array.from({ length: table.count }, (_, n) => offsetAt(view, table, n));

/** Where what is at an offset of the file will be; null for what is no place of media. */
function placesAfter({ insertAt, index, sizeBytes }: Places, newBytes: number): (offset: number) => number | null {
  return (offset) => {
    const isMedia = offset >= insertAt && offset < sizeBytes && (offset < index.start || offset >= index.end);
    if (!isMedia) return null;
    return offset < index.start ? offset + newBytes : offset + newBytes - (index.end - index.start);
  };
}

interface Move {
  /** All narrow tables become wide ones: a place is too far for 32 bits. */
  readonly isWidened: boolean;
  readonly found: IndexTables;
  readonly grown: (table: ChunkTable) => number;
  readonly moveTo: (offset: number) => number | null;
}

/** Copies the index, with new tables and the lengths of what is around them. False: a place makes no sense. */
function write(target: Uint8Array, old: Uint8Array, { found, isWidened, grown, moveTo }: Move): boolean {
  const [from, to] = [new DataView(old.buffer, old.byteOffset), new DataView(target.buffer)];
  let [read, written] = [0, 0];
  for (const table of found.tables) {
    target.set(old.subarray(read, table.at), written);
    written += table.at - read;
    const wide = table.isWide || isWidened;
    const bytes = table.bytes + grown(table);
    target.set(old.subarray(table.at, table.at + Math.min(bytes, table.bytes)), written);
    to.setUint32(written, bytes);
    target.set(new TextEncoder().encode(wide ? 'co64' : 'stco'), written + 4);
    for (let n = 0; n < table.count; n += 1) {
      const offset = moveTo(offsetAt(from, table, n));
      if (offset === null) return false;
      if (wide) to.setBigUint64(written + 16 + n * 8, BigInt(offset));
      else to.setUint32(written + 16 + n * 4, offset);
    }
    read = table.at + table.bytes;
    written += bytes;
  }
  target.set(old.subarray(read), written);
  for (const { at, bytes } of found.parents) {
    const sum = (is: (table: ChunkTable) => boolean): number =>
      found.tables.reduce((total, table) => total + (is(table) ? grown(table) : 0), 0);
    to.setUint32(at + sum((table) => table.at < at), bytes + sum((table) => table.at >= at && table.at < at + bytes));
  }
  return true;
}

function layOut(data: Uint8Array, { insertAt, index, sizeBytes }: Places): IndexFirst {
  const between = index.start - insertAt;
  const all: Piece[] = [
    { at: 0, bytes: insertAt, from: 0 },
    { at: insertAt, bytes: data.length, data },
    { at: insertAt + data.length, bytes: between, from: insertAt },
    { at: insertAt + data.length + between, bytes: sizeBytes - index.end, from: index.end },
  ];
  return { bytes: sizeBytes + data.length - (index.end - index.start), pieces: all.filter(({ bytes }) => bytes > 0) };
}

/** The object as if it were a file. Closing it closes the file. */
export function openIndexFirst(handle: SourceHandle, { pieces }: IndexFirst): SourceHandle {
  return {
    async read(target, offset, bytes) {
      let done = 0;
      for (const piece of pieces) {
        const [from, to] = [Math.max(piece.at, offset), Math.min(piece.at + piece.bytes, offset + bytes)];
        if (from >= to) continue;
        const [skip, wanted] = [from - piece.at, to - from];
        if ('data' in piece) target.set(piece.data.subarray(skip, skip + wanted), done);
        const read = 'data' in piece ? wanted : await handle.read(target.subarray(done), piece.from + skip, wanted);
        done += read;
        if (read < wanted) break;
      }
      return done;
    },
    close: () => handle.close(),
  };
}

/** The object as it comes while the file is read from its beginning to its end: both are hashed in one read. */
export function reorderAsRead({ pieces }: IndexFirst): Reorder {
  let given = 0;
  return (chunk, position) => {
    const end = position + chunk.length;
    const stretches: Uint8Array[] = [];
    for (const piece of pieces.slice(given)) {
      if ('data' in piece) stretches.push(piece.data);
      else {
        const [from, to] = [Math.max(piece.from, position), Math.min(piece.from + piece.bytes, end)];
        if (from < to) stretches.push(chunk.subarray(from - position, to - position));
        if (piece.from + piece.bytes > end) break;
      }
      given += 1;
    }
    return stretches;
  };
}
