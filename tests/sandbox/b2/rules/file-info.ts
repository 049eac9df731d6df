import { badRequest } from '../errors.ts';
import type { Limits } from '../options.ts';
import { decodeText } from './file-name.ts';
import type { IncomingHttpHeaders } from 'node:http';

const infoHeader = 'x-bz-info-';
const allowedKey = /^[A-Za-z0-9\-_.`~!#$%^&*'|+]{1,50}$/;

/** fileInfo names that set a response header of the download; every other name starting with `b2-` is reserved. */
export const headerOfInfo: Readonly<Record<string, string>> = {
  'b2-content-disposition': 'Content-Disposition',
  'b2-content-language': 'Content-Language',
  'b2-expires': 'Expires',
  'b2-cache-control': 'Cache-Control',
  'b2-content-encoding': 'Content-Encoding',
};

function checkKey(key: string): void {
  if (!allowedKey.test(key)) throw badRequest(`Bad file info name: ${key}`);
  if (key.startsWith('b2-') && !(key in headerOfInfo)) throw badRequest(`File info name is reserved: ${key}`);
}

/**
 * Checks names, number and size; answers the info with names in lower case.
 * https://www.backblaze.com/docs/cloud-storage-add-file-information-with-the-native-api
 */
export function checkFileInfo(
  limits: Limits,
  fileName: string,
  info: Readonly<Record<string, string>>,
): Record<string, string> {
  const lowered = Object.entries(info).map(([key, value]) => [key.toLowerCase(), value] as const);
  for (const [key] of lowered) checkKey(key);
  if (lowered.length > limits.maxInfoEntries) throw badRequest(`More than ${limits.maxInfoEntries} file info entries`);
  const bytes = Buffer.byteLength(fileName + lowered.flat().join(''));
  if (bytes > limits.nameAndInfoBytes) {
    throw badRequest(`File name and file info take ${bytes} bytes, the limit is ${limits.nameAndInfoBytes}`);
  }
  return Object.fromEntries(lowered);
}

/** The `X-Bz-Info-*` headers of an upload, decoded. */
export function infoFromHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const info: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    if (header.startsWith(infoHeader)) info[header.slice(infoHeader.length)] = decodeText(String(value));
  }
  return info;
}
