import type { SourceHandle } from './ports.ts';
import { isKnownStart } from './media-starts.ts';

/** What the outside of a media file says about it. `unfinished`: no index. `cut`: it says it is longer than it is. */
export type ContainerVerdict = 'whole' | 'empty' | 'unfinished' | 'cut' | 'unknown';

/** Kinds of boxes that an MP4 or MOV file begins with. */
const firstBoxes: ReadonlySet<string> = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);
/** A fragmented recording has thousands; where its index would be was long before. */
const maxBoxes = 1_000;
const headBytes = 65_536;

/**
 * Whether a video or audio file is all there, from its outside alone: at most a thousand box heads and 64 KiB are read,
 * whatever its size. Throws what reading throws.
 */
export async function judgeContainer(handle: SourceHandle, sizeBytes: number): Promise<ContainerVerdict> {
  if (sizeBytes === 0) return 'empty';
  const first = await readBox(handle, 0, sizeBytes);
  if (first && firstBoxes.has(first.type)) return judgeBoxes(handle, sizeBytes);
  const head = new Uint8Array(Math.min(headBytes, sizeBytes));
  const read = await handle.read(head, 0, head.length);
  const start = head.subarray(0, read);
  return judgeMatroska(start, sizeBytes) ?? (isKnownStart(start) ? 'whole' : 'unknown');
}

/**
 * False while a recorder may still be at it: one that pauses has written neither the index nor the lengths before it
 * ends. True of every kind of file that does not tell. Throws what reading throws.
 */
export async function isWholeContainer(handle: SourceHandle, sizeBytes: number): Promise<boolean> {
  const verdict = await judgeContainer(handle, sizeBytes);
  return verdict !== 'unfinished' && verdict !== 'cut';
}

/** Goes from box to box (ISO/IEC 14496-12, 4.2). What some programs put behind index and media is nobody's concern. */
async function judgeBoxes(handle: SourceHandle, sizeBytes: number): Promise<ContainerVerdict> {
  let [hasIndex, hasMedia] = [false, false];
  let offset = 0;
  for (let count = 0; offset < sizeBytes && count < maxBoxes; count += 1) {
    const box = await readBox(handle, offset, sizeBytes);
    const end = box && box.bytes >= 8 ? offset + box.bytes : Infinity;
    const isEssential = box?.type === 'moov' || box?.type === 'mdat';
    if (end > sizeBytes) return hasIndex && hasMedia && !isEssential ? 'whole' : hasIndex ? 'cut' : 'unfinished';
    hasIndex ||= box?.type === 'moov';
    hasMedia ||= box?.type === 'mdat';
    offset = end;
  }
  return hasIndex ? 'whole' : 'unfinished';
}

/** The box that begins at an offset. Null when not even its head is there. A box of size 0 goes to the end of the file. */
export async function readBox(
  handle: SourceHandle,
  offset: number,
  sizeBytes: number,
): Promise<{ type: string; bytes: number } | null> {
  const head = new Uint8Array(16);
  const read = await handle.read(head, offset, Math.min(16, sizeBytes - offset));
  if (read < 8) return null;
  const view = new DataView(head.buffer);
  const type = String.fromCharCode(...head.subarray(4, 8));
  const size = view.getUint32(0);
  if (size === 1) return read < 16 ? null : { type, bytes: Number(view.getBigUint64(8)) };
  return { type, bytes: size === 0 ? sizeBytes - offset : size };
}

const ebml = 0x1a45dfa3;
const segment = 0x18538067;

/**
 * Matroska and WebM (RFC 8794 and 9559): one segment behind a head. Its length is unknown in what was written while it was
 * recorded; that plays up to its end. Null when it is no such file.
 */
function judgeMatroska(head: Uint8Array, sizeBytes: number): ContainerVerdict | null {
  const outer = readElement(head, 0);
  if (outer?.id !== ebml) return null;
  const inner = readElement(head, outer.end);
  if (inner?.id !== segment) return 'cut';
  return inner.end > sizeBytes && inner.end !== Infinity ? 'cut' : 'whole';
}

/** An id of four bytes and a length of one to eight, all ones meaning "unknown" (here: without end). */
function readElement(bytes: Uint8Array, at: number): { id: number; end: number } | null {
  const first = bytes[at + 4] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + 4 + length > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let size = first & (0xff >> length);
  for (let i = 1; i < length; i += 1) size = size * 256 + view.getUint8(at + 4 + i);
  const isUnknown = size === 2 ** (7 * length) - 1;
  return { id: view.getUint32(at), end: isUnknown ? Infinity : at + 4 + length + size };
}
