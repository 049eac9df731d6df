import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/helpers/database.ts';
import { formerFile } from '../../../tests/helpers/former-file.ts';
import { emptyRow } from '../../shared/domain/merge.ts';
import { registry } from '../../shared/domain/registry.ts';
import { createSyncStore } from './sync-store.ts';

const COURSE = '0190a6c8-0000-7000-8000-000000000001';
const LESSON = '0190a6c8-0000-7000-8000-000000000002';
const H = '1790000000000-0000-0000abcd';

/** A file as the app before left it: one lesson pulled, one edited and not yet sent. */
const contentFile = (): string =>
  formerFile(61, (db) => {
    const row = { id: LESSON, fv: { title: H }, chapter_id: 'c', pos: 'a0', title: 'Server', kind: 'text', body: 'b' };
    const op = { t: 'lessons', id: LESSON, k: 'set', h: H.replace('0000-', '0001-'), v: { title: { title: 'Mine' } } };
    db.prepare('INSERT INTO courses (id, title, rev) VALUES (?, ?, 3)').run(COURSE, 'Cells');
    db.prepare("INSERT INTO lessons (id, title, body, rev) VALUES (?, 'Mine', 'b', 4)").run(LESSON);
    db.prepare("INSERT INTO base_rows (tbl, id, row, rev) VALUES ('lessons', ?, ?, 4)").run(
      LESSON,
      JSON.stringify(row),
    );
    db.prepare(
      "INSERT INTO outbox (mid, state, ops, label, schema_v, at_ms) VALUES ('m', 'queued', ?, '{}', 60, 1)",
    ).run(JSON.stringify([op]));
    db.prepare("INSERT INTO outbox_rows (tbl, id, n) VALUES ('lessons', ?, 1)").run(LESSON);
    db.exec("INSERT INTO sync_state (key, value) VALUES ('cursor', '4'), ('registry', 'what the former app knew')");
  });

test('a file of the app before keeps its rows, with the new columns at their initial values', () => {
  const { mutator } = openTestDatabase(contentFile());
  const { title: _title, body: _body, ...lesson } = emptyRow(LESSON, registry.lessons);
  expect(mutator.rows.read('lessons', LESSON)).toEqual({ row: { ...lesson, title: 'Mine', body: 'b' }, rev: 4 });
  expect(mutator.rows.read('courses', COURSE)?.row).toMatchObject({ title: 'Cells', purged_at_ms: null });
});

test('what it had not sent is sent as it was written, merges into a row of today, and everything is pulled again', () => {
  const { db, mutator } = openTestDatabase(contentFile());
  const before = db.prepare('SELECT ops, schema_v FROM outbox').all();
  const store = createSyncStore(db);
  store.position(() => COURSE);
  expect(store.position(() => COURSE).cursor).toBe(0);
  expect(db.prepare('SELECT ops, schema_v FROM outbox').all()).toEqual(before);
  const theirs = {
    ...emptyRow(LESSON, registry.lessons),
    title: 'Server',
    status: 'draft',
    fv: { title: H, status: H },
  };
  store.applyRows([{ table: 'lessons', row: theirs, rev: 5 }]);
  expect(mutator.rows.read('lessons', LESSON)?.row).toMatchObject({ title: 'Mine', status: 'draft', content: {} });
});
