import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessonMarks } from './lesson-content.ts';
import { retimed, rulesOf, withMark, type Marks } from './lesson-marks.ts';

const mark = (atMs: number, title = 'x') => ({ atMs, title });
const broken = (marks: Marks, durationMs: number | null) =>
  rulesOf(marks, durationMs).flatMap(({ rule, isMet }) => (isMet ? [] : [rule]));

test('rules of video sites: from 0:00, three, ten seconds each, with titles, within the video', () => {
  expect(rulesOf([], 60_000)).toEqual([]);
  expect(broken([mark(0), mark(10_000), mark(20_000)], 30_000)).toEqual([]);
  expect(broken([mark(0), mark(10_000), mark(20_000)], 29_000)).toEqual(['length']);
  expect(broken([mark(1_000), mark(20_000, ' ')], null)).toEqual(['atZero', 'three', 'titled']);
  expect(broken([mark(0), mark(10_000), mark(90_000)], 30_000)).toEqual(['length', 'within']);
});

test('whatever is added and moved, the chapters stay in order, one at a time', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean())), (steps) => {
      let marks: Marks = [];
      for (const [atMs, at, isMove] of steps)
        marks = (isMove ? retimed(marks, at, atMs) : withMark(marks, mark(atMs))) ?? marks;
      expect(lessonMarks.safeParse(marks).success).toBe(true);
      const added = withMark(marks, mark(5));
      expect(added === null).toBe(marks.some(({ atMs }) => atMs === 5));
    }),
    { numRuns: 300 },
  );
});
