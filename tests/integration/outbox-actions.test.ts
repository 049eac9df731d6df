import { expect, test } from 'vitest';
import { createOutboxActions } from '../../src/main/actions/outbox.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { openTestDatabase } from '../helpers/database.ts';

const caller = { windowId: 1 };
const label = { code: 'course.edit' as const, count: 1, name: 'Cells' };

function setUp() {
  const studio = openTestDatabase();
  let told = 0;
  const outbox = createOutboxView(studio.db);
  const actions = createOutboxActions({ ...studio.edit, outbox, onChange: () => void (told += 1) });
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

test('one that makes the rows that it is about is whole', async () => {
  const { actions, db, gone, refuse, set } = setUp();
  refuse('m', [{ t: 'courses', id: gone, k: 'put', h: '', v: { title: { title: 'New' } } }, set(gone, 'Mine')]);
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
    await actions['refused.discard']({ mutationId: 'none' }, caller),
    await actions['conflict.restore']({ conflictId: 7 }, caller),
    await actions['conflict.dismiss']({ conflictId: 7 }, caller),
  ])
    expect(answer).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
  expect(told()).toBe(0);
});
