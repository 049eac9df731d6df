import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Op } from '../../shared/domain/merge.ts';
import { sliceOps } from './mutation-slices.ts';

const put = (id: string, refers: string | null = null): Op => ({
  t: 'media_files',
  id,
  k: 'put',
  h: '0000000000001-0000-00000000',
  v: { current: { current_version_id: refers } },
});

const upTo = (maxOps: number, maxChars = 1_000_000) => ({ maxOps, maxChars });

test('what fits stays whole', () => {
  expect(sliceOps([put('a', 'b'), put('b')], upTo(2))).toEqual([[put('a', 'b'), put('b')]]);
});

test('a file and its version are never cut apart', () => {
  const ops = [put('lesson'), put('file 1', 'version 1'), put('version 1', 'file 1'), put('file 2', 'version 2')];
  const slices = sliceOps([...ops, put('version 2', 'file 2')], upTo(2));
  expect(slices.map((slice) => slice.map(({ id }) => id))).toEqual([
    ['lesson'],
    ['file 1', 'version 1'],
    ['file 2', 'version 2'],
  ]);
});

test('long texts make short slices; one that is too long goes alone', () => {
  const size = JSON.stringify(put('a')).length;
  const long = { ...put('c'), v: { name: { name: 'x'.repeat(5 * size) } } };
  const slices = sliceOps([put('a'), put('b'), long, put('d'), put('e'), put('f')], upTo(100, 2 * size));
  expect(slices.map((slice) => slice.map(({ id }) => id))).toEqual([['a', 'b'], ['c'], ['d', 'e'], ['f']]);
});

test('rows that refer to each other all the way travel together, however many they are', () => {
  const ring = [put('a', 'd'), put('b', 'a'), put('c', 'b'), put('d', 'c'), put('e')];
  expect(sliceOps(ring, upTo(2)).map((slice) => slice.length)).toEqual([4, 1]);
});

test('nothing is lost, nothing is moved, and no slice refers to a later one', () => {
  const graph = fc.array(fc.option(fc.nat(59), { nil: null }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(graph, fc.integer({ min: 1, max: 20 }), fc.nat(3_000), (refers, maxOps, maxChars) => {
      const ops = refers.map((to, index) => put(`${index}`, to === null || to >= refers.length ? null : `${to}`));
      const slices = sliceOps(ops, upTo(maxOps, maxChars));
      expect(slices.flat()).toEqual(ops);
      const made = new Set<string>();
      for (const slice of slices) {
        expect(slice.length).toBeGreaterThan(0);
        for (const { id } of slice) made.add(id);
        for (const { v } of slice) {
          const to = v['current']?.['current_version_id'];
          if (typeof to === 'string') expect(made.has(to)).toBe(true);
        }
      }
    }),
  );
});
