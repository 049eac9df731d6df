import { badRequest } from '../errors.ts';

const maxNameBytes = 1024;
const maxSegmentBytes = 250;

const hasControlCharacter = (name: string): boolean => [...name].some((char) => char < ' ' || char === '\u007f');

function nameFault(name: string): string | undefined {
  if (name === '') return 'must not be empty';
  if (!name.isWellFormed()) return 'must be valid Unicode';
  if (Buffer.byteLength(name) > maxNameBytes) return `must not be longer than ${maxNameBytes} bytes`;
  if (hasControlCharacter(name)) return 'must not contain control characters';
  if (name.includes('\\')) return 'must not contain a backslash';
  if (name.startsWith('/')) return "must not start with '/'";
  if (name.endsWith('/')) return "must not end with '/'";
  if (name.includes('//')) return "must not contain '//'";
  const tooLong = name.split('/').some((segment) => Buffer.byteLength(segment) > maxSegmentBytes);
  return tooLong ? `must not have a segment longer than ${maxSegmentBytes} bytes` : undefined;
}

/** Throws 400 for a name that breaks a rule of https://www.backblaze.com/docs/cloud-storage-files */
export function checkFileName(name: string): void {
  const fault = nameFault(name);
  if (fault !== undefined) throw badRequest(`File names ${fault}`);
}

/**
 * Decodes a percent-encoded UTF-8 string of a header or URL, where `+` is a space:
 * https://www.backblaze.com/docs/cloud-storage-native-api-string-encoding
 */
export function decodeText(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', '%20'));
  } catch (error) {
    throw badRequest(`Bad percent-encoding: ${String(error)}`);
  }
}

/** Encodes for a header as the service does: `/` stays, everything else that is not plain is `%XX`. */
export const encodeText = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/');
