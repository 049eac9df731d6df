import { describe, expect, test } from 'vitest';
import type { OutlineLesson } from '../../../shared/domain/course.ts';
import { kindOfNew, placeOfNew } from './outline-additions.ts';
import { withNewLesson } from './outline-edits.ts';
import { chapterAt, lessonAt, sampleOutline, shapeOf } from './outline.fixture.ts';

const outline = sampleOutline(2, 0, 1);
const made = { lessonId: lessonAt(9), kind: 'text', title: 'New lesson' } as const;

describe('a new lesson', () => {
  test.each([
    ['a lesson', lessonAt(1), '1: 1 9 2 | 2: | 3: 3'],
    ['the last lesson of a chapter', lessonAt(2), '1: 1 2 9 | 2: | 3: 3'],
    ['a chapter', chapterAt(1), '1: 1 2 9 | 2: | 3: 3'],
    ['an empty chapter', chapterAt(2), '1: 1 2 | 2: 9 | 3: 3'],
    ['nothing', null, '1: 1 2 | 2: | 3: 3 9'],
    ['a row that is gone', lessonAt(8), '1: 1 2 | 2: | 3: 3 9'],
  ])('at %s', (_name, active, expected) => {
    const place = placeOfNew(outline, active);
    expect(place && shapeOf(withNewLesson(outline, { ...made, place }))).toBe(expected);
  });

  test('a course without chapters has no place for it: a chapter comes with it', () => {
    const empty = sampleOutline();
    expect(placeOfNew(empty, null)).toBeNull();
    const place = { chapterId: chapterAt(4), afterId: null };
    const { chapters } = withNewLesson(empty, { ...made, place, chapterTitle: 'New chapter' });
    expect(chapters).toMatchObject([{ title: 'New chapter', lessons: [{ title: 'New lesson', kind: 'text' }] }]);
  });

  test('rows that it does not touch stay as they are, and the one that main has told already is not there twice', () => {
    const place = { chapterId: chapterAt(1), afterId: null };
    const once = withNewLesson(outline, { ...made, place });
    expect(once.chapters[2]).toBe(outline.chapters[2]);
    expect(once.chapters[0]?.lessons[1]).toBe(outline.chapters[0]?.lessons[0]);
    expect(withNewLesson(once, { ...made, place })).toBe(once);
  });

  test('is of the kind of the lesson with the keyboard; a sound is made with its file only', () => {
    const of = (kind: OutlineLesson['kind']) => {
      const [chapter] = sampleOutline(1).chapters;
      const lessons = (chapter?.lessons ?? []).map((lesson) => ({ ...lesson, kind }));
      return kindOfNew({ ...outline, chapters: chapter ? [{ ...chapter, lessons }] : [] }, lessonAt(1));
    };
    expect([of('quiz'), of('audio'), kindOfNew(outline, chapterAt(1)), kindOfNew(outline, null)]).toEqual([
      'quiz',
      'video',
      'video',
      'video',
    ]);
  });
});
