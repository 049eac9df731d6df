import { expect, test } from 'vitest';
import { createOutboxActions } from '../../src/main/actions/outbox.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { routes } from '../../src/shared/ipc/contract.ts';
import { openTestDatabase } from '../helpers/database.ts';

const caller = { windowId: 1 };
const label = { code: 'course.edit' as const, count: 1, name: 'Cells' };

function setUp() {
  const studio = openTestDatabase();
  let told = 0;
  const outbox = createOutboxView(studio.db);
  const actions = createOutboxActions({
    ...studio.edit,
    outbox,
    lessonPictures: createLessonPictures(studio.db),
    media: createMediaTable(studio.db),
    onChange: () => void (told += 1),
  });
  const [here, gone] = [studio.edit.newId(), studio.edit.newId()];
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id: here, k: 'put', v: { title: { title: 'Cells' } } }] });
  const refuse = (mid: string, ops: readonly object[]): void =>
    void studio.db
      .prepare("INSERT INTO dead_letters (mid, ops, label, code, at_ms) VALUES (?, ?, ?, '23514', 1)")
      .run(mid, JSON.stringify(ops), JSON.stringify(label));
  const set = (id: string, subtitle: string) => ({ t: 'courses', id, k: 'set', h: '', v: { subtitle: { subtitle } } });
  const subtitle = (): unknown => studio.mutator.rows.read('courses', here)?.row['subtitle'];
  return { ...studio, actions, outbox, here, gone, refuse, set, subtitle, told: () => told };
}

test('a refused change goes again as a whole, as a new mutation', async () => {
  const { actions, outbox, here, refuse, set, subtitle, told } = setUp();
  refuse('m', [set(here, 'Mine')]);
  expect(await actions['refused.list']({}, caller)).toMatchObject({
    data: [{ reason: 'VALUE', fields: [{ column: 'subtitle', mine: 'Mine', theirs: '', name: 'Cells' }] }],
  });
  expect((await actions['refused.retry']({ mutationId: 'm' }, caller)).success).toBe(true);
  expect([subtitle(), outbox.refused(), told()]).toEqual(['Mine', [], 1]);
});

test('one that is about a row that is gone stays where it is: half of it would be lost', async () => {
  const { actions, outbox, here, gone, refuse, set, subtitle, told } = setUp();
  refuse('m', [set(here, 'Mine'), set(gone, 'Mine, too')]);
  expect(await actions['refused.retry']({ mutationId: 'm' }, caller)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect([subtitle(), outbox.refused().length, told()]).toEqual(['', 1, 0]);
});

test('one that is edited goes as a whole, too, under its own name, and what was not typed is as it was', async () => {
  const { actions, outbox, undo, here, gone, refuse, set, subtitle, told } = setUp();
  const text = (rowId: string, typed: string) => ({ table: 'courses', rowId, column: 'subtitle', text: typed });
  refuse('m', [set(here, 'Mine'), set(gone, 'Mine, too')]);
  const edit = (texts: ReturnType<typeof text>[], mutationId = 'm') =>
    actions['refused.edit']({ mutationId, texts }, caller);
  expect(await edit([text(here, 'Edited')])).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect([subtitle(), outbox.refused().length, told()]).toEqual(['', 1, 0]);

  const other = { ...set(here, 'x'), v: { subtitle: { subtitle: 'Long' }, audience: { audience: 'Mine' } } };
  refuse('n', [other]);
  expect(await edit([text(gone, 'Not in it')], 'n')).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect([subtitle(), outbox.refused().length]).toEqual(['', 2]);
  expect((await edit([text(here, 'Edited')], 'n')).success).toBe(true);
  expect([subtitle(), outbox.refused().map(({ mutationId }) => mutationId), told()]).toEqual(['Edited', ['m'], 1]);
  expect(undo.peek().undo).toEqual(label);
  expect(undo.undo().success).toBe(true);
  expect(subtitle()).toBe('');
});

test.each([
  ['too long', { column: 'subtitle', text: 'x'.repeat(501) }],
  ['empty where something is needed', { column: 'title', text: '  ' }],
  ['for a column that nobody types', { column: 'deleted_at_ms', text: '1' }],
])('a text that is %s does not get past the door', (_what, change) => {
  const texts = [{ table: 'courses', rowId: 'a', ...change }];
  expect(routes['refused.edit'].input.safeParse({ mutationId: 'm', texts }).success).toBe(false);
  const fine = [{ table: 'courses', rowId: 'a', column: 'subtitle', text: 'fine' }];
  expect(routes['refused.edit'].input.safeParse({ mutationId: 'm', texts: fine }).success).toBe(true);
});

test('one that makes the rows that it is about is whole', async () => {
  const { actions, db, gone, refuse, set } = setUp();
  refuse('m', [{ t: 'courses', id: gone, k: 'put', h: '', v: { title: { title: 'New' } } }, set(gone, 'Mine')]);
  expect(await actions['refused.list']({}, caller)).toMatchObject({
    data: [{ fields: expect.arrayContaining([expect.objectContaining({ column: 'title', name: 'New' })]) }],
  });
  expect((await actions['refused.retry']({ mutationId: 'm' }, caller)).success).toBe(true);
  expect(db.prepare('SELECT title, subtitle FROM courses WHERE id = ?').get(gone)).toEqual({
    title: 'New',
    subtitle: 'Mine',
  });
});

test('what is not there any more is said so, and changes nothing', async () => {
  const { actions, told } = setUp();
  for (const answer of [
    await actions['refused.retry']({ mutationId: 'none' }, caller),
    await actions['refused.edit']({ mutationId: 'none', texts: [] }, caller),
    await actions['refused.discard']({ mutationId: 'none' }, caller),
    await actions['conflict.restore']({ conflictId: 7 }, caller),
    await actions['conflict.dismiss']({ conflictId: 7 }, caller),
  ])
    expect(answer).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
  expect(told()).toBe(0);
});
