import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../../tests/helpers/temporary.ts';
import { schemaVersion } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { createSyncState } from '../sync-state.ts';
import { createBackups } from './backups.ts';
import { putInPlace } from './restore.ts';

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

test('bytes flipped anywhere in a backup never throw, and never pass for whole when a page is torn', () => {
  const { db, backups, newCourse } = setUp();
  for (let n = 0; n < 200; n++) newCourse(`Course ${n}`);
  const name = backups.makeNow(db, 'daily', 1_000);
  const whole = readFileSync(backups.pathOf(name));
  for (let page = 0; page * 4096 < whole.length; page++) {
    const torn = Buffer.from(whole);
    torn.fill(0xa5, page * 4096, page * 4096 + 600);
    writeFileSync(backups.pathOf(name), torn);
    expect(['damaged', 'good']).toContain(backups.check(name));
    if (page === 0) expect(backups.check(name)).toBe('damaged');
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
  putInPlace(backups.pathOf(name), path);
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
  expect(() => putInPlace(backups.pathOf('missing'), path)).toThrow('ENOENT');
  mkdirSync(`${path}.restoring`);
  copyFileSync(path, `${path}.copy`);
  expect(() => putInPlace(`${path}.copy`, path)).toThrow('EISDIR');
  expect(titlesIn(path)).toEqual(['Here']);
  expect(existsSync(path)).toBe(true);
});
