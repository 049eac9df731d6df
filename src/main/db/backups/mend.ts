import { type Backups, createBackups } from './backups.ts';
import { stage } from './restore.ts';

export interface MendParts {
  /** Of the backups. */
  readonly folder: string;
  /** The database that is damaged, or has been set aside. */
  readonly path: string;
  /** Where the damaged file lies now. */
  readonly damaged: string;
  /** Whether to stage an empty file when there is no good backup. */
  readonly orEmpty: boolean;
}
export interface Mended {
  /** Of when the backup is; null for an empty file. */
  readonly atMs: number | null;
  /** How many changes that waited to be sent were taken over from the damaged file. */
  readonly rescued: number;
}

function newestGood(backups: Backups, isEnough: boolean) {
  try {
    return backups.newestGood();
  } catch (error) {
    if (isEnough) return null; // the folder of the backups is damaged, too
    throw error;
  }
}

/**
 * Stages what is to take the place of a damaged database: its newest good backup, with what only this computer has.
 * Null when there is none. Throws what the disk throws, and has touched nothing then.
 */
export function prepareMend({ folder, path, damaged, orEmpty }: MendParts): Mended | null {
  const backups = createBackups(folder);
  const found = newestGood(backups, orEmpty);
  if (!found && !orEmpty) return null;
  const { rescued } = stage({ backup: found && backups.pathOf(found.name), path, damaged });
  return { atMs: found?.atMs ?? null, rescued };
}
