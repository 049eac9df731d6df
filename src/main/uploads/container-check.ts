import type { SourceHandle } from './ports.ts';

/** Kinds of boxes that an MP4 or MOV file begins with. */
const firstBoxes: ReadonlySet<string> = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);
/** A fragmented recording has thousands; where its index would be was long before. */
const maxBoxes = 1_000;

/**
 * Whether an MP4 or MOV file is all there: its outermost boxes fill it exactly, and its index is among them. A recorder
 * that pauses writes neither before it ends. True for every other kind of file, of which this tells nothing. Throws what
 * reading throws.
 */
export async function isWholeContainer(handle: SourceHandle, sizeBytes: number): Promise<boolean> {
  let hasIndex = false;
  let offset = 0;
  for (let count = 0; offset < sizeBytes && count < maxBoxes; count += 1) {
    const box = await readBox(handle, offset, sizeBytes);
    if (count === 0 && (!box || !firstBoxes.has(box.type))) return true;
    if (!box || box.bytes < 8) return false;
    hasIndex ||= box.type === 'moov';
    offset += box.bytes;
  }
  return sizeBytes === 0 || (hasIndex && offset <= sizeBytes);
}

/** Null when not even its head is there. A box of size 0 goes to the end of the file. */
async function readBox(
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
