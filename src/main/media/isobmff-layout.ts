import type { BoundedReader } from './bounded-reader.ts';

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
/** Top-level shape of an MP4 or MOV file. */
export interface IsobmffLayout {
  /** Where the whole index (`moov`) is; null when it is missing or cut off. */
  readonly index: ByteRange | null;
  readonly isFragmented: boolean;
  /** The index (`moov`) comes after the media (`mdat`). */
  readonly indexAtEnd: boolean;
  /** The last box says that it is longer than the file. */
  readonly isCut: boolean;
}

const HEADER_BYTES = 16;
/** A file of more top-level boxes than this is fragmented, and those are known by their first fragment. */
const MAX_BOXES = 4_096;
const firstBoxes: ReadonlySet<string> = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot']);

interface Box extends ByteRange {
  readonly type: string;
}

/** A box header of ISO/IEC 14496-12, 4.2: 32-bit size, or 64-bit when it is 1, or to the end of the file when 0. */
async function readBox(reader: BoundedReader, at: number): Promise<Box | null> {
  const bytes = await reader.read(at, Math.min(at + HEADER_BYTES, reader.size));
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  const size = view.getUint32(0);
  if (size === 0) return { type, start: at, end: reader.size };
  if (size !== 1) return size < 8 ? null : { type, start: at, end: at + size };
  if (bytes.length < HEADER_BYTES) return null;
  const large = Number(view.getBigUint64(8));
  return large < HEADER_BYTES ? null : { type, start: at, end: at + large };
}

/**
 * Walks the top-level boxes, reading only their headers. Null when the file is not of this family. Stops at the
 * first fragment (`moof`) after the index: a fragmented file plays up to wherever it was cut.
 */
export async function readIsobmffLayout(reader: BoundedReader): Promise<IsobmffLayout | null> {
  const boxes: Box[] = [];
  for (let at = 0; at < reader.size && boxes.length < MAX_BOXES;) {
    const box = await readBox(reader, at);
    if (!box || (boxes.length === 0 && !firstBoxes.has(box.type))) break;
    boxes.push(box);
    if (box.type === 'moof') break;
    at = box.end;
  }
  return boxes.length === 0 ? null : layoutOf(boxes, reader.size);
}

function layoutOf(boxes: readonly Box[], size: number): IsobmffLayout {
  const whole = boxes.filter((box) => box.end <= size);
  const index = whole.find((box) => box.type === 'moov') ?? null;
  const media = boxes.find((box) => box.type === 'mdat');
  return {
    index,
    isFragmented: whole.some((box) => box.type === 'moof'),
    indexAtEnd: index !== null && media !== undefined && index.start > media.start,
    isCut: whole.length < boxes.length,
  };
}
