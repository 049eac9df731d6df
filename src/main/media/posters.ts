import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';

/** Pictures of versions, `<folder>/<version id>.jpg`. An empty file says that none can be made. */
export function createPosterStore(folder: string) {
  const file = (versionId: string): string => join(folder, `${versionId}.jpg`);
  // Read once: who looks for what has no picture asks for every video, again and again while they are made.
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return {
    has: (versionId: string): boolean => there.has(`${versionId}.jpg`),
    read(versionId: string): Uint8Array | null {
      const bytes = readFileIfThere(file(versionId));
      return bytes && bytes.length > 0 ? bytes : null;
    },
    write(versionId: string, jpeg: Uint8Array): void {
      writeFileAtomically(file(versionId), jpeg);
      there.add(`${versionId}.jpg`);
    },
  };
}
