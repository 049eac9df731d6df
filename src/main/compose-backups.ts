import { join } from 'node:path';
import type { BackupDeps } from './actions/backup.ts';
import type { AppServices } from './compose-services.ts';
import { type Backups, createBackups } from './db/backups/backups.ts';
import type { BackupReason } from './db/backups/names.ts';
import { sweepStaged } from './db/backups/restore.ts';
import { diskErrorOf } from './db/errors.ts';
import type { Database } from './db/open.ts';
import type { WriteHealth } from './lib/write-health.ts';

/** After the start: opening the studio comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 30 * 60_000;

export const backupsOf = (folder: string): Backups => createBackups(join(folder, 'backups'));

export interface BackupParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly folder: string;
  readonly health: WriteHealth;
  /** Goes back to a backup; this profile is closed meanwhile. */
  readonly restore: (name: string) => Promise<void>;
}

/** The copies of a profile's database: one a day by itself, and when somebody asks. */
export function composeBackups({ services, db, folder, health, restore }: BackupParts) {
  const { clock, nowMs } = services;
  const logger = services.logger.child('backup');
  const backups = backupsOf(folder);
  const stopped = new AbortController();
  let making: Promise<unknown> = Promise.resolve();

  /** One at a time. */
  function make(reason: BackupReason): Promise<string> {
    const made = making.then(() => backups.make(db, reason, nowMs(), stopped.signal));
    making = made.catch(() => undefined);
    return made;
  }
  async function look(): Promise<void> {
    try {
      if (!backups.isDailyDue(nowMs())) return;
      logger.log('info', 'backed up', { name: await make('daily') });
    } catch (error) {
      if (stopped.signal.aborted) return;
      health.noticed(error);
      logger.log('error', 'the daily backup failed', { error });
    }
  }
  async function keepLooking(): Promise<void> {
    for (let pauseMs = FIRST_LOOK_MS; !stopped.signal.aborted; pauseMs = LOOK_EVERY_MS) {
      await clock.delay(pauseMs, stopped.signal);
      if (!stopped.signal.aborted) await look();
    }
  }

  const deps: BackupDeps = {
    list: () =>
      backups
        .list()
        .map(({ name, atMs, reason, bytes, courses, lessons }) => ({ name, atMs, reason, bytes, courses, lessons })),
    make: () => make('manual'),
    check: backups.check,
    restore,
    showFolder: () => services.reveal(join(folder, 'backups')),
  };
  return {
    deps,
    make,
    start(): void {
      try {
        backups.sweep();
        sweepStaged(db.name);
      } catch (error) {
        if (!diskErrorOf(error)) throw error; // a disk that takes no writes is told of elsewhere
      }
      void keepLooking();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await making;
    },
  };
}
