import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damagePage, openTestDatabase, type TestDatabase } from '../../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../../tests/helpers/temporary.ts';
import { openDatabase } from '../open.ts';
import { createDraftTable } from '../tables/drafts.ts';
import { createSettingsTable } from '../tables/settings.ts';
import { createBackups } from './backups.ts';
import { prepareMend } from './mend.ts';
import { putStagedInPlace } from './restore.ts';

const label = { code: 'course.create' as const, count: 1, name: '' };
const newCourse = (studio: TestDatabase, title: string): string => {
  const id = studio.edit.newId();
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'put', v: { title: { title } } }] });
  return id;
};
const rename = (studio: TestDatabase, id: string, title: string): unknown =>
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'set', v: { title: { title } } }] });

/** A studio with a backup of one course; since then it was renamed, and `more` were made. */
function setUp(more = 1) {
  const folder = temporaryFolder();
  const studio = openTestDatabase(join(folder, 'lectern.db'));
  const first = newCourse(studio, 'Then');
  const backups = createBackups(join(folder, 'backups'));
  backups.makeNow(studio.db, 'daily', 1_000);
  rename(studio, first, 'Since');
  for (let n = 0; n < more; n++) newCourse(studio, `New ${n} ${'x'.repeat(200)}`);
  return { folder, first, ...studio };
}
/** What recovery does with the damaged file; answers what the file that takes its place holds. */
function mend(folder: string, path: string) {
  const mended = prepareMend({ folder: join(folder, 'backups'), path, damaged: path, orEmpty: true });
  putStagedInPlace(path);
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const db = opened.data;
  const titles = db
    .prepare('SELECT title FROM courses ORDER BY id')
    .pluck()
    .all()
    .map((title) => String(title).trim());
  return { mended, db, titles: titles.map((title) => title.replace(/ x+$/, '')) };
}
const waiting = (db: BetterSqlite3.Database) =>
  db.prepare('SELECT mid, state, ops FROM outbox ORDER BY n').all() as { mid: string; state: string; ops: string }[];

test('the courses are damaged, what waits is not: all of it is in place and waits under the same mutation ids', () => {
  const { db, path, folder } = setUp(3);
  const before = waiting(db);
  db.close();
  damagePage(path, 'courses');
  const after = mend(folder, path);
  expect(after.titles).toEqual(['Since', 'New 0', 'New 1', 'New 2']);
  expect(after.mended).toEqual({ atMs: 1_000, rescued: before.length - 1 });
  expect(waiting(after.db)).toEqual(before);
  const rows = after.db.prepare('SELECT count(*) FROM outbox_rows').pluck().get();
  const based = after.db.prepare('SELECT count(*) FROM base_rows').pluck().get();
  expect([rows, based]).toEqual([5, 4]);
  expect(after.db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('later edits on the mended file win over what was taken over', () => {
  const { db, path, folder, first } = setUp();
  db.close();
  damagePage(path, 'courses');
  mend(folder, path).db.close();
  const studio = openTestDatabase(path);
  rename(studio, first, 'Later');
  expect(studio.mutator.rows.read('courses', first)?.row['title']).toBe('Later');
});

test('drafts, settings, where files lie, uploads and watched folders are those of the damaged file', () => {
  const { db, path, folder } = setUp();
  createDraftTable(db).save('title', 'a', 1, { title: 'Half a tit' }, 5);
  createSettingsTable(db).set('studio', { theme: 'dark' });
  db.exec(`INSERT INTO media_locations (version_id, path, bytes, mtime_ms, inode) VALUES ('v', '/a.mp4', 1, 1, '1');
    INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, created_at_ms, updated_at_ms)
      VALUES ('u', 'v', '/a.mp4', 1, 'a.mp4', 'video/mp4', 'uploading', 1, 1, 1);
    INSERT INTO upload_parts (upload_id, part_number, bytes, sha1) VALUES ('u', 1, 1, 'x');
    INSERT INTO watched_folders (id, course_id, path, created_at_ms) VALUES ('w', 'c', '/Exports', 1);
    INSERT INTO watched_files (folder_id, path, bytes, mtime_ms, dismissed) VALUES ('w', '/a.mp4', 1, 1, 'offer')`);
  db.close();
  damagePage(path, 'courses');
  const after = mend(folder, path).db;
  expect(createDraftTable(after).open('title', 'a', 1)?.fields).toEqual({ title: 'Half a tit' });
  expect(createSettingsTable(after).get('studio')).toEqual({ theme: 'dark' });
  const count = (table: string): unknown => after.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const tables = ['media_locations', 'uploads', 'upload_parts', 'watched_folders', 'watched_files'];
  expect(tables.map(count)).toEqual([1, 1, 1, 1, 1]);
});

test('a hole in what waits: what lies before and behind it is taken over', () => {
  const { db, path, folder } = setUp(200);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = db
    .prepare("SELECT pageno FROM dbstat WHERE name = 'outbox' AND pagetype = 'leaf' ORDER BY path")
    .pluck()
    .all() as number[];
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, ((pages[Math.floor(pages.length / 2)] ?? 0) - 1) * 4096);
  closeSync(file);
  const { titles, mended, db: after } = mend(folder, path);
  expect(titles).toContain('New 0');
  expect(titles).toContain('New 199');
  expect(mended?.rescued).toBeGreaterThan(150);
  expect(mended?.rescued).toBeLessThan(201);
  expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
});

/** Another letter in a change's id, wherever the file has it. */
function damageId(path: string, mid: string, letter: string): void {
  const whole = readFileSync(path);
  for (let at = whole.indexOf(mid); at >= 0; at = whole.indexOf(mid, at + 1)) whole.write(letter, at + 3);
  writeFileSync(path, whole);
}

test('damage in the id of a change that the backup has: it does not wait twice', () => {
  const { db, path, folder } = setUp(3);
  const [first] = waiting(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  damageId(path, first?.mid ?? '', '0');
  const { mended, db: after } = mend(folder, path);
  expect(mended?.rescued).toBe(4);
  expect(waiting(after).map(({ mid }) => mid)[0]).toBe(first?.mid);
});

test('damage in the id of a change that the backup does not have: it waits under an id that the server takes', () => {
  const { db, path, folder } = setUp(3);
  const last = waiting(db).at(-1);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  damageId(path, last?.mid ?? '', '?');
  const { mended, db: after } = mend(folder, path);
  expect(mended?.rescued).toBe(4);
  const now = waiting(after).at(-1);
  expect(now?.ops).toBe(last?.ops);
  expect(now?.mid).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
});

test('a file that was cut short is read as far as it goes', () => {
  const { db, path, folder } = setUp(3);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  truncateSync(path, readFileSync(path).length - 3 * 4096);
  expect(openDatabase(path)).toMatchObject({ error: { code: 'CORRUPT' } });
  const { titles, mended } = mend(folder, path);
  expect(titles).toEqual(['Since', 'New 0', 'New 1', 'New 2']);
  expect(mended?.rescued).toBe(4);
});

test('without a backup an empty file takes the place, with what waited', () => {
  const { db, path, folder } = setUp();
  writeFileSync(join(folder, 'backups', '2026-11-26T10-00-00-000Z.manual.db'), 'no database');
  writeFileSync(createBackups(join(folder, 'backups')).pathOf('1970-01-01T00-00-01-000Z.daily.db'), 'damaged, too');
  db.close();
  damagePage(path, 'lessons');
  const parts = { folder: join(folder, 'backups'), path, damaged: path };
  expect(prepareMend({ ...parts, orEmpty: false })).toBeNull();
  const { mended, titles } = mend(folder, path);
  expect(mended).toEqual({ atMs: null, rescued: 3 });
  expect(titles).toEqual(['Since', 'New 0']);
});

test('random damage of any size and place: never a throw, and always a sound file that has the backup', () => {
  const { db, path, folder } = setUp(40);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const whole = readFileSync(path);
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 9_000 });
  const edit = fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), bytes);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const torn = Buffer.from(whole);
      for (const [at, some] of edits) torn.set(some.subarray(0, whole.length - at), at);
      const place = temporaryFolder();
      const damaged = join(place, 'lectern.db');
      writeFileSync(damaged, torn);
      const parts = { folder: join(folder, 'backups'), path: damaged, damaged, orEmpty: false };
      // The one that the backup has counts among them where both its id and its text are hit.
      expect(prepareMend(parts)?.rescued).toBeLessThanOrEqual(42);
      putStagedInPlace(damaged);
      const after = new BetterSqlite3(damaged);
      expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(after.prepare('SELECT count(*) FROM courses').pluck().get()).toBeGreaterThanOrEqual(1);
      after.close();
    }),
    { numRuns: 40 },
  );
});
