import { describe, expect, test } from 'vitest';
import {
  withChaptersMoved,
  withChapterTitle,
  withLessonsMoved,
  withLessonTitle,
  withNewChapter,
} from './outline-edits.ts';
import { chapterAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const outline = sampleOutline(3, 0, 2);

describe('edits of the outline', () => {
  test('a rename touches its own row and no other', () => {
    const renamed = withLessonTitle(outline, lessonAt(2), 'Cells');
    expect(renamed.chapters[0]?.lessons.map((lesson) => lesson.title)).toEqual(['Lesson 1', 'Cells', 'Lesson 3']);
    expect(renamed.chapters[0]?.lessons[0]).toBe(outline.chapters[0]?.lessons[0]);
    expect(renamed.chapters[2]).toBe(outline.chapters[2]);
    expect(withChapterTitle(outline, chapterAt(2), 'Tools').chapters.map((chapter) => chapter.title)).toEqual([
      'Chapter 1',
      'Tools',
      'Chapter 3',
    ]);
  });

  test.each([
    ['to the front', [3], 1, null, '1: 3 1 2 | 2: | 3: 4 5'],
    ['after another', [1], 1, 2, '1: 2 1 3 | 2: | 3: 4 5'],
    ['into an empty chapter', [2], 2, null, '1: 1 3 | 2: 2 | 3: 4 5'],
    ['scattered ones together, in the order given', [1, 3, 5], 3, 4, '1: 2 | 2: | 3: 4 1 3 5'],
  ])('lessons go %s', (_name, ids, chapter, after, expected) => {
    const place = { chapterId: chapterAt(chapter), afterId: after === null ? null : lessonAt(after) };
    expect(shapeOf(withLessonsMoved(outline, ids.map(lessonAt), place))).toBe(expected);
  });

  test('chapters move and come', () => {
    expect(shapeOf(withChaptersMoved(outline, [chapterAt(3)], null))).toBe('3: 4 5 | 1: 1 2 3 | 2:');
    expect(shapeOf(withChaptersMoved(outline, [chapterAt(1)], chapterAt(2)))).toBe('2: | 1: 1 2 3 | 3: 4 5');
    expect(shapeOf(withNewChapter(outline, chapterAt(4), 'New'))).toBe('1: 1 2 3 | 2: | 3: 4 5 | 4:');
  });

  test('what is not there is not edited', () => {
    const nowhere = { chapterId: chapterAt(9), afterId: null };
    expect(withLessonsMoved(outline, [lessonAt(1)], nowhere)).toBe(outline);
    expect(withChaptersMoved(outline, [chapterAt(9)], null)).toBe(outline);
    expect(withNewChapter(outline, chapterAt(1), 'Twice')).toBe(outline);
    expect(withLessonTitle(outline, lessonAt(9), 'x').chapters).toBe(outline.chapters);
  });
});
