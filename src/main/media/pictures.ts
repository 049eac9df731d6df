import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';
import type { FileFacts } from './import-sessions.ts';
import { identify } from './regular-file.ts';

/** Pictures that were made here, `<folder>/pictures/<sha1>.jpg`: files of the library that are uploaded like any other. */
export function createPictureStore(folder: string) {
  return {
    /** Writes the picture unless it is there already. Throws what the disk throws. */
    async keep(jpeg: Uint8Array): Promise<FileFacts> {
      const sha1 = createHash('sha1').update(jpeg).digest('hex');
      const path = join(folder, 'pictures', `${sha1}.jpg`);
      // One that is there stays as it is: an upload under way would take a newer time for another file.
      if (!readFileIfThere(path)?.equals(jpeg)) writeFileAtomically(path, jpeg);
      const found = await identify(path);
      if (!found.ok) throw new Error(`a picture that was just written cannot be read: ${found.code}`);
      return { path, ...found.identity, sha1, probe: null };
    },
  };
}
export type PictureStore = ReturnType<typeof createPictureStore>;
