import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfThere, writeFileAtomically } from './atomic-file.ts';

/** The profile that exists before anybody has signed in; the first account adopts it. */
const FIRST_PROFILE = 'first';
const name = z.string().regex(/^[\w-]{1,64}$/);
const index = z.strictObject({ current: name, owners: z.record(z.string(), name) });
type Index = z.infer<typeof index>;

/** One folder (and so one database) per account, and which of them was open last. */
export function createProfileFolders(userData: string) {
  const root = join(userData, 'profiles');
  const file = join(root, 'index.json');

  function read(): Index {
    const content = readFileIfThere(file);
    try {
      return content ? index.parse(JSON.parse(content.toString('utf8'))) : { current: FIRST_PROFILE, owners: {} };
    } catch {
      return { current: FIRST_PROFILE, owners: {} }; // every database knows its owner: claims come back as they sign in
    }
  }

  return {
    current: (): string => read().current,
    folder: (profile: string): string => join(root, profile),
    /** The profile of an account; a new name when it has none on this computer. */
    ofOwner: (userId: string): string => read().owners[userId] ?? userId,
    /** Whose profile it is; null while it is nobody's. */
    ownerOf: (profile: string): string | null =>
      Object.entries(read().owners).find(([, owned]) => owned === profile)?.[0] ?? null,
    /** Remembers whose profile it is and that it is the open one. */
    claim(profile: string, userId: string): void {
      const { owners } = read();
      writeFileAtomically(file, JSON.stringify({ current: profile, owners: { ...owners, [userId]: profile } }));
    },
  };
}
