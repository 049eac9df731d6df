import { describe, expect, test } from 'vitest';
import { listRows } from './list-rows.ts';
import {
  chosenOf,
  clear,
  moveActive,
  nothingSelected,
  selectAll,
  selectOne,
  selectRange,
  toggleOne,
  type Selection,
} from './selection.ts';

const order = listRows({ shown: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, title: id })), has: () => true });
const shown = ({ selected, anchor, active }: Selection) => [[...selected].toSorted().join(''), anchor, active];

describe('selection', () => {
  test('a click selects one and sets the anchor', () => {
    expect(shown(selectOne('b'))).toEqual(['b', 'b', 'b']);
  });

  test('a toggle adds, then takes away, and the keyboard goes along', () => {
    const two = toggleOne(selectOne('b'), 'd');
    expect(shown(two)).toEqual(['bd', 'd', 'd']);
    expect(shown(toggleOne(two, 'b'))).toEqual(['d', 'b', 'b']);
  });

  test('a verb is for what is selected; without any, for the row with the keyboard', () => {
    expect([...chosenOf(toggleOne(selectOne('b'), 'd'))]).toEqual(['b', 'd']);
    expect([...chosenOf(clear(selectOne('b')))]).toEqual(['b']);
    expect([...chosenOf(nothingSelected)]).toEqual([]);
  });

  test('a range goes from the anchor in displayed order, both ways, and shrinks again', () => {
    const down = selectRange(selectOne('b'), order, 'd');
    expect(shown(down)).toEqual(['bcd', 'b', 'd']);
    expect(shown(selectRange(down, order, 'c'))).toEqual(['bc', 'b', 'c']);
    expect(shown(selectRange(down, order, 'a'))).toEqual(['ab', 'b', 'a']);
  });

  test('an added range keeps what was selected', () => {
    const scattered = toggleOne(selectOne('a'), 'd');
    expect(shown(selectRange(scattered, order, 'e', true))).toEqual(['ade', 'd', 'e']);
  });

  test('a range whose anchor is gone starts anew; one to a row that is gone changes nothing', () => {
    expect(shown(selectRange(selectOne('x'), order, 'c'))).toEqual(['c', 'c', 'c']);
    expect(shown(selectRange(selectOne('b'), order, 'x'))).toEqual(['b', 'b', 'b']);
  });

  test('the keyboard can go without the selection; all can be selected from nothing', () => {
    expect(shown(moveActive(selectOne('a'), 'c'))).toEqual(['a', 'a', 'c']);
    expect(shown(selectAll<string>(nothingSelected, order))).toEqual(['abcde', null, 'a']);
  });

  test('Escape leaves the one with the keyboard, then nothing', () => {
    const three = selectRange(selectOne('b'), order, 'd');
    expect(shown(clear(three))).toEqual(['d', 'd', 'd']);
    expect(shown(clear(clear(three)))).toEqual(['', 'd', 'd']);
    expect(shown(clear(moveActive(three, 'e')))).toEqual(['', 'b', 'e']);
  });

  test('everything is what is shown of its kind; again, what is folded away, too', () => {
    const list = listRows({
      shown: ['#1', 'a', '#2'].map((id) => ({ id, title: id, isGroup: id.startsWith('#') })),
      folded: [{ id: 'b', title: 'b' }],
      has: () => true,
    });
    const once = selectAll<string>(nothingSelected, list);
    expect(shown(once)).toEqual(['a', null, 'a']);
    expect(shown(selectAll(once, list))).toEqual(['ab', null, 'a']);
    expect(shown(selectAll(selectOne('#1'), list))).toEqual(['#1#2', '#1', '#1']);
  });
});
