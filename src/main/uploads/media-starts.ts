import { isTransportStream } from '../../shared/util/transport-stream.ts';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** What files of the kinds that people make videos and sound with begin with, other than MP4, MOV, Matroska and WebM. */
const starts: readonly (readonly number[])[] = [
  ascii('RIFF'),
  ascii('RF64'),
  ascii('OggS'),
  ascii('fLaC'),
  ascii('ID3'),
  ascii('FORM'),
  ascii('FLV'),
  [0x30, 0x26, 0xb2, 0x75], // ASF: WMV, WMA
  [0x06, 0x0e, 0x2b, 0x34], // MXF
  [0, 0, 1, 0xba], // MPEG program stream
];
/** Whether a file begins like any video or audio that players know. `head`: its first bytes, as many as were read. */
export function isKnownStart(head: Uint8Array): boolean {
  if (starts.some((start) => start.every((byte, at) => head[at] === byte))) return true;
  return isTransportStream(head) || isMpegAudio(head);
}

/** Frames of MP3 and AAC begin with eleven or twelve ones; some writers put zeros before the first. */
function isMpegAudio(head: Uint8Array): boolean {
  const at = head.findIndex((byte) => byte !== 0);
  return at >= 0 && head[at] === 0xff && ((head[at + 1] ?? 0) & 0xe0) === 0xe0;
}
