import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damagePage, openTestDatabase } from '../../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../../tests/helpers/temporary.ts';
import { migrations, schemaVersion } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { createSyncState } from '../sync-state.ts';
import { createSettingsTable } from '../tables/settings.ts';
import { createBackups } from './backups.ts';
import { putStagedInPlace, stage } from './restore.ts';
import { createBackupThread } from './thread.ts';

const thread = createBackupThread((job) => new Worker(new URL('worker.ts', import.meta.url), { workerData: job }));
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

test('one state of the open database, in a thread, while others write; without its name until it is whole', async () => {
  const { path, backups, folder, newCourse } = setUp();
  for (let n = 0; n < 300; n++) newCourse(`Course ${String(n).padStart(4, '0')}`);
  const making = thread.run('make', { folder, path, reason: 'daily', atMs: 1_000 });
  let written = 0;
  const writing = setInterval(() => newCourse(`Meanwhile ${written++}`), 1);
  const name = await making;
  clearInterval(writing);
  expect(readdirSync(folder)).toEqual([name]);
  const [made] = await thread.run('list', { folder });
  expect(made).toMatchObject({ name, atMs: 1_000, reason: 'daily', isNewer: false });
  // As far as it had come when the copy began, with nothing left out before that.
  const meanwhile = Number(made?.courses) - 300;
  expect(meanwhile).toBeLessThanOrEqual(written);
  expect(titlesIn(backups.pathOf(name)).filter((title) => String(title).startsWith('Meanwhile'))).toHaveLength(
    meanwhile,
  );
});

test('edits between the steps of a copy neither get into it nor make it start again', async () => {
  const { db, path, backups, newCourse } = setUp();
  newCourse('Before');
  createSettingsTable(db).set('padding', ' '.repeat(30_000_000)); // several steps
  let written = 0;
  const write = (): void => {
    if (written === 200) return;
    newCourse(`Meanwhile ${written++}`);
    setImmediate(write);
  };
  const making = backups.make(path, 'daily', 1_000);
  write();
  const name = await making;
  const writtenThen = written;
  written = 200;
  expect(titlesIn(backups.pathOf(name))).toEqual(['Before']);
  expect(writtenThen).toBeLessThan(200); // it did not wait for the edits to end
  expect(writtenThen).toBeGreaterThan(1);
});

test('stopped in the middle it has no name, holds on to nothing, and what is left is swept', async () => {
  const { db, path, backups, folder, newCourse } = setUp();
  for (let n = 0; n < 300; n++) newCourse('x'.repeat(4_000));
  const stop = new AbortController();
  const making = thread.run('make', { folder, path, reason: 'manual', atMs: 1_000 }, stop.signal);
  stop.abort();
  await expect(making).rejects.toThrow('aborted');
  expect(backups.list()).toEqual([]);
  expect(db.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '2026-11-26T10-00-00-000Z.daily.db.partial-journal'), 'half');
  backups.sweep();
  expect(readdirSync(folder)).toEqual([]);
});

test('what the disk answers comes out of the thread with its code', async () => {
  const { path, folder, newCourse, backups } = setUp();
  newCourse('One');
  writeFileSync(folder, 'a file where the folder should be');
  const making = thread.run('make', { folder, path, reason: 'manual', atMs: 1_000 });
  await expect(making).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) });
  await expect(thread.run('list', { folder })).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(() => backups.list()).toThrow('ENOTDIR');
});

test('a backup of a damaged data file is none: the damage is found, and the backups of before stay', async () => {
  const { db, path, folder, backups, newCourse } = setUp();
  for (let n = 0; n < 400; n++) newCourse(`Course ${n}`);
  const good = backups.makeNow(db, 'daily', 1_000);
  damagePage(path, 'courses');
  const making = thread.run('make', { folder, path, reason: 'daily', atMs: 2_000 });
  await expect(making).rejects.toMatchObject({ code: 'SQLITE_CORRUPT' });
  expect(readdirSync(folder)).toEqual([good]);
  expect(backups.newestGood()?.name).toBe(good);
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
  expect(backups.newestGood()?.name).toBe(good);
  expect(['good', 'damaged', 'none', 'newer']).toEqual([good, truncated, '../lectern.db', newer].map(backups.check));
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
  stage({ backup: backups.pathOf(name), path });
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
  expect(() => stage({ backup: backups.pathOf('missing'), path })).toThrow('ENOENT');
  mkdirSync(`${path}.restoring`);
  copyFileSync(path, `${path}.copy`);
  expect(() => stage({ backup: `${path}.copy`, path })).toThrow('EISDIR');
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
      expect(['damaged', 'good', 'newer']).toContain(backups.check(name)); // bytes inside a title are nobody's to check
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
  expect([backups.list(), backups.newestGood(), backups.isDailyDue(1)]).toEqual([[], null, true]);
  expect(existsSync(folder)).toBe(false);
});

test('a backup of an older schema is brought to this one before it takes the place; the backup stays as it is', () => {
  const { db, path, backups, folder, newCourse } = setUp();
  newCourse('Of now');
  mkdirSync(folder, { recursive: true });
  const older = backups.pathOf('2026-01-01T10-00-00-000Z.daily.db');
  const made = new BetterSqlite3(older);
  const [core] = migrations;
  made.exec(core?.up ?? '');
  made.pragma(`user_version = ${core?.version}`);
  made.prepare("INSERT INTO courses (id, title) VALUES ('a', 'Of long ago')").run();
  made.close();
  const before = readFileSync(older);
  expect(backups.list()).toMatchObject([{ isNewer: false, courses: 1 }]);
  db.close();
  stage({ backup: older, path });
  putStagedInPlace(path);
  expect(titlesIn(path)).toEqual(['Of long ago']);
  const opened = new BetterSqlite3(path);
  expect(opened.pragma('user_version', { simple: true })).toBe(schemaVersion);
  opened.close();
  expect(readFileSync(older).equals(before)).toBe(true);
});

test('a backup of a newer schema is listed as such, whatever is in it, and never put in place', () => {
  const { db, path, backups, newCourse } = setUp();
  newCourse('Here');
  db.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
  const newer = backups.makeNow(db, 'manual', 1_000);
  const other = new BetterSqlite3(backups.pathOf(newer));
  other.exec('DROP TABLE courses');
  other.close();
  expect(backups.list()).toMatchObject([{ isNewer: true, courses: null, lessons: null }]);
  expect([backups.check(newer), backups.newestGood()]).toEqual(['newer', null]);
  expect(() => stage({ backup: backups.pathOf(newer), path })).toThrow('newer');
  expect(existsSync(`${path}.restoring`)).toBe(false);
});
