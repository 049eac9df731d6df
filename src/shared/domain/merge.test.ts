import { describe, expect, test } from 'vitest';
import { mergeOp, withSeen, type Op, type SyncedRow } from './merge.ts';

const h = (n: number): string => `${String(n).padStart(13, '0')}-0000-0000abcd`;
const op = (n: number, v: Op['v'], k: Op['k'] = 'set', t = 'courses'): Op => ({ t, id: 'c', k, h: h(n), v });
const made = mergeOp(null, op(1, { origin: { created_at_ms: 7 }, title: { title: 'One' } }, 'put')) as SyncedRow;

describe('merging an op into a row', () => {
  test('a put makes the row with initial values and the stamps of what it gave', () => {
    expect(made).toMatchObject({
      id: 'c',
      title: 'One',
      created_at_ms: 7,
      currency: 'USD',
      objectives: [],
      deleted_at_ms: null,
    });
    expect(made.fv).toEqual({ origin: h(1), title: h(1) });
  });

  test('a set needs its row; an unknown table is nobody’s', () => {
    expect(mergeOp(null, op(1, { title: { title: 'x' } }))).toBeNull();
    expect(mergeOp(made, op(2, {}, 'put', 'holograms'))).toBeNull();
    expect(mergeOp(null, op(2, {}, 'put', 'constructor'))).toBeNull();
  });

  test('the later stamp wins its group, an equal or earlier one does not', () => {
    const second = mergeOp(made, op(3, { title: { title: 'Three' } })) as SyncedRow;
    expect(second).toMatchObject({ title: 'Three', fv: { title: h(3) } });
    expect(mergeOp(second, op(2, { title: { title: 'Two' } }))).toEqual(second);
    expect(mergeOp(second, op(3, { title: { title: 'Also three' } }))).toEqual(second);
  });

  test('groups are told apart: one may win while another loses', () => {
    const held = mergeOp(made, op(5, { title: { title: 'Five' } })) as SyncedRow;
    const next = mergeOp(held, op(4, { title: { title: 'Four' }, subtitle: { subtitle: 'New' } }));
    expect(next).toMatchObject({ title: 'Five', subtitle: 'New', fv: { title: h(5), subtitle: h(4) } });
  });

  test('what is written once stays', () => {
    expect(mergeOp(made, op(9, { origin: { created_at_ms: 99 } }))).toMatchObject({
      created_at_ms: 7,
      fv: { origin: h(1) },
    });
  });

  test('a put over an existing row merges like a set', () => {
    const again = mergeOp(made, op(2, { origin: { created_at_ms: 1 }, title: { title: 'Again' } }, 'put'));
    expect(again).toMatchObject({ title: 'Again', created_at_ms: 7 });
  });

  test('columns of another group, unknown groups and names of Object.prototype change nothing', () => {
    const odd = op(9, {
      title: { title: 'T', status: 'published' },
      nonsense: { x: 1 },
      constructor: { y: 2 },
    } as Op['v']);
    expect(mergeOp(made, odd)).toEqual({ ...made, title: 'T', fv: { ...made.fv, title: h(9) } });
    expect(mergeOp(null, { ...odd, k: 'put' })).toMatchObject({ status: 'draft', fv: { title: h(9) } });
  });

  test('edits of a deleted row are merged, so that a restore has them', () => {
    const deleted = mergeOp(made, op(2, { life: { deleted_at_ms: 50 } })) as SyncedRow;
    expect(mergeOp(deleted, op(3, { title: { title: 'Later' } }))).toMatchObject({ deleted_at_ms: 50, title: 'Later' });
  });

  test('neither the row nor the op is changed', () => {
    const before = structuredClone(made);
    const next = op(9, { title: { title: 'x' } });
    const copy = structuredClone(next);
    mergeOp(made, next);
    expect([made, next]).toEqual([before, copy]);
  });
});

describe('what an author has seen', () => {
  const theirs = '0000000000005-0000-ffffffff';
  const row = { ...made, title: 'Theirs', subtitle: 'Own', fv: { title: theirs, subtitle: h(4) } } as SyncedRow;
  const typed = op(9, { title: { title: 'Mine' }, subtitle: { subtitle: 'Mine' }, audience: { audience: 'Mine' } });

  test('is what the row holds, where nothing says what was shown', () => {
    expect(withSeen(typed, row).b).toEqual({ title: theirs, subtitle: h(4) });
    expect(withSeen(typed, null)).toEqual(typed);
  });

  test('is not what another computer wrote while something else was shown; one’s own is, and so are the same words', () => {
    expect(withSeen(typed, row, { title: 'One', subtitle: 'Before' }).b).toEqual({ subtitle: h(4) });
    expect(withSeen(typed, row, { title: 'Theirs' }).b).toEqual({ title: theirs, subtitle: h(4) });
  });

  test('is told by group: one column that was shown otherwise, and lists as they read', () => {
    const priced = {
      ...row,
      price_minor: 900,
      objectives: ['a'],
      fv: { price: theirs, objectives: theirs },
    } as SyncedRow;
    const price = op(9, { price: { price_minor: 5, currency: 'USD' }, objectives: { objectives: ['b'] } });
    const over = { price_minor: 100, currency: 'USD', objectives: ['a'] };
    expect(withSeen(price, priced, over).b).toEqual({ objectives: theirs });
  });
});
