import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './byte-range.ts';

test.each([
  ['bytes=0-', 10, { kind: 'part', range: { start: 0, end: 9 } }],
  ['bytes=2-5', 10, { kind: 'part', range: { start: 2, end: 5 } }],
  ['bytes=2-500', 10, { kind: 'part', range: { start: 2, end: 9 } }],
  ['bytes=-3', 10, { kind: 'part', range: { start: 7, end: 9 } }],
  ['bytes=-30', 10, { kind: 'part', range: { start: 0, end: 9 } }],
  ['bytes=10-', 10, { kind: 'unsatisfiable' }],
  ['bytes=-0', 10, { kind: 'unsatisfiable' }],
  ['bytes=0-', 0, { kind: 'unsatisfiable' }],
  ['bytes=5-2', 10, { kind: 'whole' }],
  ['bytes=0-1,4-5', 10, { kind: 'whole' }],
  ['items=0-1', 10, { kind: 'whole' }],
  ['bytes=-', 10, { kind: 'whole' }],
  [null, 10, { kind: 'whole' }],
])('%s of %i bytes', (header, length, expected) => {
  expect(parseRange(header, length)).toEqual(expected);
});

test('whatever is asked, the answer lies inside the file', () => {
  const headers = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    fc.nat().map((n) => `bytes=-${n}`),
  );
  fc.assert(
    fc.property(headers, fc.nat(), (header, length) => {
      const answer = parseRange(header, length);
      if (answer.kind !== 'part') return true;
      const { start, end } = answer.range;
      return start >= 0 && start <= end && end < length;
    }),
  );
});
