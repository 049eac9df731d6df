import { existsSync, renameSync } from 'node:fs';

/** A database is its file and what a crash left beside it. */
const PARTS = ['-wal', '-shm', ''];

/**
 * Renames a closed database to `<path>.damaged-<when>` and answers that name. The file itself goes last: SQLite
 * deletes a WAL that it finds without its file. Throws what the file system throws.
 */
export function setDatabaseAside(path: string, nowMs: number): string {
  const kept = `${path}.damaged-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, kept + part);
  return kept;
}
