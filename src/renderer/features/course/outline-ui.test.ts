import { expect, test } from 'vitest';
import { createOutlineUi, isFolded } from './outline-ui.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from './outline.fixture.ts';

test('chapters close while chapters are on their way, and for no other drag', () => {
  const ui = createOutlineUi(courseAt(1)).getState();
  const outline = sampleOutline(2, 1);
  const chapters = { ...ui, drag: { phase: 'active' as const, ids: [chapterAt(2)] } };
  expect(isFolded(outline, chapters)).toBe(true);
  expect(isFolded(outline, { ...ui, drag: { phase: 'active', ids: [lessonAt(1)] } })).toBe(false);
  expect(isFolded(outline, ui)).toBe(false);
});
