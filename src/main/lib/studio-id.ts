import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfThere, writeFileAtomically } from './atomic-file.ts';

/**
 * This installation's own mark, beside the profiles and not in one: it outlives a data file that was lost, so that a
 * course exported here comes back under its own ids (decision 0019).
 */
export function readStudioId(userData: string, newId: () => string): string {
  const file = join(userData, 'studio-id');
  const known = z.uuid().safeParse(readFileIfThere(file)?.toString('utf8').trim());
  if (known.success) return known.data;
  const made = newId();
  writeFileAtomically(file, `${made}\n`);
  return made;
}
