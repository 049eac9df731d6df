import { expect, test } from 'vitest';
import { audioEndings, videoEndings } from '../../shared/domain/recording-names.ts';
import { isFilm } from '../uploads/source-check.ts';
import { contentTypeOf } from './content-type.ts';

test.each([...videoEndings, ...audioEndings])(
  'a recording whose name ends in .%s is looked into before it is sent',
  (ending) => {
    expect(isFilm(contentTypeOf(`Lesson 1.${ending.toUpperCase()}`))).toBe(true);
  },
);

test('what is no recording is not', () => {
  expect(['notes.pdf', 'cover.jpg', 'ts', 'a.ts.zip', 'unknown.xyz'].map(contentTypeOf).filter(isFilm)).toEqual([]);
});
