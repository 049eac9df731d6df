import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { schemaVersion as knownVersion } from '../migrate.ts';
import type { Database } from '../open.ts';
import {
  backupName,
  type BackupName,
  type BackupReason,
  isDailyDue,
  parseBackupName,
  sortBackups,
  surplusBackups,
} from './names.ts';
import {
  type BackupContent,
  closeJournal,
  isDamaged,
  readBackup,
  removeDatabase,
  syncFile,
  syncFolder,
} from './verify.ts';

/** Pages that are copied before the thread may be ended: 8 MB. */
const STEP_PAGES = 2_000;
/** What an interrupted copy is called; swept at the next start. */
const TEMPORARY = '.partial';

export interface Backup extends BackupName, Omit<BackupContent, 'schemaVersion'> {
  readonly bytes: number;
  /** Made by a newer Lectern: this one cannot go back to it. */
  readonly isNewer: boolean;
}
/** Whether a backup can be put in place. */
export type BackupState = 'good' | 'damaged' | 'newer' | 'none';

/** One state of the file, held: what is written meanwhile neither gets in nor makes the copy start again. */
async function copyState(path: string, to: string): Promise<void> {
  const source = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to, { progress: () => STEP_PAGES });
  } finally {
    source.close();
  }
}

/**
 * The copies of one profile's database, in a folder of their own. A copy has its name only once it is whole, on the
 * disk, and was read through. All of it waits for the disk: at the start, before there is a window, and else in a
 * thread of its own (thread.ts). Methods that write throw what the disk or SQLite throws.
 */
export function createBackups(folder: string) {
  /** Looking makes nothing: it must do on a disk that takes no writes, too. */
  const names = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const pathOf = (name: string): string => `${folder}/${name}`;

  function prune(): void {
    for (const surplus of surplusBackups(names())) removeDatabase(pathOf(surplus));
  }

  /** Checks a copy, gives it its name, and lets go of those that are too many. */
  function accept(temporary: string, name: string, source: string): string {
    closeJournal(temporary);
    if (!readBackup(temporary, true)) {
      if (isDamaged(source)) throw new BetterSqlite3.SqliteError('the data file is damaged', 'SQLITE_CORRUPT');
      throw new Error(`the backup ${name} could not be read back`);
    }
    syncFile(temporary);
    renameSync(temporary, pathOf(name));
    syncFolder(folder);
    // What is about to be gone back to may be the oldest of its kind: those are let go of once that is done.
    if (parseBackupName(name)?.reason !== 'replaced') prune();
    return name;
  }

  function begin(atMs: number, reason: BackupReason) {
    mkdirSync(folder, { recursive: true });
    const name = backupName(atMs, reason);
    const temporary = pathOf(name) + TEMPORARY;
    removeDatabase(temporary);
    return { name, temporary };
  }

  /** A copy that cannot be finished leaves nothing, and all those before it stay. */
  function giveUp(temporary: string, error: unknown): never {
    removeDatabase(temporary);
    throw error;
  }

  function describe(backup: BackupName, thorough: boolean): Backup | null {
    const content = readBackup(pathOf(backup.name), thorough);
    if (!content) return null;
    const { schemaVersion, courses, lessons } = content;
    const bytes = statSync(pathOf(backup.name)).size;
    return { ...backup, courses, lessons, bytes, isNewer: schemaVersion > knownVersion };
  }

  return {
    pathOf,
    isDailyDue: (nowMs: number): boolean => isDailyDue(names(), nowMs),
    /** Copies a database that others may have open and write to. Answers the copy's name. */
    async make(path: string, reason: BackupReason, atMs: number): Promise<string> {
      const { name, temporary } = begin(atMs, reason);
      try {
        await copyState(path, temporary);
        return accept(temporary, name, path);
      } catch (error) {
        return giveUp(temporary, error);
      }
    },
    /** The same at once, for before a migration, when nothing else may happen. */
    makeNow(db: Database, reason: BackupReason, atMs: number): string {
      const { name, temporary } = begin(atMs, reason);
      try {
        db.prepare('VACUUM INTO ?').run(temporary);
        return accept(temporary, name, db.name);
      } catch (error) {
        return giveUp(temporary, error);
      }
    },
    /** Newest first; those that can be opened. */
    list: (): Backup[] => sortBackups(names()).flatMap((backup) => describe(backup, false) ?? []),
    /** The newest that is whole and not of a newer Lectern; null when there is none. */
    newestGood(): Backup | null {
      for (const backup of sortBackups(names())) {
        const found = describe(backup, true);
        if (found && !found.isNewer) return found;
      }
      return null;
    },
    /** Reads all of it. */
    check(name: string): BackupState {
      const backup = sortBackups(names()).find((candidate) => candidate.name === name);
      if (!backup) return 'none';
      const found = describe(backup, true);
      if (!found) return 'damaged';
      return found.isNewer ? 'newer' : 'good';
    },
    /** Removes what a killed copy left behind, and what is too much. */
    sweep(): void {
      for (const name of names()) if (name.includes(TEMPORARY)) rmSync(pathOf(name), { force: true });
      prune();
    },
  };
}
export type Backups = ReturnType<typeof createBackups>;
