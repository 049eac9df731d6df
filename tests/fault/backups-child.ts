import { join } from 'node:path';
import { createBackups } from '../../src/main/db/backups/backups.ts';
import { putStagedInPlace, stage } from '../../src/main/db/backups/restore.ts';
import { openTestDatabase } from '../helpers/database.ts';

/**
 * A studio's file in a process of its own that is backed up and gone back to without end, until somebody kills it. Says
 * `ready` once it goes round.
 */
const path = process.argv[2] ?? '';
const backups = createBackups(join(path, '../backups'));
backups.sweep();
for (let round = 0; ; round++) {
  const { db, mutator, edit } = openTestDatabase(path);
  const label = { code: 'course.create' as const, count: 1, name: '' };
  for (let n = 0; n < 20; n++)
    mutator.mutate({
      label,
      drafts: [{ t: 'courses', id: edit.newId(), k: 'put', v: { title: { title: `${round}` } } }],
    });
  const atMs = Date.UTC(2026, 0, 1) + round * 1_000;
  const name = round % 2 === 0 ? backups.makeNow(db, 'manual', atMs) : await backups.make(path, 'daily', atMs);
  db.close();
  stage({ backup: backups.pathOf(name), path });
  putStagedInPlace(path);
  if (round === 0) process.stdout.write('ready\n');
}
