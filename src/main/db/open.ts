import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { err, ok, type Result } from '../../shared/ipc/result.ts';

/** A name of our own, so that declarations can be written without naming the library. */
export interface Database extends BetterSqlite3.Database {}
export type OpenError = 'CORRUPT' | 'NETWORK_PATH' | 'CANNOT_OPEN';

/** SQLite's locks and WAL need a local disk: on a share two computers would tear the file. */
const isNetworkPath = (path: string): boolean => /^(\\\\|\/\/)[^?.]/.test(path);

/**
 * Opens (or makes) the one database file of a profile. `synchronous=FULL`: a commit that was answered survives
 * a power cut. After an unclean exit (the WAL is still there) the file is checked before anything trusts it.
 */
export function openDatabase(path: string): Result<Database, OpenError> {
  if (isNetworkPath(path)) return err('NETWORK_PATH', 'the data folder is on a network drive', { path });
  const unclean = existsSync(`${path}-wal`);
  let db: Database | undefined;
  try {
    db = new BetterSqlite3(path);
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'trusted_schema = OFF'])
      db.pragma(pragma);
    db.pragma('busy_timeout = 5000');
    if (!unclean || db.pragma('quick_check(1)', { simple: true }) === 'ok') return ok(db);
    db.close();
    return err('CORRUPT', 'quick_check failed', { path });
  } catch (error) {
    db?.close();
    const code = (error as { code?: string }).code ?? '';
    const isCorrupt = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
    return err(isCorrupt ? 'CORRUPT' : 'CANNOT_OPEN', `cannot open the database: ${code}`, { path, cause: code });
  }
}
