import { expect, test } from 'vitest';
import { editElsewhere, openTestDatabase, type TestDatabase } from '../../../tests/helpers/database.ts';

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

/** Title and subtitle in one step; then another computer changes the title. */
function changedElsewhere(): TestDatabase {
  const studio = withTitles('A', 'B');
  const v = { title: { title: 'C' }, subtitle: { subtitle: 'mine' } };
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'set', v }] });
  editElsewhere(studio, { t: 'courses', id, k: 'set', v: { title: { title: 'Theirs' } } });
  return studio;
}
const subtitleOf = (studio: TestDatabase) => studio.mutator.rows.read('courses', id)?.row['subtitle'];
const lastSent = (studio: TestDatabase) =>
  String(studio.db.prepare('SELECT ops FROM outbox ORDER BY n DESC LIMIT 1').pluck().get());

test('what changed since is told by name, with what it is now and what undo would set', () => {
  const studio = changedElsewhere();
  expect(studio.undo.undo()).toMatchObject({ error: { code: 'CHANGED_SINCE' } });
  expect(studio.undo.question('undo')).toMatchObject({
    n: 3,
    changedCount: 1,
    restCount: 1,
    changes: [
      {
        table: 'courses',
        id,
        name: 'Theirs',
        group: 'title',
        now: { kind: 'text', text: 'Theirs' },
        would: { kind: 'text', text: 'B' },
        changedAtMs: expect.any(Number),
      },
    ],
  });
  expect(studio.undo.question('redo')).toBeNull();
});

test('undo anyway sets everything back as a new mutation, and the steps before follow', () => {
  const studio = changedElsewhere();
  expect(studio.undo.resolve({ n: 3, direction: 'undo', choice: 'anyway' }).success).toBe(true);
  expect([titleOf(studio), subtitleOf(studio)]).toEqual(['B', '']);
  expect(lastSent(studio)).toContain('"title":"B"');
  studio.undo.undo();
  expect(titleOf(studio)).toBe('A');
  studio.undo.redo();
  studio.undo.redo();
  expect([titleOf(studio), subtitleOf(studio)]).toEqual(['C', 'mine']);
});

test('undo the rest leaves alone what another computer changed, and redo does too', () => {
  const studio = changedElsewhere();
  studio.undo.resolve({ n: 3, direction: 'undo', choice: 'rest' });
  expect([titleOf(studio), subtitleOf(studio)]).toEqual(['Theirs', '']);
  expect(studio.undo.redo().success).toBe(true);
  expect([titleOf(studio), subtitleOf(studio)]).toEqual(['Theirs', 'mine']);
});

test('a step that is left lets the steps before it be reached, and stays left after a restart', () => {
  const studio = changedElsewhere();
  const other = '0190a6c8-0000-7000-8000-000000000002';
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id: other, k: 'put', v: { title: { title: 'Other' } } }] });
  studio.undo.undo();
  expect(studio.undo.resolve({ n: 3, direction: 'undo', choice: 'leave' }).success).toBe(true);
  expect([titleOf(studio), subtitleOf(studio)]).toEqual(['Theirs', 'mine']);
  studio.db.close();
  const again = openTestDatabase(studio.path);
  expect(again.undo.question('undo')?.n).toBe(2);
  expect(again.undo.list({ before: null, limit: 10 }).steps.map((step) => [step.n, step.isPassedOver])).toEqual([
    [4, false],
    [3, true],
    [2, false],
    [1, false],
  ]);
});

test('an answer to a question about another step does nothing', () => {
  const studio = changedElsewhere();
  expect(studio.undo.resolve({ n: 2, direction: 'undo', choice: 'anyway' })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
  expect(titleOf(studio)).toBe('Theirs');
});

test('going to a step goes as far as it can and says why it stopped', () => {
  const studio = withTitles('A', 'B');
  editElsewhere(studio, { t: 'courses', id, k: 'set', v: { title: { title: 'Theirs' } } });
  for (const subtitle of ['x', 'y'])
    studio.mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'set', v: { subtitle: { subtitle } } }] });
  studio.committed.length = 0;
  expect(studio.undo.goTo(1)).toMatchObject({ success: true, data: { moved: 2, stoppedBy: 'undo' } });
  expect(studio.committed).toHaveLength(1);
  expect(studio.undo.goTo(4)).toMatchObject({ success: true, data: { moved: 2, stoppedBy: null } });
  expect(subtitleOf(studio)).toBe('y');
  expect(studio.undo.goTo(99)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

test('a field that one step writes twice is taken back to what it was before the step', () => {
  const studio = withTitles('A', 'B');
  const twice = ['x', 'y'].map((title) => ({ t: 'courses', id, k: 'set' as const, v: { title: { title } } }));
  studio.mutator.mutate({ label, drafts: twice });
  for (const title of ['B', 'A']) {
    expect(studio.undo.undo().success).toBe(true);
    expect(titleOf(studio)).toBe(title);
  }
});

test('undo of a row that is gone for good has nothing to send, and lets the steps before be reached', () => {
  const studio = withTitles('A');
  studio.mutator.mutate({ label, drafts: [{ t: 'tags', id: 'gone', k: 'put', v: { name: { name: 'x' } } }] });
  studio.mutator.mutate({ label, drafts: [{ t: 'tags', id: 'gone', k: 'set', v: { name: { name: 'y' } } }] });
  studio.mutator.rows.remove('tags', 'gone');
  expect(studio.undo.list({ before: null, limit: 2 }).steps.map(({ isChanged }) => isChanged)).toEqual([false, false]);
  const sent = studio.db.prepare('SELECT count(*) FROM outbox').pluck();
  const before = sent.get();
  expect([studio.undo.undo().success, studio.undo.undo().success]).toEqual([true, true]);
  expect(sent.get()).toBe(before);
  expect(studio.undo.undo().success).toBe(true);
  expect(deletedAt(studio)).toEqual(expect.any(Number));
});

test('what undo and redo would do next is told without reading the megabytes that a step holds', () => {
  const studio = withTitles('A', 'B');
  studio.undo.undo();
  studio.db.exec(`UPDATE history SET before = 'not read', after = 'not read'`);
  expect(studio.undo.peek()).toEqual({ undo: label, redo: label, currentN: 1 });
});
