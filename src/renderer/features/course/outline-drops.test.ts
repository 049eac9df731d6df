import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId } from '../../../shared/domain/ids.ts';
import { outlineDropAt } from './outline-drops.ts';
import { withChaptersMoved, withLessonsMoved } from './outline-edits.ts';
import { chaptersIn, lessonsIn } from './outline-moves.ts';
import { rowsOf, type RowId } from './outline-rows.ts';
import { chapterAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const rowPx = 10;
const outline = sampleOutline(3, 0, 2);

function dropped(held: Outline, ids: readonly RowId[], y: number, closed: readonly ChapterId[] = []) {
  const drop = outlineDropAt(y, { rows: rowsOf(held, new Set(closed)), rowPx, ids });
  if (!drop) return null;
  const moving = new Set<string>(ids);
  const { to } = drop;
  const after =
    to.kind === 'chapters'
      ? withChaptersMoved(held, chaptersIn(held, moving), to.afterId)
      : withLessonsMoved(held, lessonsIn(held, moving), to.place);
  return { after, shape: shapeOf(after), line: drop.lineAt, into: drop.into };
}

/* Rows: 0 chapter 1, 1–3 its lessons, 4 chapter 2, 5 chapter 3, 6–7 its lessons. */
describe('where dragged lessons go', () => {
  test.each([
    ['above a lesson', [5], 12, '1: 5 1 2 3 | 2: | 3: 4', 10],
    ['below a lesson', [5], 18, '1: 1 5 2 3 | 2: | 3: 4', 20],
    ['at the lower edge of a chapter', [5], 38, '1: 1 2 3 5 | 2: | 3: 4', 40],
    [
      'at the upper edge of the next chapter’s row: still at the end of the one above',
      [5],
      42,
      '1: 1 2 3 5 | 2: | 3: 4',
      40,
    ],
    ['on an empty chapter', [1], 46, '1: 2 3 | 2: 1 | 3: 4 5', 50],
    ['on a chapter, all of whose row is its own under an empty one', [1], 51, '1: 2 3 | 2: | 3: 1 4 5', 60],
    ['under the last row', [1], 500, '1: 2 3 | 2: | 3: 4 5 1', 80],
    ['over the first row', [4], -20, '1: 4 1 2 3 | 2: | 3: 5', 10],
    ['scattered ones as a block', [1, 3, 5], 62, '1: 2 | 2: | 3: 1 3 5 4', 60],
    ['between those that are dragged, where they stay', [2, 3], 30, '1: 1 2 3 | 2: | 3: 4 5', 30],
  ])('%s', (_name, numbers, y, shape, line) => {
    expect(dropped(outline, numbers.map(lessonAt), y)).toMatchObject({ shape, line, into: null });
  });

  test('a closed chapter takes them in at its end, without a line', () => {
    const drop = dropped(outline, [lessonAt(4)], 5, [chapterAt(1)]);
    expect(drop).toMatchObject({ shape: '1: 1 2 3 4 | 2: | 3: 5', line: null, into: chapterAt(1) });
  });

  test('an outline without rows takes nothing', () => {
    expect(dropped(sampleOutline(), [lessonAt(1)], 5)).toBeNull();
  });
});

describe('where dragged chapters go', () => {
  test.each([
    ['before the chapter whose upper half it is over', [3], 12, '3: 4 5 | 1: 1 2 3 | 2:', 0],
    ['after the one whose lower half it is over', [3], 28, '1: 1 2 3 | 3: 4 5 | 2:', 40],
    ['to the end', [1], 79, '2: | 3: 4 5 | 1: 1 2 3', 80],
    ['several as a block', [1, 3], 48, '2: | 1: 1 2 3 | 3: 4 5', 50],
    ['back to where they were', [2], 36, '1: 1 2 3 | 2: | 3: 4 5', 40],
  ])('%s', (_name, numbers, y, shape, line) => {
    expect(dropped(outline, numbers.map(chapterAt), y)).toMatchObject({ shape, line, into: null });
  });
});
