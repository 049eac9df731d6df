/** Limits of the service for object names, in bytes of UTF-8. */
export const maxNameBytes = 1_024;
export const maxSegmentBytes = 250;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
const isRefused = (char: string): boolean => char < ' ' || char === '\u007f' || char === '\\';

/** Cuts between characters, keeping an extension of ordinary length. */
function fitSegment(segment: string): string {
  if (byteLength(segment) <= maxSegmentBytes) return segment;
  const dot = segment.lastIndexOf('.');
  const extension = dot > 0 && byteLength(segment.slice(dot)) <= 20 ? segment.slice(dot) : '';
  let room = maxSegmentBytes - byteLength(extension);
  let stem = '';
  for (const char of segment.slice(0, segment.length - extension.length)) {
    room -= byteLength(char);
    if (room < 0) break;
    stem += char;
  }
  return stem + extension;
}

/**
 * The key of an object: NFC of whole characters, no control character or backslash, no empty, leading or trailing segment, no
 * segment over 250 bytes. Null when nothing is left or the whole is over 1,024 bytes.
 */
export function makeObjectName(prefix: string, name: string): string | null {
  const segments = `${prefix}/${name}`
    .toWellFormed()
    .normalize('NFC')
    .split('/')
    .map((segment) => fitSegment(Array.from(segment, (char) => (isRefused(char) ? '_' : char)).join('')))
    .filter((segment) => segment !== '');
  const objectName = segments.join('/');
  return objectName !== '' && byteLength(objectName) <= maxNameBytes ? objectName : null;
}

/** Percent-encoded for headers and URLs; slashes stay, as the service wants them. */
export const encodeObjectName = (objectName: string): string => objectName.split('/').map(encodeURIComponent).join('/');
