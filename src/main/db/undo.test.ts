import { expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/helpers/database.ts';

const id = '0190a6c8-0000-7000-8000-000000000001';
const label = { code: 'course.edit' as const, count: 1, name: 'x' };
const titleOf = (studio: TestDatabase) => studio.mutator.rows.read('courses', id)?.row['title'];
const deletedAt = (studio: TestDatabase) => studio.mutator.rows.read('courses', id)?.row['deleted_at_ms'];

function withTitles(...titles: string[]): TestDatabase {
  const studio = openTestDatabase();
  const [first = '', ...more] = titles;
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'put', v: { title: { title: first } } }] });
  for (const title of more)
    studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'set', v: { title: { title } } }] });
  return studio;
}

test('steps are undone and redone one by one, the making of the row included', () => {
  const studio = withTitles('A', 'B', 'C');
  studio.undo.undo();
  expect(titleOf(studio)).toBe('B');
  studio.undo.undo();
  expect(titleOf(studio)).toBe('A');
  studio.undo.undo();
  expect(deletedAt(studio)).toEqual(expect.any(Number));
  expect(studio.undo.undo()).toMatchObject({ success: false, error: { code: 'NOTHING_TO_UNDO' } });
  for (const title of ['A', 'B', 'C']) {
    expect(studio.undo.redo().success).toBe(true);
    expect(titleOf(studio)).toBe(title);
    expect(deletedAt(studio)).toBeNull();
  }
});

test('steps survive a restart', () => {
  const before = withTitles('A', 'B');
  before.db.close();
  const after = openTestDatabase(before.path);
  expect(after.undo.undo().success).toBe(true);
  expect(titleOf(after)).toBe('A');
});

test('after a new edit there is nothing to redo', () => {
  const studio = withTitles('A', 'B');
  studio.undo.undo();
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'set', v: { title: { title: 'Z' } } }] });
  expect(studio.undo.redo()).toMatchObject({ success: false, error: { code: 'NOTHING_TO_UNDO' } });
});

test('a field that somebody else has changed since is not overwritten', () => {
  const studio = withTitles('A', 'B');
  const held = studio.mutator.rows.read('courses', id);
  if (!held) throw new Error('no row');
  const theirs = { ...held.row, title: 'Theirs', fv: { ...held.row.fv, title: '9999999999999-0000-ffffffff' } };
  studio.mutator.rows.write('courses', theirs, 7);
  expect(studio.undo.undo()).toMatchObject({ success: false, error: { code: 'CHANGED_SINCE' } });
  expect(titleOf(studio)).toBe('Theirs');
});

test('what the machine found out is no undo step', () => {
  const studio = withTitles('A');
  const drafts = [{ t: 'courses', id, k: 'set' as const, v: { subtitle: { subtitle: 'found' } } }];
  studio.mutator.mutate({ label, drafts, undoable: false });
  studio.undo.undo();
  expect(deletedAt(studio)).toEqual(expect.any(Number));
});
