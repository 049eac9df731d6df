import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { openErrorOf } from './errors.ts';

/** A name of our own, so that declarations can be written without naming the library. */
export interface Database extends BetterSqlite3.Database {}
export type OpenError = 'CORRUPT' | 'NETWORK_PATH' | 'CANNOT_OPEN' | 'DISK_FULL' | 'NEWER_VERSION';

/** SQLite's locks and WAL need a local disk: on a share two computers would tear the file. */
const isNetworkPath = (path: string): boolean => /^(\\\\|\/\/)[^?.]/.test(path);

function readVersion(path: string, readonly: boolean): number {
  const db = new BetterSqlite3(path, { readonly, fileMustExist: true });
  try {
    return Number(db.pragma('user_version', { simple: true }));
  } finally {
    db.close();
  }
}

/** Reads the schema version without writing anything, not even what a crash left in the WAL. */
function peekVersion(path: string): number {
  try {
    return readVersion(path, true);
  } catch (error) {
    // Killed on the way from one file (as made, or as a backup is put in place) to a WAL: that step is taken back first.
    if ((error as { code?: string }).code !== 'SQLITE_READONLY_ROLLBACK') throw error;
    return readVersion(path, false);
  }
}

/** `synchronous=FULL`: a commit that was answered survives a power cut. */
function openFile(path: string): Database {
  const db = new BetterSqlite3(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'trusted_schema = OFF'])
    db.pragma(pragma);
  db.pragma('busy_timeout = 5000');
  return db;
}

/**
 * Opens (or makes) the one database file of a profile. After an unclean exit (the WAL is still there) the file is
 * checked before anything trusts it. A file of a schema newer than `newestVersion` is left exactly as it is.
 */
export function openDatabase(path: string, newestVersion = Number.POSITIVE_INFINITY): Result<Database, OpenError> {
  if (isNetworkPath(path)) return err('NETWORK_PATH', 'the data folder is on a network drive', { path });
  const isThere = existsSync(path);
  const isUnclean = existsSync(`${path}-wal`);
  let db: Database | undefined;
  try {
    const version = isThere ? peekVersion(path) : 0;
    if (version > newestVersion)
      return err('NEWER_VERSION', `schema ${version} is newer than ${newestVersion}`, { path });
    db = openFile(path);
    if (!isUnclean || db.pragma('quick_check(1)', { simple: true }) === 'ok') return ok(db);
    db.close();
    return err('CORRUPT', 'quick_check failed', { path });
  } catch (error) {
    db?.close();
    const cause = (error as { code?: string }).code ?? '';
    return err(openErrorOf(error), `cannot open the database: ${cause}`, { path, cause });
  }
}
