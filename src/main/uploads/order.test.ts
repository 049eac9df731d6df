import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankBy, rankWithin, type Rank } from './order.ts';

/** `b2`: what comes second in course b. */
const rankOf = (name: string): Rank => ({ courseId: name.slice(0, 1), place: Number(name.slice(1)) });
const ranked = (...names: string[]): string => rankBy(names, rankOf).join(' ');
/** Those in capitals stay. */
const within = (...names: string[]): string =>
  rankWithin(names, (name) => (/[A-Z]/.test(name) ? null : rankOf(name))).join(' ');

describe('rankBy', () => {
  test('a course is in its playing order', () => {
    expect(ranked('a3', 'a1', 'a2')).toBe('a1 a2 a3');
  });

  test('courses stay in the order in which they come, whatever their names', () => {
    expect(ranked('b2', 'b1', 'a2', 'a1')).toBe('b1 b2 a1 a2');
  });

  test('what came to a course later joins it', () => {
    expect(ranked('a1', 'a4', 'b1', 'a2')).toBe('a1 a2 a4 b1');
  });
});

describe('rankWithin', () => {
  test('what has no rank stays where it is, and the others pass it', () => {
    expect(within('A9', 'a2', 'B1', 'a1')).toBe('A9 a1 B1 a2');
    expect(within('a1', 'A9', 'a2')).toBe('a1 A9 a2');
  });

  test('nobody is lost, those without a rank keep their places, and each course is in order', () => {
    const names = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'A'), fc.nat(9)).map(([course, place]) => `${course}${place}`),
    );
    fc.assert(
      fc.property(names, (before) => {
        const after = rankWithin(before, (name) => (name.startsWith('A') ? null : rankOf(name)));
        expect(after.toSorted()).toEqual(before.toSorted());
        const fixed = (list: readonly string[]) => list.map((name) => (name.startsWith('A') ? name : ''));
        expect(fixed(after)).toEqual(fixed(before));
        const free = after.filter((name) => !name.startsWith('A'));
        expect(free).toEqual(
          rankBy(
            before.filter((name) => !name.startsWith('A')),
            rankOf,
          ),
        );
        for (const course of ['a', 'b']) {
          const own = free.filter((name) => name.startsWith(course));
          expect(own).toEqual(own.toSorted());
        }
      }),
    );
  });
});
