const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};
const isFull = (code: string): boolean => code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT';

/** What a failed write means to the user; null for anything that is not the disk's fault. */
export function diskErrorOf(error: unknown): 'DISK_FULL' | 'READ_ONLY' | null {
  const code = codeOf(error);
  if (isFull(code)) return 'DISK_FULL';
  const isClosed = /^(SQLITE_(READONLY|IOERR|CANTOPEN)|EROFS$|EACCES$|EPERM$|EFBIG$|EIO$)/.test(code);
  return isClosed ? 'READ_ONLY' : null;
}

/** Why a data file cannot be opened or read. */
export function openErrorOf(error: unknown): 'CORRUPT' | 'DISK_FULL' | 'CANNOT_OPEN' {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'CORRUPT';
  return isFull(code) ? 'DISK_FULL' : 'CANNOT_OPEN';
}
