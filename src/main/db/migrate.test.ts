import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';
import { openDatabase } from './open.ts';

test('versions rise and are unique', () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
});

test('a new file gets every step; opening it again changes nothing', () => {
  const { db } = openTestDatabase();
  expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion);
  expect(migrate(db)).toEqual({ success: true, data: { from: schemaVersion, to: schemaVersion } });
});

test('a file of a newer Lectern is refused and stays as it is, byte for byte', () => {
  const { db, path } = openTestDatabase();
  db.pragma(`user_version = ${schemaVersion + 1}`);
  db.close();
  const before = readFileSync(path);
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  expect(migrate(opened.data)).toMatchObject({ success: false, error: { code: 'NEWER_VERSION' } });
  opened.data.close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('an older file is backed up before it is brought up to date, and only then', () => {
  const path = join(temporaryFolder(), 'old.db');
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const [first] = migrations;
  opened.data.exec(first?.up ?? '');
  opened.data.pragma(`user_version = ${first?.version}`);
  const seen: unknown[] = [];
  const version = () => opened.data.pragma('user_version', { simple: true });
  expect(migrate(opened.data, () => seen.push(version())).success).toBe(true);
  expect(migrate(opened.data, () => seen.push(version())).success).toBe(true);
  expect(seen).toEqual([first?.version]);
});

test('a file that is no database, or a damaged one, is named as such', () => {
  const path = join(temporaryFolder(), 'broken.db');
  writeFileSync(path, 'not a database, but long enough to look at: '.repeat(40));
  expect(openDatabase(path)).toMatchObject({ success: false, error: { code: 'CORRUPT' } });
});

test('a path on a share is refused before anything is opened', () => {
  expect(openDatabase('\\\\server\\share\\lectern.db')).toMatchObject({
    success: false,
    error: { code: 'NETWORK_PATH' },
  });
});
