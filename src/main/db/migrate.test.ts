import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/helpers/database.ts';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import type { Op } from '../../shared/domain/merge.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';
import type { Migration, OpUpgrade } from './migration.ts';
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

test('what waits to be sent is brought to the new field groups; what is in flight stays, to the letter', () => {
  const { db, mutator, undo } = openTestDatabase();
  const label = { code: 'course.edit' as const, count: 1, name: '' };
  const edit = (v: Record<string, Record<string, string>>, k: 'put' | 'set'): void =>
    void mutator.mutate({ label, drafts: [{ t: 'courses', id: 'c', k, v }] });
  edit({ title: { title: 'In flight' } }, 'put');
  db.prepare("UPDATE outbox SET state = 'inflight', seq = 1").run();
  edit({ title: { title: 'Queued' } }, 'set');
  db.exec(`INSERT INTO journal (mid, ops, ack_rev, at_ms, schema_v) SELECT 'j', ops, 1, 1, schema_v FROM outbox LIMIT 1;
    INSERT INTO dead_letters (mid, ops, label, code, at_ms, schema_v) SELECT 'd', ops, '', '', 1, schema_v FROM outbox LIMIT 1`);
  const opsOf = (table: string) =>
    (db.prepare(`SELECT mid, ops, schema_v FROM ${table} ORDER BY rowid`).all() as Record<string, string>[]).map(
      ({ ops, schema_v: version }) => [version, (JSON.parse(ops ?? '') as Op[])[0]] as const,
    );
  const [inFlight, queued] = opsOf('outbox');
  const rename =
    (from: string, to: string): OpUpgrade =>
    (op) => {
      const moved = <T>(groups: Readonly<Record<string, T>> = {}): Record<string, T> =>
        Object.fromEntries(Object.entries(groups).map(([name, value]) => [name === from ? to : name, value]));
      return { v: moved(op.v), ...(op.b ? { b: moved(op.b) } : {}) };
    };
  const step = (version: number, from: string, to: string): Migration => {
    return { version, name: to, up: '', upgradeOp: rename(from, to) };
  };
  const first = step(schemaVersion + 1, 'title', 'heading');
  const second = step(schemaVersion + 2, 'heading', 'headline');
  expect(migrate(db, undefined, [...migrations, first]).success).toBe(true);
  const [, { h, b, v }] = queued as readonly [string, Op];
  const asHeading = { h, b: { heading: b?.['title'] }, v: { heading: v['title'] } };
  expect(opsOf('outbox')).toMatchObject([inFlight, [first.version, asHeading]]);
  for (const table of ['journal', 'dead_letters'])
    expect(opsOf(table)).toMatchObject([[first.version, { v: { heading: { title: 'In flight' } } }]]);
  expect(JSON.stringify(db.prepare('SELECT before, after FROM history').all())).not.toContain('"title\\":{');

  // Not taken by the server after all, and queued again: the next update brings it all the way.
  db.prepare("UPDATE outbox SET state = 'queued', seq = NULL").run();
  expect(migrate(db, undefined, [...migrations, first, second]).success).toBe(true);
  expect(opsOf('outbox')).toMatchObject([
    [second.version, { v: { headline: { title: 'In flight' } } }],
    [second.version, { h, b: { headline: b?.['title'] }, v: { headline: v['title'] } }],
  ]);
  expect(undo.peek().undo).toEqual(label);
});

test('words that lost a conflict are known by what their group is called now, in as many as it has become', () => {
  const { db } = openTestDatabase();
  const insert = db.prepare(
    `INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms) VALUES (?, ?, 'c', ?, 'm', ?, 'a', 'b', 1)`,
  );
  insert.run(7, 'courses', 'facts', '{"category":"x","level":"y"}');
  insert.run(8, 'courses', 'title', '{"title":"t"}');
  insert.run(9, 'courses', 'gone', '{"gone":1}');
  const upgradeOp: OpUpgrade = ({ v: { facts, ...others } }) => {
    const v = Object.fromEntries(Object.entries(others).filter(([group]) => group !== 'gone'));
    if (!facts) return { v };
    return { v: { ...v, category: { category: facts['category'] ?? '' }, level: { level: facts['level'] ?? '' } } };
  };
  migrate(db, undefined, [...migrations, { version: schemaVersion + 1, name: 'split', up: '', upgradeOp }]);
  expect(db.prepare('SELECT id, grp, loser, loser_h FROM conflicts ORDER BY id').raw().all()).toEqual([
    [-1, 'level', '{"level":"y"}', 'a'],
    [7, 'category', '{"category":"x"}', 'a'],
    [8, 'title', '{"title":"t"}', 'a'],
  ]);
});

test('an upgrade that fails leaves the file at its former version, with what waits as it was', () => {
  const { db, mutator } = openTestDatabase();
  const label = { code: 'course.edit' as const, count: 1, name: '' };
  mutator.mutate({ label, drafts: [{ t: 'courses', id: 'c', k: 'put', v: { title: { title: 'x' } } }] });
  const before = db.prepare('SELECT * FROM outbox').all();
  const failing: Migration = {
    version: schemaVersion + 1,
    name: 'failing',
    up: 'CREATE TABLE half (x TEXT) STRICT',
    upgradeOp: () => {
      throw new Error('no such value');
    },
  };
  expect(() => migrate(db, undefined, [...migrations, failing])).toThrow('no such value');
  expect(db.prepare('SELECT * FROM outbox').all()).toEqual(before);
  expect(db.pragma('user_version', { simple: true })).toBe(schemaVersion);
  expect(() => db.prepare('SELECT * FROM half')).toThrow('no such table');
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
