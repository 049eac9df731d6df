import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { migration as core } from './migrations/0010-core.ts';
import { migration as sync } from './migrations/0015-sync.ts';
import { migration as syncConflicts } from './migrations/0016-sync-conflicts.ts';
import { migration as uploads } from './migrations/0020-uploads.ts';
import { migration as historyPassedOver } from './migrations/0038-history-passed-over.ts';
import { migration as mutationParts } from './migrations/0039-mutation-parts.ts';
import { migration as conflictSides } from './migrations/0040-conflict-sides.ts';
import { migration as notices } from './migrations/0042-notices.ts';
import { migration as uploadsByLength } from './migrations/0050-uploads-by-length.ts';
import { migration as uploadsAsIs } from './migrations/0051-uploads-as-is.ts';
import { migration as uploadReceipts } from './migrations/0052-upload-receipts.ts';
import { migration as jobs } from './migrations/0053-jobs.ts';
import { migration as watchedFolders } from './migrations/0058-watched-folders.ts';
import { migration as copiedParts } from './migrations/0060-copied-parts.ts';
import { migration as storedVerdicts } from './migrations/0065-stored-verdicts.ts';
import { migration as courseContent } from './migrations/0070-course-content.ts';
import { migration as uploadsByHand } from './migrations/0071-uploads-by-hand.ts';
import { migration as storedObjects } from './migrations/0072-stored-objects.ts';
import { migration as notedUploads } from './migrations/0073-noted-uploads.ts';
import { migration as publications } from './migrations/0075-publications.ts';
import { migration as draftsOfWindows } from './migrations/0076-drafts-of-windows.ts';
import type { Migration } from './migration.ts';
import type { Database } from './open.ts';
import { upgradeOps } from './upgrade-ops.ts';

export const migrations: readonly Migration[] = [
  core,
  sync,
  syncConflicts,
  uploads,
  historyPassedOver,
  mutationParts,
  conflictSides,
  notices,
  uploadsByLength,
  uploadsAsIs,
  uploadReceipts,
  jobs,
  watchedFolders,
  copiedParts,
  storedVerdicts,
  courseContent,
  uploadsByHand,
  storedObjects,
  notedUploads,
  publications,
  draftsOfWindows,
];
export const schemaVersion = Math.max(...migrations.map(({ version }) => version));

/**
 * Brings the file to the last step's version, each step in its own transaction, after `backUp` has kept what was there. A
 * file written by a newer Lectern is refused and left as it is. Throws what SQLite and `backUp` throw.
 */
export function migrate(
  db: Database,
  backUp: () => void = () => undefined,
  steps = migrations,
): Result<{ from: number; to: number }, 'NEWER_VERSION'> {
  const from = Number(db.pragma('user_version', { simple: true }));
  const to = steps.at(-1)?.version ?? 0;
  if (from > to) return err('NEWER_VERSION', `schema ${from} is newer than ${to}`, { found: from, known: to });
  const due = steps.filter(({ version }) => version > from);
  if (from > 0 && due.length > 0) backUp();
  for (const step of due) {
    db.transaction(() => {
      db.exec(step.up);
      upgradeOps(db, steps.slice(0, steps.indexOf(step) + 1));
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
  return ok({ from, to });
}
