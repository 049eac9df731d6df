import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { identify } from './regular-file.ts';

/** A regular file with its bytes; null: there is none that can be read. `tooLarge`: it was not read. */
export async function readSmallFile(path: string, maxBytes: number) {
  const found = await identify(path);
  if (!found.ok) return null;
  if (found.identity.bytes > maxBytes) return 'tooLarge' as const;
  const bytes = await readFile(path).catch(() => null);
  return bytes && { fileName: basename(path), bytes };
}
