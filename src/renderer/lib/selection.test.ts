import { describe, expect, test } from 'vitest';
import {
  moveActive,
  neighbour,
  nothingSelected,
  selectAll,
  selectOne,
  selectRange,
  survivor,
  toggleOne,
  type Selection,
} from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
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

  test('neighbours stop at the ends', () => {
    expect([neighbour(order, 'a', -1), neighbour(order, 'd', 9), neighbour(order, 'b', 2)]).toEqual(['a', 'e', 'd']);
    expect([neighbour(order, null, 1), neighbour(order, 'gone', -1), neighbour([], null, 1)]).toEqual(['a', 'e', null]);
  });

  test('who takes over: the next that stays, else the one before', () => {
    expect(survivor(order, new Set(['b', 'c']), 'b')).toBe('d');
    expect(survivor(order, new Set(['d', 'e']), 'e')).toBe('c');
    expect(survivor(order, new Set(order), 'a')).toBeNull();
    expect(survivor(order, new Set(['b']), null)).toBeNull();
  });
});
