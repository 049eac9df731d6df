import { z } from 'zod';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';
import { isAllowedUrl, type Policy } from './policy.ts';

// Checked at each reading, too: who can write the file must not get the password over plain http.
const url = z.string().refine((text) => isAllowedUrl(text) === 'ok');
const schema = z.strictObject({ url, publishableKey: z.string() });
export type ServerConfig = z.infer<typeof schema>;

/** Which Supabase project: the organisation's policy, else what was typed into the settings. Null: none yet. */
export function createServerConfig(file: string, policy: Policy['supabase']) {
  function read(): ServerConfig | null {
    if (policy) return policy;
    const content = readFileIfThere(file);
    if (!content) return null;
    try {
      return schema.parse(JSON.parse(content.toString('utf8')));
    } catch {
      return null; // a damaged or forbidden address is typed again
    }
  }
  return {
    isLocked: policy !== undefined,
    read,
    save: (config: ServerConfig): void => writeFileAtomically(file, JSON.stringify(config)),
  };
}
export type ServerConfigStore = ReturnType<typeof createServerConfig>;
