import { expect, test } from 'vitest';
import { listRows, neighbour, neighbourAlike, survivor, toTheEnd } from './list-rows.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const listOf = (ids: readonly string[], columns = 1) =>
  listRows({ shown: ids.map((id) => ({ id, title: id, isGroup: id.startsWith('#') })), has: () => true, columns });

test('neighbours stop at the ends', () => {
  const by = (active: string | null, steps: number) => neighbour(listOf(order), active, steps);
  expect([by('a', -1), by('d', 9), by('b', 2)]).toEqual(['a', 'e', 'd']);
  expect([by(null, 1), by('gone', -1), neighbour(listOf([]), null, 1)]).toEqual(['a', 'e', null]);
});

test('among rows of one kind the others are stepped over, wherever one begins', () => {
  const list = listOf(['#1', 'a', 'b', '#2', 'c', '#3']);
  const by = (active: string | null, steps: number, isGroup = false) => neighbourAlike(list, active, steps, isGroup);
  expect([by('b', 1), by('c', -1), by('c', 1), by('a', 9)]).toEqual(['c', 'b', 'c', 'c']);
  expect([by('#2', 1), by('#2', -1), by('#2', 2)]).toEqual(['c', 'b', 'c']);
  expect([by(null, 1), by(null, -1), by('#1', 1, true)]).toEqual(['a', 'c', '#2']);
});

test('tiles: a step of a line stays in its column, and the last line is reached though it is not full', () => {
  const list = listOf(['0', '1', '2', '3', '4', '5', '6'], 3);
  const by = (active: string, steps: number) => neighbour(list, active, steps);
  expect([by('1', 3), by('1', -3), by('4', 3), by('6', 3)]).toEqual(['4', '1', '6', '6']);
  expect([by('6', 1), by('0', -1), by('4', -30), by('1', 30)]).toEqual(['6', '0', '1', '6']);
  expect([by('4', -toTheEnd), by('1', toTheEnd)]).toEqual(['0', '6']);
});

test('who takes over: the next that stays, else the one before', () => {
  expect(survivor(order, new Set(['b', 'c']), 'b')).toBe('d');
  expect(survivor(order, new Set(['d', 'e']), 'e')).toBe('c');
  expect(survivor(order, new Set(order), 'a')).toBeNull();
  expect(survivor(order, new Set(['b']), null)).toBeNull();
});
