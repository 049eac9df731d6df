import { describe, expect, test } from 'vitest';
import { withLessonsMoved } from './outline-edits.ts';
import type { Direction } from '../../lib/list-keys.ts';
import { chaptersIn, lessonsIn, stepOfChapter, stepOfLessons } from './outline-moves.ts';
import { chapterAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const outline = sampleOutline(3, 0, 2);

function moved(numbers: number[], direction: Direction): string | null {
  const ids = new Set<string>(numbers.map(lessonAt));
  const place = stepOfLessons(outline, ids, direction);
  return place && shapeOf(withLessonsMoved(outline, lessonsIn(outline, ids), place));
}

describe('steps with Alt and an arrow', () => {
  test.each<[string, number[], Direction, string | null]>([
    ['past the one above', [3], 'up', '1: 1 3 2 | 2: | 3: 4 5'],
    ['to the front', [2], 'up', '1: 2 1 3 | 2: | 3: 4 5'],
    ['past the one below', [1], 'down', '1: 2 1 3 | 2: | 3: 4 5'],
    ['into the chapter above, at its end', [4], 'up', '1: 1 2 3 | 2: 4 | 3: 5'],
    ['into the chapter below, at its front', [3], 'down', '1: 1 2 | 2: 3 | 3: 4 5'],
    ['as a block', [2, 3], 'up', '1: 2 3 1 | 2: | 3: 4 5'],
    ['scattered ones gather at the last one, then past the next', [1, 4], 'down', '1: 2 3 | 2: | 3: 5 1 4'],
    ['nowhere at the start', [1], 'up', null],
    ['nowhere at the end', [5], 'down', null],
    ['nowhere when nothing is selected', [], 'up', null],
  ])('%s', (_name, numbers, direction, expected) => {
    expect(moved(numbers, direction)).toBe(expected);
  });

  test('chapters stop at the ends', () => {
    expect(stepOfChapter(outline, chapterAt(1), 'up')).toBeUndefined();
    expect(stepOfChapter(outline, chapterAt(2), 'up')).toBeNull();
    expect(stepOfChapter(outline, chapterAt(3), 'up')).toBe(chapterAt(1));
    expect(stepOfChapter(outline, chapterAt(1), 'down')).toBe(chapterAt(2));
    expect(stepOfChapter(outline, chapterAt(3), 'down')).toBeUndefined();
    expect(stepOfChapter(outline, chapterAt(9), 'down')).toBeUndefined();
  });

  test('a mixed selection comes apart in the order of the course', () => {
    const ids = new Set<string>([lessonAt(4), chapterAt(2), lessonAt(1)]);
    expect([lessonsIn(outline, ids), chaptersIn(outline, ids)]).toEqual([[lessonAt(1), lessonAt(4)], [chapterAt(2)]]);
  });
});
