import BetterSqlite3 from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { openErrorOf } from '../errors.ts';
import { schemaVersion as knownVersion } from '../migrate.ts';

export interface BackupContent {
  readonly schemaVersion: number;
  /** Null: it was made by a newer Lectern, which keeps them in another way. */
  readonly courses: number | null;
  readonly lessons: number | null;
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

const isSound = (db: BetterSqlite3.Database): boolean => db.pragma('quick_check(1)', { simple: true }) === 'ok';

function readContent(db: BetterSqlite3.Database): BackupContent {
  const schemaVersion = Number(db.pragma('user_version', { simple: true }));
  // The tables of a newer schema are not ours to read.
  if (schemaVersion > knownVersion) return { schemaVersion, courses: null, lessons: null };
  const count = (table: string): number =>
    Number(db.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at_ms IS NULL`).pluck().get());
  return { schemaVersion, courses: count('courses'), lessons: count('lessons') };
}

/**
 * What is in a backup, found by opening it; null when that cannot be read. `thorough` reads all of the file, which takes
 * a second for every few hundred megabytes.
 */
export function readBackup(path: string, thorough: boolean): BackupContent | null {
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    return hasItsLength(db, path) && (!thorough || isSound(db)) ? readContent(db) : null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** Whether a data file is damaged as it lies on the disk, also where nobody has come across it yet. */
export function isDamaged(path: string): boolean {
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
    return !isSound(db);
  } catch (error) {
    return openErrorOf(error) === 'CORRUPT';
  } finally {
    db?.close();
  }
}
