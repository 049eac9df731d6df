import BetterSqlite3 from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';

export interface BackupContent {
  readonly schemaVersion: number;
  readonly courses: number;
  readonly lessons: number;
}

const ONE_FILE = ['', '-wal', '-shm', '-journal'];
export function removeDatabase(path: string): void {
  for (const part of ONE_FILE) rmSync(path + part, { force: true });
}

/** Written to the disk, not only to its cache. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The same for the names in a folder, where the system can do that. */
export function syncFolder(path: string): void {
  try {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows opens no folders; there the file system's journal keeps the order.
  }
}

/** One file that opens without another beside it. */
export function closeJournal(path: string): void {
  const db = new BetterSqlite3(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** SQLite reads a last page that was cut short as if zeros followed, and finds nothing wrong with it. */
function hasItsLength(db: BetterSqlite3.Database, path: string): boolean {
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  return statSync(path).size === pragma('page_count') * pragma('page_size');
}

/**
 * What is in a backup, found by opening it; null when that cannot be read. `thorough` reads all of the file, which takes
 * a second for every few hundred megabytes.
 */
export function readBackup(path: string, thorough: boolean): BackupContent | null {
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    if (!hasItsLength(db, path)) return null;
    if (thorough && db.pragma('quick_check(1)', { simple: true }) !== 'ok') return null;
    const schemaVersion = Number(db.pragma('user_version', { simple: true }));
    const count = (table: string): number =>
      Number(db?.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at_ms IS NULL`).pluck().get());
    return { schemaVersion, courses: count('courses'), lessons: count('lessons') };
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
