import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';

/** Pictures of versions, `<folder>/<version id>.jpg`. An empty file says that none can be made. */
export function createPosterStore(folder: string) {
  const file = (versionId: string): string => join(folder, `${versionId}.jpg`);
  return {
    has: (versionId: string): boolean => existsSync(file(versionId)),
    read(versionId: string): Uint8Array | null {
      const bytes = readFileIfThere(file(versionId));
      return bytes && bytes.length > 0 ? bytes : null;
    },
    write: (versionId: string, jpeg: Uint8Array): void => writeFileAtomically(file(versionId), jpeg),
  };
}
