import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../../tests/helpers/temporary.ts';
import { schemaVersion } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { createSyncState } from '../sync-state.ts';
import { createBackups } from './backups.ts';
import { putStagedInPlace, stage } from './restore.ts';

const signal = new AbortController().signal;
const label = { code: 'course.create' as const, count: 1, name: '' };

function setUp() {
  const studio = openTestDatabase(join(temporaryFolder(), 'lectern.db'));
  const folder = join(temporaryFolder(), 'backups');
  const newCourse = (title: string): void =>
    void studio.mutator.mutate({
      label,
      drafts: [{ t: 'courses', id: studio.edit.newId(), k: 'put', v: { title: { title } } }],
    });
  return { ...studio, folder, backups: createBackups(folder), newCourse };
}
function titlesIn(path: string): unknown[] {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const titles = opened.data.prepare('SELECT title FROM courses ORDER BY title').pluck().all();
  opened.data.close();
  return titles;
}

test('a copy of the open database, with what was written while it was made, and without its name until it is whole', async () => {
  const { db, backups, folder, newCourse } = setUp();
  for (let n = 0; n < 2_000; n++) newCourse(`Course ${String(n).padStart(4, '0')}`);
  const making = backups.make(db, 'daily', 1_000, signal);
  newCourse('Meanwhile');
  expect(backups.list()).toEqual([]);
  const name = await making;
  expect(readdirSync(folder)).toEqual([name]);
  expect(backups.list()).toMatchObject([{ name, atMs: 1_000, reason: 'daily', courses: 2_001, schemaVersion }]);
  expect(titlesIn(backups.pathOf(name))).toContain('Meanwhile');
});

test('stopped in the middle it leaves nothing, and what a kill left is swept', async () => {
  const { db, backups, folder, newCourse } = setUp();
  for (let n = 0; n < 2_000; n++) newCourse('x'.repeat(400));
  const stop = new AbortController();
  const making = backups.make(db, 'manual', 1_000, stop.signal);
  stop.abort();
  await expect(making).rejects.toThrow('aborted');
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, '2026-11-26T10-00-00-000Z.daily.db.partial-journal'), 'half');
  backups.sweep();
  expect(readdirSync(folder)).toEqual([]);
});

test('the newest good one is found past damaged and newer ones', () => {
  const { db, backups, newCourse } = setUp();
  newCourse('Good');
  const good = backups.makeNow(db, 'daily', 1_000);
  const truncated = backups.makeNow(db, 'daily', 2_000);
  truncateSync(backups.pathOf(truncated), 9_000);
  writeFileSync(backups.pathOf('2026-11-26T10-00-00-000Z.manual.db'), 'no database');
  db.pragma('user_version = 9999');
  const newer = backups.makeNow(db, 'manual', 4_000);
  expect(backups.newestGood(schemaVersion)?.name).toBe(good);
  expect(['good', 'damaged', 'none', 'good']).toEqual([good, truncated, '../lectern.db', newer].map(backups.check));
});

test('a backup with a torn page, whichever it is, is told as damaged', () => {
  const { db, backups, newCourse } = setUp();
  for (let n = 0; n < 200; n++) newCourse(`Course ${n}`);
  const name = backups.makeNow(db, 'daily', 1_000);
  const whole = readFileSync(backups.pathOf(name));
  for (let page = 0; page * 4096 < whole.length; page++) {
    const torn = Buffer.from(whole);
    torn.fill(0xa5, page * 4096, page * 4096 + 600);
    writeFileSync(backups.pathOf(name), torn);
    expect(backups.check(name), `page ${page}`).toBe('damaged');
  }
});

test('put in place: the content of then, marked for sync, and nothing of the file before it', () => {
  const { db, path, backups, newCourse } = setUp();
  newCourse('Then');
  const name = backups.makeNow(db, 'manual', 1_000);
  newCourse('Since');
  db.close();
  // What a crash leaves beside a file belongs to that file alone.
  writeFileSync(`${path}-wal`, readFileSync(path).subarray(0, 5_000));
  stage(backups.pathOf(name), path);
  putStagedInPlace(path);
  expect(titlesIn(path)).toEqual(['Then']);
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  expect(createSyncState(opened.data).get('restored')).toBe('1');
  expect(titlesIn(backups.pathOf(name))).toEqual(['Then']);
});

test('a backup that cannot be put in place leaves the file as it is', () => {
  const { db, path, backups, newCourse } = setUp();
  newCourse('Here');
  db.close();
  expect(() => stage(backups.pathOf('missing'), path)).toThrow('ENOENT');
  mkdirSync(`${path}.restoring`);
  copyFileSync(path, `${path}.copy`);
  expect(() => stage(`${path}.copy`, path)).toThrow('EISDIR');
  expect(titlesIn(path)).toEqual(['Here']);
  expect(existsSync(path)).toBe(true);
});

test('random damage of any size and place never throws, and a backup that is cut short is never whole', () => {
  const { db, backups, newCourse } = setUp();
  for (let n = 0; n < 50; n++) newCourse(`Course ${n}`);
  const name = backups.makeNow(db, 'daily', 1_000);
  const whole = readFileSync(backups.pathOf(name));
  const at = fc.integer({ min: 0, max: whole.length - 1 });
  fc.assert(
    fc.property(at, fc.uint8Array({ minLength: 1, maxLength: 5_000 }), (from, bytes) => {
      const torn = Buffer.from(whole);
      torn.set(bytes.subarray(0, whole.length - from), from);
      writeFileSync(backups.pathOf(name), torn);
      expect(['damaged', 'good']).toContain(backups.check(name)); // bytes inside a title are nobody's to check
      expect(backups.list().length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(at, (length) => {
      writeFileSync(backups.pathOf(name), whole.subarray(0, length));
      expect(backups.check(name)).toBe('damaged');
    }),
    { numRuns: 60 },
  );
});

test('the oldest of its kind is there to be gone back to, however many there are; the next start lets go of it', () => {
  const { db, backups } = setUp();
  const made = [1, 2, 3, 4, 5, 6].map((n) => backups.makeNow(db, 'replaced', n * 1_000));
  expect(made.map(backups.check)).toEqual(made.map(() => 'good'));
  backups.sweep();
  expect(made.map(backups.check)).toEqual(['none', 'good', 'good', 'good', 'good', 'good']);
});

test('looking for backups makes nothing', () => {
  const { backups, folder } = setUp();
  backups.sweep();
  expect([backups.list(), backups.newestGood(schemaVersion), backups.isDailyDue(1)]).toEqual([[], null, true]);
  expect(existsSync(folder)).toBe(false);
});
