import BetterSqlite3 from 'better-sqlite3';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { removeDatabase, syncFile, syncFolder } from './verify.ts';

const stagedFor = (path: string): string => `${path}.restoring`;

/**
 * Copies a backup next to the database it is for, onto the disk, so that a full disk shows before anything else is
 * touched. The copy is marked as a return to an earlier state, which sync must know before it numbers anything.
 * Throws what the disk throws.
 */
export function stage(backup: string, path: string): void {
  const staged = stagedFor(path);
  removeDatabase(staged);
  copyFileSync(backup, staged);
  const db = new BetterSqlite3(staged);
  try {
    db.pragma('journal_mode = DELETE');
    db.prepare("INSERT OR REPLACE INTO sync_state (key, value) VALUES ('restored', '1')").run();
  } finally {
    db.close();
  }
  syncFile(staged);
}

/**
 * Gives a staged backup the name of the closed database. Killed at any point, there is either the former file or the
 * whole backup. Throws what the disk throws.
 */
export function putStagedInPlace(path: string): void {
  // A database that was closed has none of these; what a crash left belongs to the file that goes.
  for (const part of ['-wal', '-shm']) rmSync(path + part, { force: true });
  renameSync(stagedFor(path), path);
  syncFolder(path.replace(/[^\\/]*$/, ''));
}

/** Removes what was staged and, by a kill or a fault, not put in place. */
export const sweepStaged = (path: string): void => removeDatabase(stagedFor(path));
