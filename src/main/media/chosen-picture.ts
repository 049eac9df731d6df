import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { kindOf } from './file-kinds.ts';
import { identify } from './regular-file.ts';

/** More is no picture for a catalogue; it would be held in memory whole. */
const MAX_PICTURE_BYTES = 50_000_000;

interface PictureFile {
  readonly fileName: string;
  /** In lower case, without the dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** A picture by its name, and a regular file that can be read; else null. */
export async function readPictureFile(path: string): Promise<PictureFile | null> {
  const fileName = basename(path);
  if (kindOf(fileName) !== 'image') return null;
  const found = await identify(path);
  if (!found.ok || found.identity.bytes > MAX_PICTURE_BYTES) return null;
  try {
    return { fileName, extension: extname(fileName).slice(1).toLowerCase(), bytes: await readFile(path) };
  } catch {
    return null;
  }
}
