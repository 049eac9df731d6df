import { backupsOf } from './compose-backups.ts';
import { databaseOf } from './compose-profile.ts';
import { putInPlace } from './db/backups/restore.ts';
import { schemaVersion } from './db/migrate.ts';
import { setDatabaseAside } from './db/set-aside.ts';
import type { Logger } from './lib/logger.ts';

/** What was damaged in this run, where it is kept, and of when the backup is that took its place. */
export interface Damage {
  readonly keptAside: string;
  readonly mendedFromMs: number | null;
}
interface RecoveryDeps {
  readonly folderOf: (profile: string) => string;
  readonly logger: Logger;
  readonly report: (where: string, error: unknown) => string;
}

/** The way on from a damaged data file: it is kept under another name, and the newest good backup takes its place. */
export function createRecovery({ folderOf, logger, report }: RecoveryDeps) {
  let damage: Damage | null = null;

  function setAside(folder: string, mendedFromMs: number | null): void {
    damage = { keptAside: setDatabaseAside(databaseOf(folder), Date.now()), mendedFromMs };
    logger.log('warn', 'the damaged data file was set aside', { ...damage });
  }

  return {
    damage: () => damage,
    /** For an empty file. */
    setAside: (profile: string): void => setAside(folderOf(profile), null),
    /** Answers whether there is something to open now; without a good backup nothing is touched. */
    mend(profile: string): boolean {
      const folder = folderOf(profile);
      try {
        const backups = backupsOf(folder);
        const backup = backups.newestGood(schemaVersion);
        if (!backup) return false;
        setAside(folder, backup.atMs);
        putInPlace(backups.pathOf(backup.name), databaseOf(folder));
        return true;
      } catch (error) {
        report('putting a backup in place', error);
        return false;
      }
    },
  };
}
