import { expect, test } from 'vitest';
import { offeredTags, writtenTags } from './tags.ts';

const all = ['Advanced biology', 'Biology', 'Économie', 'Zoology'].map((name) => ({ name, courses: 0, lessons: 0 }));

test('offered is what begins with the words first, whatever their accents and case, without what is there', () => {
  expect(offeredTags(all, [], 'bio')).toEqual(['Biology', 'Advanced biology']);
  expect(offeredTags(all, ['BIOLOGY'], 'bio')).toEqual(['Advanced biology']);
  expect(offeredTags(all, [], 'econ')).toEqual(['Économie']);
  expect(offeredTags(all, ['Zoology'], '')).toEqual(['Advanced biology', 'Biology', 'Économie']);
  expect(offeredTags(all, [], 'none')).toEqual([]);
});

test('a name that the workspace has is written as it is there', () => {
  expect(writtenTags(all, ['zOOLOGY', 'New'])).toEqual(['Zoology', 'New']);
});
