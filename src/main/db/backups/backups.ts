import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
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
import { type BackupContent, closeJournal, readBackup, removeDatabase, syncFile, syncFolder } from './verify.ts';

/** Pages that are copied before the main loop gets its turn: well below a millisecond of work. */
const STEP_PAGES = 100;
/** What an interrupted copy is called; swept at the next start. */
const TEMPORARY = '.partial';

export interface Backup extends BackupName, BackupContent {
  readonly bytes: number;
}

/**
 * The copies of one profile's database, in a folder of their own. A copy has its name only once it is whole, on the
 * disk, and was read through. Methods that write throw what the disk or SQLite throws.
 */
export function createBackups(folder: string) {
  /** Looking makes nothing: it must do on a disk that takes no writes, too. */
  const names = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const pathOf = (name: string): string => `${folder}/${name}`;

  function prune(): void {
    for (const surplus of surplusBackups(names())) removeDatabase(pathOf(surplus));
  }

  /** Checks a copy, gives it its name, and lets go of those that are too many. */
  function accept(temporary: string, name: string): string {
    closeJournal(temporary);
    if (!readBackup(temporary, true)) {
      removeDatabase(temporary);
      throw new Error(`the backup ${name} could not be read back`);
    }
    syncFile(temporary);
    renameSync(temporary, pathOf(name));
    syncFolder(folder);
    // What is about to be gone back to may be the oldest of its kind: those are let go of once that is done.
    if (parseBackupName(name)?.reason !== 'replaced') prune();
    return name;
  }

  function describe(backup: BackupName, thorough: boolean): Backup | null {
    const content = readBackup(pathOf(backup.name), thorough);
    return content && { ...backup, ...content, bytes: statSync(pathOf(backup.name)).size };
  }

  return {
    pathOf,
    isDailyDue: (nowMs: number): boolean => isDailyDue(names(), nowMs),
    /** Copies the open database while it is used. Answers the name. */
    async make(db: Database, reason: BackupReason, atMs: number, signal: AbortSignal): Promise<string> {
      mkdirSync(folder, { recursive: true });
      const name = backupName(atMs, reason);
      const temporary = pathOf(name) + TEMPORARY;
      try {
        await db.backup(temporary, {
          progress() {
            signal.throwIfAborted();
            return STEP_PAGES;
          },
        });
        return accept(temporary, name);
      } catch (error) {
        removeDatabase(temporary);
        throw error;
      }
    },
    /** The same at once, for before a migration, when nothing else may happen. */
    makeNow(db: Database, reason: BackupReason, atMs: number): string {
      mkdirSync(folder, { recursive: true });
      const name = backupName(atMs, reason);
      const temporary = pathOf(name) + TEMPORARY;
      removeDatabase(temporary);
      try {
        db.prepare('VACUUM INTO ?').run(temporary);
        return accept(temporary, name);
      } catch (error) {
        removeDatabase(temporary);
        throw error;
      }
    },
    /** Newest first; those that can be opened. */
    list: (): Backup[] => sortBackups(names()).flatMap((backup) => describe(backup, false) ?? []),
    /** The newest that is whole and not of a newer Lectern; null when there is none. */
    newestGood(newestVersion: number): Backup | null {
      for (const backup of sortBackups(names())) {
        const found = describe(backup, true);
        if (found && found.schemaVersion <= newestVersion) return found;
      }
      return null;
    },
    /** Whether a backup can be put in place; reads all of it. */
    check(name: string): 'good' | 'damaged' | 'none' {
      const backup = sortBackups(names()).find((candidate) => candidate.name === name);
      if (!backup) return 'none';
      return describe(backup, true) ? 'good' : 'damaged';
    },
    /** Removes what a killed copy left behind, and what is too much. */
    sweep(): void {
      for (const name of names()) if (name.includes(TEMPORARY)) rmSync(pathOf(name), { force: true });
      prune();
    },
  };
}
export type Backups = ReturnType<typeof createBackups>;
