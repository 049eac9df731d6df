import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { schemaVersion } from './migrate.ts';
import { type Database, openDatabase } from './open.ts';
import { probeWrite } from './probe-write.ts';
import { setDatabaseAside } from './set-aside.ts';

function open(path: string): Database {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  return opened.data;
}

/** A database as a crash leaves it: the last commit is in the WAL only. */
function crashedDatabase(version: number): string {
  const path = join(temporaryFolder(), 'lectern.db');
  const db = open(path);
  db.exec(`CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT); PRAGMA user_version = ${version}`);
  const left = join(temporaryFolder(), 'lectern.db');
  for (const part of ['', '-wal']) copyFileSync(path + part, left + part);
  db.close();
  return left;
}

test('a file of a newer schema stays as it is, byte for byte, its WAL too', () => {
  const path = crashedDatabase(schemaVersion + 1);
  const before = [readFileSync(path), readFileSync(`${path}-wal`)];
  expect(openDatabase(path, schemaVersion)).toMatchObject({ success: false, error: { code: 'NEWER_VERSION' } });
  expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
});

test('what a crash left in the WAL is there again', () => {
  const db = open(crashedDatabase(7));
  expect(db.pragma('user_version', { simple: true })).toBe(7);
  db.close();
});

test('killed in a change without a WAL, as on the way to one: the change is taken back and the file opens', () => {
  const path = join(temporaryFolder(), 'lectern.db');
  const db = open(path);
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 7; CREATE TABLE t (x)');
  db.exec('PRAGMA cache_size = 1; BEGIN; PRAGMA user_version = 8');
  for (let n = 0; n < 50; n++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(4_000)); // spills into the file
  const left = join(temporaryFolder(), 'lectern.db');
  for (const part of ['', '-journal']) copyFileSync(path + part, left + part);
  db.close();
  const opened = open(left);
  expect(opened.pragma('user_version', { simple: true })).toBe(7);
  expect(opened.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0);
  opened.close();
});

test('a file cut short is called damaged', () => {
  const path = crashedDatabase(1);
  open(path).close();
  truncateSync(path, 5_000);
  expect(openDatabase(path)).toMatchObject({ success: false, error: { code: 'CORRUPT' } });
});

test('a damaged database is set aside with all its parts', () => {
  const path = crashedDatabase(1);
  writeFileSync(`${path}-shm`, 'shared memory');
  const kept = setDatabaseAside(path, Date.UTC(2026, 10, 20, 9, 30));
  expect(basename(kept)).toBe('lectern.db.damaged-2026-11-20T09-30-00-000Z');
  expect(readdirSync(dirname(path)).toSorted()).toEqual(['', '-shm', '-wal'].map((part) => basename(kept) + part));
  expect(existsSync(path)).toBe(false);
});

test('a trial write leaves nothing behind, and says when the file takes no more', () => {
  const db = open(crashedDatabase(1));
  probeWrite(db);
  expect(db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(0);
  db.exec('VACUUM; PRAGMA max_page_count = 1'); // no free pages, and no more than it has
  expect(() => probeWrite(db)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  db.close();
});
