import { copyFileSync, existsSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { migration as core } from './migrations/0010-core.ts';
import { migration as sync } from './migrations/0015-sync.ts';
import { migration as syncConflicts } from './migrations/0016-sync-conflicts.ts';
import { migration as uploads } from './migrations/0020-uploads.ts';
import type { Migration } from './migration.ts';
import type { Database } from './open.ts';

export const migrations: readonly Migration[] = [core, sync, syncConflicts, uploads];
export const schemaVersion = Math.max(...migrations.map(({ version }) => version));

/**
 * Brings the file to `schemaVersion`, each step in its own transaction, after a copy beside it. A file written by
 * a newer Lectern is refused and left as it is.
 */
export function migrate(db: Database): Result<{ from: number; to: number }, 'NEWER_VERSION'> {
  const from = Number(db.pragma('user_version', { simple: true }));
  if (from > schemaVersion) {
    return err('NEWER_VERSION', `schema ${from} is newer than ${schemaVersion}`, { found: from, known: schemaVersion });
  }
  const due = migrations.filter(({ version }) => version > from);
  if (from > 0 && due.length > 0) backUp(db, from);
  for (const step of due) {
    db.transaction(() => {
      db.exec(step.up);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
  return ok({ from, to: schemaVersion });
}

function backUp(db: Database, version: number): void {
  const copy = `${db.name}.before-${version}`;
  if (existsSync(copy)) return;
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(db.name, copy);
}
