import { backupsOf } from './compose-backups.ts';
import { databaseOf } from './compose-profile.ts';
import { putStagedInPlace, stage } from './db/backups/restore.ts';
import { schemaVersion } from './db/migrate.ts';
import { leftAside, setDatabaseAside } from './db/set-aside.ts';
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

  function tell(keptAside: string, mendedFromMs: number | null): void {
    damage = { keptAside, mendedFromMs };
    logger.log('warn', 'the damaged data file was set aside', { ...damage });
  }

  return {
    damage: () => damage,
    /** For an empty file. */
    setAside: (profile: string): void => tell(setDatabaseAside(databaseOf(folderOf(profile)), Date.now()), null),
    /** Whether a kill came after a file was set aside and before its backup took the place: opened so, it were empty. */
    wasInterrupted: (profile: string): boolean =>
      leftAside(databaseOf(folderOf(profile))) !== null &&
      backupsOf(folderOf(profile)).newestGood(schemaVersion) !== null,
    /** Answers whether there is something to open now; without a good backup, or space for it, nothing is touched. */
    mend(profile: string): boolean {
      const folder = folderOf(profile);
      try {
        const backups = backupsOf(folder);
        const backup = backups.newestGood(schemaVersion);
        if (!backup) return false;
        const path = databaseOf(folder);
        stage(backups.pathOf(backup.name), path);
        const keptAside = leftAside(path) ?? setDatabaseAside(path, Date.now());
        putStagedInPlace(path);
        tell(keptAside, backup.atMs);
        return true;
      } catch (error) {
        report('putting a backup in place', error);
        return false;
      }
    },
  };
}
