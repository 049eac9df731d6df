import { describe, expect, test } from 'vitest';
import type { Conflict, FieldChange } from '../../../shared/ipc/contract/outbox.ts';
import { conflictAt, excerpt, otherSide, readFields } from './model.ts';

const place = { table: 'courses', rowId: 'a', column: 'title' };
function conflict(conflictId: number, isMine = false, change: Partial<Conflict['fields'][number]> = {}): Conflict {
  const field = { ...place, name: '', base: null, mine: 'lost', theirs: 'shows', won: 'won', ...change };
  const by = (device: string) => ({ device, atMs: conflictId });
  return { conflictId, atMs: 1, isMine, loserBy: by('Laptop'), winnerBy: by('Studio-PC'), fields: [field] };
}

describe('the conflict beside a field', () => {
  test('none for another row, column or table, or where what lost shows', () => {
    const others = [{ rowId: 'b' }, { column: 'subtitle' }, { table: 'lessons' }].map((change, index) =>
      conflict(index, false, change),
    );
    expect(conflictAt(others, place)).toBeNull();
    expect(conflictAt([{ ...conflict(9), fields: [] }], place)).toBeNull();
  });

  test('words written here before others, then the newest, which comes first', () => {
    expect(conflictAt([conflict(3), conflict(2, true), conflict(1, true)], place)?.conflict.conflictId).toBe(2);
    expect(conflictAt([conflict(3), conflict(2)], place)?.conflict.conflictId).toBe(3);
  });

  test('names the computer that won over this one, else the one whose words lost', () => {
    expect(otherSide(conflict(1, true)).device).toBe('Studio-PC');
    expect(otherSide(conflict(1)).device).toBe('Laptop');
  });
});

test.each([
  ['short', 'short'],
  ['x'.repeat(240), 'x'.repeat(240)],
  ['😀'.repeat(241), `${'😀'.repeat(240)}…`],
  [`${'x'.repeat(239)} y`, `${'x'.repeat(239)}…`],
])('%#: an excerpt cuts no character in two', (text, cut) => {
  expect(excerpt(text)).toBe(cut);
});

describe('the fields of a refused change that somebody reads', () => {
  const row = { table: 'lessons', rowId: 'a', name: 'Gates', mine: 'mine' };
  const field = (column: string, base: string | null = null, theirs = base) => ({ ...row, column, base, theirs });
  const columns = (...fields: readonly FieldChange[]) => readFields(fields).map(({ column }) => column);

  test('not what the studio notes by itself', () => {
    expect(columns(field('title'), field('size_bytes', '1'), field('body'))).toEqual(['title', 'body']);
  });

  test('kind and place of a row that stands somewhere, not of one that stands nowhere', () => {
    expect(columns(field('title'), field('kind'), field('pos'))).toEqual(['title']);
    expect(columns(field('title'), field('kind', 'video'), field('pos', null, 'a0'))).toEqual(['title', 'kind', 'pos']);
  });

  test('all of a change of nothing else', () => {
    expect(columns(field('size_bytes'), field('pos'))).toEqual(['size_bytes', 'pos']);
    expect(columns()).toEqual([]);
  });
});
