import { expect, test } from 'vitest';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { MediaId } from '../../../../shared/domain/ids.ts';
import { afterIdOf, withFilesMoved } from './file-order.ts';

const files = ['a', 'b', 'c'].map((mediaId) => ({ mediaId })) as LessonDetail['resources'];
const id = (name: string) => name as MediaId;
const named = (all: LessonDetail['resources']) => all.map(({ mediaId }) => mediaId).join('');

test('a file goes after another one, to the front, several as a block; after one that went, nothing moves', () => {
  expect(named(withFilesMoved(files, [id('a')], id('c')))).toBe('bca');
  expect(named(withFilesMoved(files, [id('c')], null))).toBe('cab');
  expect(named(withFilesMoved(files, [id('c'), id('a')], id('b')))).toBe('bac');
  expect(named(withFilesMoved(files, [id('a')], id('gone')))).toBe('abc');
});

test('a gap on either side of the file is where it is', () => {
  expect([0, 1, 2, 3].map((gap) => afterIdOf(files, id('b'), gap))).toEqual([null, undefined, undefined, 'c']);
  expect([-1, 4].map((gap) => afterIdOf(files, id('b'), gap))).toEqual([undefined, undefined]);
  expect(afterIdOf(files, id('gone'), 0)).toBeUndefined();
});
