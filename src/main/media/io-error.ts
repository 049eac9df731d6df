/** What a failed file operation means to the person: each kind has its words and its way on. */
export type IoKind = 'missing' | 'denied' | 'in-use' | 'device' | 'too-many-open' | 'link-loop' | 'name' | 'other';

const kinds: ReadonlyMap<string, IoKind> = new Map([
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
  ['EACCES', 'denied'],
  // On Windows EPERM also stands for a file that its owner has opened without sharing; EBUSY is the common case
  ['EPERM', 'denied'],
  ['EBUSY', 'in-use'],
  ['ETXTBSY', 'in-use'],
  ['EAGAIN', 'in-use'],
  // Drives that went away: pulled sticks, lost network shares
  ['EIO', 'device'],
  ['ENXIO', 'device'],
  ['ENODEV', 'device'],
  ['ESTALE', 'device'],
  ['ENOTCONN', 'device'],
  ['EHOSTDOWN', 'device'],
  ['ETIMEDOUT', 'device'],
  ['EMFILE', 'too-many-open'],
  ['ENFILE', 'too-many-open'],
  ['ELOOP', 'link-loop'],
  ['ENAMETOOLONG', 'name'],
  ['EINVAL', 'name'],
  ['ERR_INVALID_ARG_VALUE', 'name'],
]);

/** The `code` of a system error (`ENOENT` …), or '' when it is something else. */
export function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The kind of a system error. Nobody matches on message text. */
export const ioKindOf = (error: unknown): IoKind => kinds.get(systemCode(error)) ?? 'other';
