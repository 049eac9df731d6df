import { expect, test } from 'vitest';
import { touchedBy } from './laid-rows.ts';

/** Two columns of tiles, 100 wide and 50 high, 10 between them. */
const tiles = ['a', 'b', 'c', 'd', 'e'].map((id, at) => {
  const [left, top] = [(at % 2) * 110, Math.floor(at / 2) * 60];
  return { id, box: { left, top, right: left + 100, bottom: top + 50 } };
});

test.each([
  ['one', { left: 20, top: 10, right: 60, bottom: 20 }, 'a'],
  ['a column', { left: 120, top: 10, right: 130, bottom: 100 }, 'bd'],
  ['a line', { left: 50, top: 70, right: 150, bottom: 75 }, 'cd'],
  ['none, between them', { left: 102, top: 0, right: 108, bottom: 300 }, ''],
  ['none, below', { left: 0, top: 200, right: 300, bottom: 300 }, ''],
  ['all', { left: -50, top: -50, right: 500, bottom: 500 }, 'abcde'],
])('a rectangle over %s', (_where, box, touched) => {
  expect(touchedBy(tiles, box).join('')).toBe(touched);
});
