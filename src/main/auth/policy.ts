import { z } from 'zod';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { readFileIfThere } from '../lib/atomic-file.ts';

/** http is for a sandbox on this computer only. */
export function isAllowedUrl(text: string): 'ok' | 'INVALID_URL' | 'INSECURE_URL' {
  if (!URL.canParse(text)) return 'INVALID_URL';
  const { protocol, hostname } = new URL(text);
  if (protocol === 'https:') return 'ok';
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  if (protocol !== 'http:') return 'INVALID_URL';
  return isLoopback ? 'ok' : 'INSECURE_URL';
}
const url = z.string().refine((text) => isAllowedUrl(text) === 'ok', 'must be https (http only on loopback)');

/** What an organisation may set. Everything given is enforced: the form shows it locked. */
export const policySchema = z.strictObject({
  supabase: z.strictObject({ url, publishableKey: z.string().min(1) }).optional(),
  signIn: z.strictObject({ allowedDomains: z.array(z.string().min(1)).optional() }).optional(),
  storage: z
    .strictObject({
      keyId: z.string().min(1),
      applicationKey: z.string().min(1),
      bucket: z.string().min(1),
      prefix: z.string(),
      endpoint: url.optional(),
    })
    .optional(),
  /** How much a studio may keep in the storage before it asks. */
  quotaBytes: z.int().positive().optional(),
  /** Where the public finds what is stored. */
  cdnBaseUrl: url.optional(),
  allowInsecureSecretStorage: z.boolean().optional(),
});
export type Policy = z.infer<typeof policySchema>;

/** Where IT puts it. Registry and managed preferences come with the installers. */
export const SYSTEM_POLICY_FILE = '/etc/lectern/policy.json';

/**
 * Reads a policy file. A broken one is an error to show, never half applied. No file is an empty policy, unless it was
 * named by hand (`mustExist`): a slip of the keyboard would else start without any.
 */
export function readPolicy(path: string | null, mustExist = false): Result<Policy, 'POLICY_INVALID'> {
  const invalid = (why: string) => err('POLICY_INVALID', `${path}: ${why}`);
  try {
    const content = path === null ? null : readFileIfThere(path);
    if (!content) return mustExist ? invalid('there is no such file') : ok({});
    const parsed = policySchema.safeParse(JSON.parse(content.toString('utf8')));
    if (parsed.success) return ok(parsed.data);
    return invalid(parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; '));
  } catch (error) {
    return invalid(error instanceof SyntaxError ? 'not JSON' : 'it cannot be read');
  }
}
