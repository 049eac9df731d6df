import { describe, expect, test } from 'vitest';
import { movingOf, placeAt, targetsOf, type Moving, type MoveTarget } from './move-targets.ts';
import { withChaptersSent, withLessonsSent } from './outline-transfers.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const chapters = (...numbers: number[]) =>
  numbers.map((n) => ({ chapterId: chapterAt(n), title: `Chapter ${String(n)}` }));
const courses = [
  { courseId: courseAt(2), title: 'Économie', chapters: chapters(8, 9) },
  { courseId: courseAt(1), title: 'Biology', chapters: chapters(1, 2) },
  { courseId: courseAt(3), title: 'Empty', chapters: [] },
];
const outline = sampleOutline(2, 1, 2);
const words = (targets: readonly MoveTarget[]) => targets.map(({ course, chapter }) => chapter?.title ?? `= ${course}`);
const lessons: Moving = { kind: 'lessons', ids: [lessonAt(1), lessonAt(3)] };
const twoChapters: Moving = { kind: 'chapters', ids: [chapterAt(1), chapterAt(2)] };

describe('what is moved, and where to', () => {
  test('lessons go before chapters, in the order of the course; nothing that is gone', () => {
    expect(movingOf(outline, new Set([lessonAt(3), chapterAt(2), lessonAt(1), lessonAt(77)]))).toEqual(lessons);
    expect(movingOf(outline, new Set([chapterAt(2), chapterAt(1)]))).toEqual(twoChapters);
    expect(movingOf(outline, new Set([lessonAt(77)]))).toBeNull();
  });

  test.each([
    ['', ['Chapter 1', 'Chapter 2', 'Chapter 8', 'Chapter 9']],
    ['economie 9', ['Chapter 9']],
    ['bio', ['Chapter 1', 'Chapter 2']],
    ['empty', []],
  ])('lessons, “%s”: into chapters, of their own course first', (search, found) => {
    expect(words(targetsOf(courses, { moving: lessons, from: courseAt(1), search }))).toEqual(found);
  });

  test.each([
    ['', ['= Biology', '= Économie', 'Chapter 8', 'Chapter 9', '= Empty']],
    ['EMPTY', ['= Empty']],
  ])('chapters, “%s”: into courses, or after a chapter that stays', (search, found) => {
    expect(words(targetsOf(courses, { moving: twoChapters, from: courseAt(1), search }))).toEqual(found);
  });
});

describe('the place', () => {
  const target = (chapter: number | null) => ({
    courseId: courseAt(1),
    course: 'Biology',
    chapter: chapter === null ? null : { chapterId: chapterAt(chapter), title: '' },
  });

  test.each([
    [1, 'start', null],
    [1, 'end', 2],
    [2, 'end', null],
    [3, 'end', 5],
  ] as const)('of lessons in chapter %i, at the %s', (chapter, end, after) => {
    const afterId = after === null ? null : lessonAt(after);
    expect(placeAt(outline, { moving: lessons, target: target(chapter), end })).toEqual({
      kind: 'lessons',
      place: { chapterId: chapterAt(chapter), afterId },
    });
  });

  test.each([
    [null, 'start', null],
    [null, 'end', 3],
    [3, 'start', 3],
  ] as const)('of chapters: after %s, at the %s', (chapter, end, after) => {
    const afterId = after === null ? null : chapterAt(after);
    expect(placeAt(outline, { moving: twoChapters, target: target(chapter), end })).toEqual({
      kind: 'chapters',
      afterId,
    });
  });
});

describe('from one course into another', () => {
  const parts = sampleOutline(2, 1, 2).chapters;
  const from = { courseId: courseAt(1), chapters: parts.slice(0, 2) };
  const to = { courseId: courseAt(2), chapters: parts.slice(2) };
  const shapes = (both: { from: typeof from; to: typeof to }) => [shapeOf(both.from), shapeOf(both.to)];

  test('lessons leave their chapters and stand together in the order given', () => {
    const place = { chapterId: chapterAt(3), afterId: lessonAt(4) };
    const both = withLessonsSent({ from, to }, [lessonAt(1), lessonAt(3)], place);
    expect(shapes(both)).toEqual(['1: 2 | 2:', '3: 4 1 3 5']);
  });

  test('chapters take their lessons along, to the front or after another one', () => {
    const first = withChaptersSent({ from, to }, [chapterAt(2), chapterAt(1)], null);
    expect(shapes(first)).toEqual(['', '2: 3 | 1: 1 2 | 3: 4 5']);
    const after = withChaptersSent({ from, to }, [chapterAt(2)], chapterAt(3));
    expect(shapes(after)).toEqual(['1: 1 2', '3: 4 5 | 2: 3']);
  });
});
