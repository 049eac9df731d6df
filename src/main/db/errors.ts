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

/** Why a backup cannot be made or read; null for anything that is not the disk's fault. */
export function backupErrorOf(error: unknown): 'BACKUP_NO_SPACE' | 'BACKUP_FOLDER' | null {
  const code = codeOf(error);
  if (isFull(code)) return 'BACKUP_NO_SPACE';
  // The folder is gone, is a file, or may not be read: nothing of that says that the data file takes no writes.
  return diskErrorOf(error) || /^(ENOENT|ENOTDIR|EEXIST|EISDIR)$/.test(code) ? 'BACKUP_FOLDER' : null;
}
