import { expect, test } from 'vitest';
import { editElsewhere, openTestDatabase } from '../../../tests/helpers/database.ts';
import type { Op } from '../../shared/domain/merge.ts';

const id = '0190a6c8-0000-7000-8000-000000000001';
const label = { code: 'course.edit' as const, count: 1, name: '' };
const create = { t: 'courses', id, k: 'put' as const, v: { title: { title: 'Cells' } } };
const rename = (title: string) => ({ t: 'courses', id, k: 'set' as const, v: { title: { title } } });
const outbox = (studio: ReturnType<typeof openTestDatabase>) =>
  studio.db.prepare('SELECT mid, state, ops FROM outbox ORDER BY n').all() as {
    mid: string;
    state: string;
    ops: string;
  }[];

test('a change is in its row, the outbox and the undo history, or in none of them', () => {
  const studio = openTestDatabase();
  studio.mutator.mutate({ label, drafts: [create] });
  expect(studio.mutator.rows.read('courses', id)?.row['title']).toBe('Cells');
  expect(outbox(studio)).toHaveLength(1);
  const failing = () =>
    studio.mutator.mutate({
      label,
      drafts: [rename('Lost')],
      alongside: () => {
        throw new Error('disk gone');
      },
    });
  expect(failing).toThrow('disk gone');
  expect(studio.mutator.rows.read('courses', id)?.row['title']).toBe('Cells');
  expect(outbox(studio)).toHaveLength(1);
  expect(studio.undo.peek().undo?.code).toBe('course.edit');
});

test('edits of the same field coalesce while queued, under a new mutation id, but stay separate undo steps', () => {
  const studio = openTestDatabase();
  studio.mutator.mutate({ label, drafts: [create] });
  const first = studio.mutator.mutate({ label, drafts: [rename('A')] });
  const second = studio.mutator.mutate({ label, drafts: [rename('B')] });
  expect(second).not.toBe(first);
  expect(outbox(studio).map(({ mid }) => mid)).toEqual([expect.any(String), second]);
  studio.undo.undo();
  expect(studio.mutator.rows.read('courses', id)?.row['title']).toBe('A');
});

test('an entry that is on its way is frozen: a later edit gets its own', () => {
  const studio = openTestDatabase();
  studio.mutator.mutate({ label, drafts: [create] });
  studio.mutator.mutate({ label, drafts: [rename('A')] });
  studio.db.prepare("UPDATE outbox SET state = 'inflight', seq = n").run();
  studio.mutator.mutate({ label, drafts: [rename('B')] });
  const titles = outbox(studio).map(({ ops }) => (JSON.parse(ops) as Op[])[0]?.v['title']?.['title']);
  expect(titles).toEqual(['Cells', 'A', 'B']);
});

test('what was typed over goes neither to the server nor into the undo step: only that the rest was not seen does', () => {
  const studio = openTestDatabase();
  studio.mutator.mutate({ label, drafts: [create] });
  studio.db.exec('DELETE FROM outbox');
  editElsewhere(studio, rename('Theirs'));
  studio.mutator.mutate({ label, drafts: [{ ...rename('Mine'), over: { title: 'Cells' } }] });
  const [op] = JSON.parse(outbox(studio)[0]?.ops ?? '[]') as Op[];
  expect(op).toEqual({ ...rename('Mine'), h: expect.any(String), b: {} });
  expect(studio.db.prepare('SELECT after FROM history ORDER BY n DESC').pluck().get()).toBe(
    JSON.stringify([rename('Mine')]),
  );
  studio.undo.undo();
  expect(studio.mutator.rows.read('courses', id)?.row['title']).toBe('Theirs');
});

test('stamps rise even when the clock goes back', () => {
  const studio = openTestDatabase();
  studio.mutator.mutate({ label, drafts: [create] });
  const stamps: string[] = [];
  for (const title of ['A', 'B', 'C']) {
    studio.mutator.mutate({ label, drafts: [rename(title)] });
    stamps.push(studio.mutator.rows.read('courses', id)?.row.fv['title'] ?? '');
  }
  expect(stamps.toSorted()).toEqual(stamps);
  expect(new Set(stamps).size).toBe(3);
});

test('a change of a row that does not exist leaves no trace', () => {
  const studio = openTestDatabase();
  expect(studio.mutator.mutate({ label, drafts: [rename('Nobody')] })).toBeNull();
  expect(outbox(studio)).toEqual([]);
  expect(studio.undo.peek().undo).toBeNull();
});

test('a very large mutation is one undo step and several outbox entries, each row in its own', () => {
  const studio = openTestDatabase();
  const drafts = Array.from({ length: 2_500 }, () => ({ ...create, id: studio.edit.newId() }));
  studio.mutator.mutate({ label, drafts });
  const entries = outbox(studio).map(({ ops }) => (JSON.parse(ops) as Op[]).length);
  expect(entries).toEqual([1_000, 1_000, 500]);
  expect(studio.db.prepare('SELECT count(*) FROM outbox_rows').pluck().get()).toBe(2_500);
  studio.undo.undo();
  expect(studio.undo.peek().undo).toBeNull();
});
