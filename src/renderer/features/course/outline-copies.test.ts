import { describe, expect, test } from 'vitest';
import { createMessages } from '../../../shared/messages/words.ts';
import { copiesOf, withChapterCopies, withLessonCopies } from './outline-copies.ts';
import { withLessonTitle } from './outline-edits.ts';
import { chapterAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const t = createMessages('en').t;
const outline = sampleOutline(3, 1);

describe('copies of rows', () => {
  test('lessons of a chapter that is copied go with it; titles are those that none beside them has', () => {
    const held = withLessonTitle(outline, lessonAt(3), 'Lesson 1 copy');
    const ids = new Set<string>([lessonAt(1), lessonAt(3), lessonAt(4), chapterAt(2)]);
    expect(copiesOf(held, ids, t)).toEqual({
      chapters: [{ chapterId: chapterAt(2), title: 'Chapter 2 copy' }],
      lessons: [
        { lessonId: lessonAt(1), title: 'Lesson 1 copy 2' },
        { lessonId: lessonAt(3), title: 'Lesson 1 copy 3' },
      ],
    });
  });

  test('lessons stand as a block after the last of them, with what they show', () => {
    const copies = [1, 2].map((n) => ({ ofId: lessonAt(n), lessonId: lessonAt(n + 6), title: `Copy ${n}` }));
    const after = withLessonCopies(outline, copies);
    expect(shapeOf(after)).toBe('1: 1 2 7 8 3 | 2: 4');
    const [, second] = outline.chapters[0]?.lessons ?? [];
    expect(after.chapters[0]?.lessons[3]).toEqual({ ...second, lessonId: lessonAt(8), title: 'Copy 2' });
    expect(after.chapters[1]).toBe(outline.chapters[1]);
    // Read again before the answer came: they are there already.
    expect(shapeOf(withLessonCopies(after, copies))).toBe('1: 1 2 7 8 3 | 2: 4');
  });

  test('a chapter brings its lessons', () => {
    const lessonIds = [7, 8, 9].map((n) => lessonAt(n));
    const copies = [{ ofId: chapterAt(1), chapterId: chapterAt(5), lessonIds, title: 'Copy' }];
    const after = withChapterCopies(outline, copies);
    expect(shapeOf(after)).toBe('1: 1 2 3 | 5: 7 8 9 | 2: 4');
    expect(after.chapters[1]?.title).toBe('Copy');
    expect(shapeOf(withChapterCopies(after, copies))).toBe(shapeOf(after));
  });
});
