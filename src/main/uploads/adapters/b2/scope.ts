import type { PortError, StorageSettings } from '../../ports.ts';
import type { Account } from './account.ts';

/** What an uploader's key needs: to send, to look at what is stored, and to find what a lost answer left. */
export const neededCapabilities = ['writeFiles', 'readFiles', 'listFiles'] as const;
/** What is missed when absent, but not needed to upload. */
export const usefulCapabilities = ['deleteFiles', 'listBuckets'] as const;
const dangerous = ['writeKeys', 'deleteKeys'] as const;

/** `prefix/` as it stands before every object name; empty for the whole bucket. */
export function cleanPrefix(prefix: string): string {
  const segments = prefix.split('/').filter((segment) => segment !== '');
  return segments.length === 0 ? '' : `${segments.join('/')}/`;
}

/** The master key's id is the account's own. It can do everything, for ever, in every bucket. */
export const isMasterKey = (settings: StorageSettings, account: Account): boolean =>
  settings.keyId === account.accountId;

export const dangerousCapabilities = ({ allowed }: Account): readonly string[] =>
  dangerous.filter((capability) => allowed.capabilities.includes(capability));

/** Why this key is not used for anything, however it was given to us; null when it may be. */
export const refusalOf = (settings: StorageSettings, account: Account): PortError | null =>
  isMasterKey(settings, account) || dangerousCapabilities(account).length > 0
    ? { kind: 'forbidden', retry: 'after-user', code: 'key-too-powerful' }
    : null;

/** Without a `/` at its end `films` opens `films-of-others/` too. */
export const isKeptToFolder = ({ allowed }: Account): boolean => allowed.namePrefix?.endsWith('/') ?? false;

export const isPrefixAllowed = (settings: StorageSettings, { allowed }: Account): boolean =>
  cleanPrefix(settings.prefix).startsWith(allowed.namePrefix ?? '');

/** The bucket's id where the key itself names it; null when it has to be asked for; undefined when it is forbidden. */
export function bucketOfKey(settings: StorageSettings, { allowed }: Account): string | null | undefined {
  if (allowed.buckets === null) return null;
  return allowed.buckets.find(({ name }) => name === settings.bucket)?.id;
}
