import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsOf } from '../../src/main/compose-backups.ts';
import { createRecovery } from '../../src/main/compose-recovery.ts';
import { prepareMend } from '../../src/main/db/backups/mend.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createLogger } from '../../src/main/lib/logger.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const label = { code: 'course.create' as const, count: 1, name: '' };
const CHILD = join(import.meta.dirname, 'backups-mend-child.ts');

/** A profile with one backup of one course, and a data file that was cut short since. */
function damagedProfile() {
  const folder = temporaryFolder();
  const path = join(folder, 'lectern.db');
  const { db, mutator, edit } = openTestDatabase(path);
  const newCourse = (title: string): void =>
    void mutator.mutate({ label, drafts: [{ t: 'courses', id: edit.newId(), k: 'put', v: { title: { title } } }] });
  newCourse('Kept');
  const backup = backupsOf(folder).makeNow(db, 'daily', 1_000);
  newCourse('Waits'); // to be sent, and not in the backup
  db.close();
  truncateSync(path, statSync(path).size - 2 * 4096);
  const logger = createLogger(join(folder, 'logs'), () => 0);
  const recovery = createRecovery({ folderOf: () => folder, logger, report: () => 'incident' });
  return { folder, path, backup, recovery, damaged: readFileSync(path) };
}
const aside = (folder: string): string[] => readdirSync(folder).filter((name) => /\.damaged-[^.]*Z$/.test(name));

/** What the start does with a profile; null when it cannot be opened. */
async function titlesAfterStart({ path, recovery }: ReturnType<typeof damagedProfile>): Promise<unknown[] | null> {
  const tryOpen = () => (recovery.wasInterrupted('first') ? null : openDatabase(path));
  let opened = tryOpen();
  if (!opened?.success && (await recovery.mend('first', async (parts) => prepareMend(parts)))) opened = tryOpen();
  if (!opened?.success) return null;
  const titles = opened.data.prepare('SELECT title FROM courses ORDER BY title').pluck().all();
  opened.data.close();
  return titles;
}

test('killed before any step of the quarantine: the next start is on the backup, says so, and the damaged file is kept', async () => {
  for (let step = 1; ; step++) {
    const profile = damagedProfile();
    const { status, signal, stderr } = spawnSync(process.execPath, [CHILD, profile.folder, String(step)]);
    if (status === 0) {
      expect(step).toBeGreaterThan(8); // or nothing was killed
      break;
    }
    expect(signal, `${step}: ${String(stderr)}`).toBe('SIGKILL');
    const wasDone = existsSync(profile.path) && aside(profile.folder).length > 0;
    expect(await titlesAfterStart(profile), `killed before step ${step}`).toEqual(['Kept', 'Waits']);
    const kept = aside(profile.folder);
    expect(kept.map((name) => readFileSync(join(profile.folder, name)).equals(profile.damaged))).toEqual([true]);
    // Killed after the last rename the start finds nothing to mend, and nothing to tell.
    const told = wasDone ? null : { keptAside: join(profile.folder, kept[0] ?? ''), mendedFromMs: 1_000, rescued: 1 };
    expect(profile.recovery.damage()).toEqual(told);
  }
}, 120_000);

test('a backup that finds no space leaves the damaged file where it is, and nothing is told that is not so', async () => {
  const profile = damagedProfile();
  mkdirSync(`${profile.path}.restoring`); // the copy cannot be made, as on a full disk
  expect(await titlesAfterStart(profile)).toBeNull();
  expect(readFileSync(profile.path).equals(profile.damaged)).toBe(true);
  expect([aside(profile.folder), profile.recovery.damage()]).toEqual([[], null]);
});

test('without a good backup nothing is touched', async () => {
  const profile = damagedProfile();
  truncateSync(backupsOf(profile.folder).pathOf(profile.backup), 5_000);
  expect(await titlesAfterStart(profile)).toBeNull();
  expect(readFileSync(profile.path).equals(profile.damaged)).toBe(true);
});
