import type { FileFacts } from './import-sessions.ts';
import { createMadeFiles } from './made-files.ts';
import { pictureEnding, type PictureEnding } from './picture-type.ts';

/** Pictures that were put into texts: copies, each with the ending of what it is. */
export function createPictureFiles(folder: string) {
  return {
    /** Null: these bytes are no picture. Throws what the disk throws. */
    async keepPicture(bytes: Uint8Array): Promise<{ facts: FileFacts; ending: PictureEnding } | null> {
      const ending = pictureEnding(bytes);
      return ending && { facts: await createMadeFiles(folder, ending).keep(bytes), ending };
    },
  };
}
