import BetterSqlite3 from 'better-sqlite3';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { migrate } from '../migrate.ts';
import { rescue } from './rescue.ts';
import { removeDatabase, syncFile, syncFolder } from './verify.ts';

const stagedFor = (path: string): string => `${path}.restoring`;

export interface Staged {
  /** How many changes that waited to be sent were taken over from the damaged file. */
  readonly rescued: number;
}
export interface StageParts {
  /** Null: an empty file. */
  readonly backup: string | null;
  /** The database it is for. */
  readonly path: string;
  /** A damaged file, of which everything is taken over that is of this computer alone and can be read. */
  readonly damaged?: string | undefined;
}

/** Brings a staged copy to this schema and marks it as a return to an earlier state, which sync must know. */
function prepare(staged: string, damaged: string | undefined): Staged {
  const db = new BetterSqlite3(staged);
  try {
    db.pragma('journal_mode = DELETE');
    // Here, not at the next start: the backup itself is the copy of before, and a fault shows while all is as it was.
    const migrated = migrate(db);
    if (!migrated.success) throw new Error(migrated.error.message);
    db.prepare("INSERT OR REPLACE INTO sync_state (key, value) VALUES ('restored', '1')").run();
    return { rescued: damaged === undefined ? 0 : rescue(damaged, db) };
  } finally {
    db.close();
  }
}

/**
 * Copies a backup next to the database it is for, onto the disk, so that a full disk shows before anything else is
 * touched. Throws what the disk throws.
 */
export function stage({ backup, path, damaged }: StageParts): Staged {
  const staged = stagedFor(path);
  removeDatabase(staged);
  try {
    if (backup !== null) copyFileSync(backup, staged);
    const done = prepare(staged, damaged);
    syncFile(staged);
    return done;
  } catch (error) {
    sweepStaged(path);
    throw error;
  }
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

export const isStaged = (path: string): boolean => existsSync(stagedFor(path));

/** Removes what was staged and, by a kill or a fault, not put in place. */
export const sweepStaged = (path: string): void => removeDatabase(stagedFor(path));
