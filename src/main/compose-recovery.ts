import { backupFolderOf, backupsOf } from './compose-backups.ts';
import { databaseOf } from './compose-profile-data.ts';
import type { Mended, MendParts } from './db/backups/mend.ts';
import { isStaged, putStagedInPlace } from './db/backups/restore.ts';
import { leftAside, setDatabaseAside } from './db/set-aside.ts';
import type { AppServices } from './compose-services.ts';
import type { Logger } from './lib/logger.ts';

/** What was damaged in this run, where it is kept, and of when the backup is that took its place. */
export interface Damage {
  readonly keptAside: string;
  readonly mendedFromMs: number | null;
  /** How many changes that had not been sent were taken over from it. */
  readonly rescued: number;
}
interface RecoveryDeps {
  readonly folderOf: (profile: string) => string;
  readonly logger: Logger;
  readonly report: (where: string, error: unknown) => string;
}
/** Stages what takes the place of a damaged file; null when there is nothing. */
export type PrepareMend = (parts: MendParts) => Promise<Mended | null>;

export const prepareIn =
  ({ backupThread }: Pick<AppServices, 'backupThread'>): PrepareMend =>
  (parts) =>
    backupThread.run('mend', parts);

interface PutParts {
  readonly services: Pick<AppServices, 'backupThread' | 'nowMs'>;
  readonly folder: string;
  readonly backup: string;
  /** Closes the profile. */
  readonly close: () => Promise<void>;
}

/**
 * Puts a backup in the place of a profile's database. What is there is backed up first, so that going back can itself be
 * taken back: when it is closed, so that it is all of it. Throws what the disk throws, before the close or after it.
 */
export async function putInPlace({ services, folder, backup, close }: PutParts): Promise<void> {
  const path = databaseOf(folder);
  await services.backupThread.run('stage', { backup: backupsOf(folder).pathOf(backup), path });
  await close();
  const input = { folder: backupFolderOf(folder), path, reason: 'replaced' as const, atMs: services.nowMs() };
  await services.backupThread.run('make', input);
  putStagedInPlace(path);
}

/** The way on from a damaged data file: it is kept under another name, and the newest good backup takes its place. */
export function createRecovery({ folderOf, logger, report }: RecoveryDeps) {
  let damage: Damage | null = null;

  function tell(keptAside: string, mended: Mended | null): void {
    damage = { keptAside, mendedFromMs: mended?.atMs ?? null, rescued: mended?.rescued ?? 0 };
    logger.log('warn', 'the damaged data file was set aside', { ...damage });
  }

  async function replace(profile: string, prepare: PrepareMend, orEmpty: boolean): Promise<boolean> {
    const folder = folderOf(profile);
    const path = databaseOf(folder);
    try {
      const damaged = leftAside(path) ?? path;
      const mended = await prepare({ folder: backupFolderOf(folder), path, damaged, orEmpty });
      if (!mended) return false;
      const keptAside = leftAside(path) ?? setDatabaseAside(path, Date.now());
      putStagedInPlace(path);
      tell(keptAside, mended);
      return true;
    } catch (error) {
      report('putting a backup in place', error);
      return false;
    }
  }

  return {
    damage: () => damage,
    /** For a backup, or an empty file, with what can be read of the damaged one; without that where there is no space. */
    async setAside(profile: string, prepare: PrepareMend): Promise<void> {
      if (await replace(profile, prepare, true)) return;
      const path = databaseOf(folderOf(profile));
      tell(leftAside(path) ?? setDatabaseAside(path, Date.now()), null);
    },
    /** Whether a kill came after a file was set aside and before another took the place: opened so, it were empty. */
    wasInterrupted(profile: string): boolean {
      const path = databaseOf(folderOf(profile));
      return leftAside(path) !== null && (isStaged(path) || backupsOf(folderOf(profile)).newestGood() !== null);
    },
    /** Answers whether there is something to open now; without a good backup, or space for it, nothing is touched. */
    mend: (profile: string, prepare: PrepareMend): Promise<boolean> => replace(profile, prepare, false),
  };
}
