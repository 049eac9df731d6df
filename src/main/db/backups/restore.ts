import BetterSqlite3 from 'better-sqlite3';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { removeDatabase, syncFile, syncFolder } from './verify.ts';

/**
 * Puts a backup in the place of a closed database. Killed at any point, there is either the former file or the whole
 * backup. The backup is marked as a return to an earlier state, which sync must know before it numbers anything. Throws what the disk throws.
 */
export function putInPlace(backup: string, path: string): void {
  const temporary = `${path}.restoring`;
  removeDatabase(temporary);
  copyFileSync(backup, temporary);
  const db = new BetterSqlite3(temporary);
  try {
    db.pragma('journal_mode = DELETE');
    db.prepare("INSERT OR REPLACE INTO sync_state (key, value) VALUES ('restored', '1')").run();
  } finally {
    db.close();
  }
  syncFile(temporary);
  // A database that was closed has none of these; what a crash left belongs to the file that goes.
  for (const part of ['-wal', '-shm']) rmSync(path + part, { force: true });
  renameSync(temporary, path);
  syncFolder(path.replace(/[^\\/]*$/, ''));
}
