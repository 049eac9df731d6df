/** What a failed write means to the user; null for anything that is not the disk's fault. */
export function diskErrorOf(error: unknown): 'DISK_FULL' | 'READ_ONLY' | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_IOERR') || code === 'EROFS' ? 'READ_ONLY' : null;
}
