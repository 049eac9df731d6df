import { expect, test } from 'vitest';
import { linePx, tileBox, tileGridIn, tilesIn } from './tiles.ts';

const measures = { leastPx: 216, heightOf: (width: number) => width / 2, gapPx: { x: 8, y: 12 }, marginPx: 12 };
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test('as many stand beside each other as fit, and share what is left', () => {
  const columns = (room: number) => tileGridIn(room, measures).columns;
  expect([columns(100), columns(240), columns(463), columns(464), columns(1000)]).toEqual([1, 1, 1, 2, 4]);
  const grid = tileGridIn(500, measures);
  expect([grid.widthPx, grid.heightPx, linePx(grid)]).toEqual([234, 117, 129]);
});

test('where a tile is; a box has those that it touches, also far down, and none between them', () => {
  const grid = tileGridIn(500, measures);
  expect(tileBox(3, grid)).toEqual({ left: 254, top: 141, right: 488, bottom: 258 });
  const at = (left: number, top: number, right: number, bottom: number) =>
    tilesIn({ left, top, right, bottom }, grid, ids).join('');
  expect(at(0, 0, 5, 5)).toBe('');
  expect(at(20, 20, 300, 30)).toBe('ab');
  expect(at(20, 20, 30, 150)).toBe('ac');
  expect(at(247, 0, 253, 1000)).toBe('');
  expect(at(0, 130, 500, 140)).toBe('');
  expect(at(0, -50, 500, 10_000)).toBe('abcdefg');
  expect(at(300, 400, 400, 9000)).toBe('');
  expect(at(20, 400, 400, 9000)).toBe('g');
});
