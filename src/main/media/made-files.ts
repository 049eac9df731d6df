import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';
import type { FileFacts } from './import-sessions.ts';
import { identify } from './regular-file.ts';

/**
 * Files that were made here, `<folder>/<sha1>.<extension>`: pictures, captions. They are files of the library that are
 * uploaded like any other.
 */
export function createMadeFiles(folder: string, extension: string) {
  return {
    /** Writes the bytes unless they are there already. Throws what the disk throws. `as`: of what was chosen, its own. */
    async keep(bytes: Uint8Array, as = extension): Promise<FileFacts> {
      const sha1 = createHash('sha1').update(bytes).digest('hex');
      const path = join(folder, `${sha1}.${as}`);
      // One that is there stays as it is: an upload under way would take a newer time for another file.
      if (!readFileIfThere(path)?.equals(bytes)) writeFileAtomically(path, bytes);
      const found = await identify(path);
      if (!found.ok) throw new Error(`a file that was just written cannot be read: ${found.code}`);
      return { path, ...found.identity, sha1, probe: null };
    },
  };
}
export type MadeFiles = ReturnType<typeof createMadeFiles>;
