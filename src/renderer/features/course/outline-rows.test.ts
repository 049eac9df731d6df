import { describe, expect, test } from 'vitest';
import { chapterOf, factsOf, rowsOf, statusesOf, titledOf } from './outline-rows.ts';
import { chapterAt, lessonAt, sampleOutline } from './outline.fixture.ts';

const outline = sampleOutline(2, 0, 1);

describe('rows of the outline', () => {
  test('a chapter, then its lessons; positions count from 1 within their set', () => {
    const rows = rowsOf(outline, new Set());
    expect(rows.map(({ id, position, setSize }) => [id, position, setSize])).toEqual([
      [chapterAt(1), 1, 3],
      [lessonAt(1), 1, 2],
      [lessonAt(2), 2, 2],
      [chapterAt(2), 2, 3],
      [chapterAt(3), 3, 3],
      [lessonAt(3), 1, 1],
    ]);
  });

  test('a collapsed chapter hides its lessons, and its number stays', () => {
    const rows = rowsOf(outline, new Set([chapterAt(1)]));
    expect(rows.map((row) => row.id)).toEqual([chapterAt(1), chapterAt(2), chapterAt(3), lessonAt(3)]);
    expect(rows[0]).toMatchObject({ isExpanded: false, position: 1 });
  });

  test('facts sum what is known', () => {
    expect(factsOf(outline.chapters)).toEqual({ lessons: 3, durationMs: 180_000 });
    const silent = structuredClone(outline);
    for (const lesson of silent.chapters.flatMap((chapter) => chapter.lessons)) lesson.media = null;
    expect(factsOf(silent.chapters)).toEqual({ lessons: 3, durationMs: 0 });
  });

  test('finds what an id stands for', () => {
    expect(chapterOf(outline, lessonAt(3))?.chapterId).toBe(chapterAt(3));
    expect(chapterOf(outline, lessonAt(9))).toBeNull();
    expect(titledOf(outline, chapterAt(2))).toEqual({ title: 'Chapter 2', isChapter: true });
    expect(titledOf(outline, lessonAt(2))).toEqual({ title: 'Lesson 2', isChapter: false });
    expect(titledOf(outline, lessonAt(9))).toBeNull();
  });
});

test('a chapter counts its drafts and free previews', () => {
  const [chapter] = outline.chapters;
  const [first, second] = chapter?.lessons ?? [];
  if (!chapter || !first || !second) throw new Error('no lessons');
  expect(statusesOf(chapter)).toEqual({ drafts: 0, previews: 0 });
  const lessons = [
    { ...first, status: 'draft' as const },
    { ...second, freePreview: true },
  ];
  expect(statusesOf({ ...chapter, lessons })).toEqual({ drafts: 1, previews: 1 });
});
