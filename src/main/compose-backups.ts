import { join } from 'node:path';
import type { BackupDeps } from './actions/backup.ts';
import type { AppServices } from './compose-services.ts';
import { type Backups, createBackups } from './db/backups/backups.ts';
import type { BackupReason } from './db/backups/names.ts';
import { sweepStaged } from './db/backups/restore.ts';
import { backupErrorOf } from './db/errors.ts';
import type { Database } from './db/open.ts';

/** After the start: opening the studio comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 30 * 60_000;
/** A disk gets space, a folder comes back. */
const TRY_AGAIN_MS = 5 * 60_000;

export const backupFolderOf = (folder: string): string => join(folder, 'backups');
export const backupsOf = (folder: string): Backups => createBackups(backupFolderOf(folder));

/** Why the last daily backup could not be made. */
export type BackupFault = 'BACKUP_NO_SPACE' | 'BACKUP_FOLDER' | 'BACKUP_FAILED';

export interface BackupParts {
  readonly services: Pick<AppServices, 'clock' | 'nowMs' | 'logger' | 'reveal' | 'backupThread'>;
  readonly db: Database;
  readonly folder: string;
  /** Goes back to a backup; this profile is closed meanwhile. */
  readonly restore: (name: string) => Promise<void>;
  /** For what failed by itself: it may be the data file that is damaged. */
  readonly onError: (error: unknown) => void;
  /** The daily backup could not be made, or could again. */
  readonly onFault: () => void;
}

/** The copies of a profile's database: one a day by itself, and when somebody asks. */
export function composeBackups({ services, db, folder, restore, onError, onFault }: BackupParts) {
  const { clock, nowMs, backupThread } = services;
  const logger = services.logger.child('backup');
  const backups = backupsOf(folder);
  const place = { folder: backupFolderOf(folder) };
  const stopped = new AbortController();
  let making: Promise<unknown> = Promise.resolve();
  let fault: BackupFault | null = null;

  function become(next: BackupFault | null): void {
    if (next === fault) return;
    fault = next;
    onFault();
  }
  async function makeOne(reason: BackupReason): Promise<string> {
    const input = { ...place, path: db.name, reason, atMs: nowMs() };
    const name = await backupThread.run('make', input, stopped.signal);
    become(null);
    return name;
  }
  /** One at a time. */
  function make(reason: BackupReason): Promise<string> {
    const made = making.then(() => makeOne(reason));
    making = made.catch(() => undefined);
    return made;
  }
  async function look(): Promise<void> {
    try {
      if (backups.isDailyDue(nowMs())) logger.log('info', 'backed up', { name: await make('daily') });
    } catch (error) {
      if (stopped.signal.aborted) return;
      logger.log('error', 'the daily backup failed', { error });
      become(backupErrorOf(error) ?? 'BACKUP_FAILED');
      onError(error);
    }
  }
  async function keepLooking(): Promise<void> {
    for (let pauseMs = FIRST_LOOK_MS; !stopped.signal.aborted; pauseMs = fault ? TRY_AGAIN_MS : LOOK_EVERY_MS) {
      await clock.delay(pauseMs, stopped.signal);
      if (!stopped.signal.aborted) await look();
    }
  }
  /** What cannot be swept now is swept another time; whether the folder can be used shows when it is. */
  function orLater(sweep: () => void): void {
    try {
      sweep();
    } catch (error) {
      logger.log('warn', 'what a former run left could not be removed', { error });
    }
  }

  const deps: BackupDeps = {
    list: () => backupThread.run('list', place),
    make: () => make('manual'),
    check: (name) => backupThread.run('check', { ...place, name }),
    restore,
    faultOf: backupErrorOf,
    showFolder: () => services.reveal(place.folder),
  };
  return {
    deps,
    fault: () => fault,
    start(): void {
      orLater(() => sweepStaged(db.name));
      orLater(backups.sweep);
      void keepLooking();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await making;
      orLater(backups.sweep);
    },
  };
}
