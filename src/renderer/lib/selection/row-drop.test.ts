import { expect, test } from 'vitest';
import { gapAt, isOverList } from './row-drop.ts';

test('rows go to the nearest gap, and never before the first or behind the last', () => {
  expect([-30, 0, 21, 23, 65, 900].map((y) => gapAt(y, 44, 3))).toEqual([0, 0, 0, 1, 1, 3]);
});

test('a little beside the list is still the list', () => {
  expect([-25, -24, 0, 300, 324, 325].map((x) => isOverList(x, 300))).toEqual([false, true, true, true, true, false]);
});
