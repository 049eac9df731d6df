import { expect, test } from 'vitest';
import type { LessonMedia } from '../../../../shared/domain/course.ts';
import { mediaId } from '../../../../shared/domain/ids.ts';
import { sampleOutline } from '../outline.fixture.ts';
import { isPromo, promoOptions } from './promo-options.ts';

test('every video of the course can be chosen once; a promo of its own comes first, by its file’s name', () => {
  const outline = sampleOutline(2, 1);
  const [own, next] = outline.chapters.flatMap(({ lessons }) => lessons.map(({ media }) => media as LessonMedia));
  if (!own || !next) throw new Error('the fixture has no videos');
  const other = { ...own, mediaId: mediaId.parse('01932b4e-0000-7000-8000-000000000001'), fileName: 'promo.mp4' };
  const labels = (promo: LessonMedia | null, of = outline) =>
    promoOptions(of, promo, 'No video').map(({ label }) => label);
  expect(labels(other)).toEqual(['promo.mp4', 'Lesson 1', 'Lesson 2', 'Lesson 3']);
  expect(labels(null)).toEqual(['No video', 'Lesson 1', 'Lesson 2', 'Lesson 3']);
  // One that a lesson shows, too, goes by the lesson's name.
  expect(labels(next)).toEqual(['Lesson 2', 'Lesson 1', 'Lesson 3']);
  expect(promoOptions(outline, null, '').map(({ value }) => isPromo(value))).toEqual([false, true, true, true]);
  expect(promoOptions(undefined, null, 'No video')).toMatchObject([{ label: 'No video' }]);
});

test('lessons without a file, and those that are no videos, offer nothing', () => {
  const [chapter] = sampleOutline(2).chapters;
  if (!chapter) throw new Error('the fixture has no chapter');
  const [first, second] = chapter.lessons;
  const lessons = [first && { ...first, media: null }, second && { ...second, kind: 'audio' as const }];
  const chapters = [{ ...chapter, lessons: lessons.filter((lesson) => lesson !== undefined) }];
  expect(promoOptions({ ...sampleOutline(0), chapters }, null, '')).toHaveLength(1);
});
