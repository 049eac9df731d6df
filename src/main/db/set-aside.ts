import { existsSync, readdirSync, renameSync } from 'node:fs';

const MARK = '.damaged-';

/** A database is its file and what a crash left beside it. */
const PARTS = ['-wal', '-shm', ''];

/**
 * Renames a closed database to `<path>.damaged-<when>` and answers that name. The file itself goes last: SQLite
 * deletes a WAL that it finds without its file. Throws what the file system throws.
 */
export function setDatabaseAside(path: string, nowMs: number): string {
  const kept = `${path}${MARK}${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, kept + part);
  return kept;
}

/** The database that was set aside last, if nothing has come into its place: something ended the studio in between. */
export function leftAside(path: string): string | null {
  const folder = path.replace(/[^\\/]*$/, '');
  if (existsSync(path) || !existsSync(folder)) return null;
  const prefix = path.slice(folder.length) + MARK;
  const kept = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('Z'));
  const last = kept.toSorted().at(-1);
  return last === undefined ? null : folder + last;
}
