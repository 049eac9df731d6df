import type { Crop } from './crop.ts';

/*
 * Where a cover was cut out of its picture is written into the cover itself, as a comment of the JPEG: so it comes back with
 * undo, and goes along with copies, archives and to other computers, as no setting of this one would.
 */

/** Before the numbers, so that the comment of another program is not taken for ours. */
const OURS = 'lectern-crop ';
const MARKER = 0xff;
/** Segments by their second byte (ITU-T T.81, table B.1). */
const [SOI, SOS, COMMENT] = [0xd8, 0xda, 0xfe];
/** Markers without a length: they stand between scans, never before one. */
const isBare = (kind: number): boolean => kind === 0x01 || (kind >= 0xd0 && kind <= 0xd9);

interface Segment {
  readonly kind: number;
  /** Of its marker. */
  readonly at: number;
  /** Behind it. */
  readonly end: number;
}

/** What stands before the picture's lines; empty when this is no JPEG. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const found: Segment[] = [];
  if (bytes[0] !== MARKER || bytes[1] !== SOI) return found;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === MARKER;) {
    const kind = bytes[at + 1] ?? 0;
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (kind === SOS || isBare(kind) || end < at + 4 || end > bytes.length) break;
    found.push({ kind, at, end });
    at = end;
  }
  return found;
}

/** The JPEG with the place that it was cut out at; as it is when it is none. */
export function withCropMark(jpeg: Uint8Array<ArrayBuffer>, { x, y, width }: Crop): Uint8Array<ArrayBuffer> {
  const [first] = segmentsOf(jpeg);
  if (!first) return jpeg;
  const words = new TextEncoder().encode(OURS + [x, y, width].map((pixels) => pixels.toFixed(2)).join(' '));
  const length = words.length + 2;
  const comment = [MARKER, COMMENT, Math.floor(length / 256), length % 256, ...words];
  // The segment that says what kind of JPEG it is must come first.
  return new Uint8Array([...jpeg.subarray(0, first.end), ...comment, ...jpeg.subarray(first.end)]);
}

/** Where a JPEG was cut out; null when it does not say so. */
export function readCropMark(bytes: Uint8Array): Crop | null {
  const texts = segmentsOf(bytes)
    .filter(({ kind }) => kind === COMMENT)
    .map(({ at, end }) => new TextDecoder().decode(bytes.subarray(at + 4, end)));
  const [, x, y, width] =
    /^lectern-crop (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/.exec(texts.find((text) => text.startsWith(OURS)) ?? '') ?? [];
  return width === undefined ? null : { x: Number(x), y: Number(y), width: Number(width) };
}
