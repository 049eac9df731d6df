/** The kinds of picture that every browser draws, by how they begin; the endings of their names. */
export type PictureEnding = 'png' | 'jpg' | 'gif' | 'webp';

const begins = (bytes: Uint8Array, at: number, signature: readonly number[]): boolean =>
  signature.every((byte, n) => bytes[at + n] === byte);
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** What a file is, whatever it is called; null: no picture that is taken. */
export function pictureEnding(bytes: Uint8Array): PictureEnding | null {
  if (begins(bytes, 0, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpg';
  if (begins(bytes, 0, ascii('GIF87a')) || begins(bytes, 0, ascii('GIF89a'))) return 'gif';
  return begins(bytes, 0, ascii('RIFF')) && begins(bytes, 8, ascii('WEBP')) ? 'webp' : null;
}
