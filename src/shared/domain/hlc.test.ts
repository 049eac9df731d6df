import { describe, expect, test } from 'vitest';
import { later, tick } from './hlc.ts';

const node = '0000abcd';

describe('hybrid logical clock stamps', () => {
  test('carry the time, a counter and the node, and compare as texts', () => {
    expect(tick('', 1_700_000_000_123, node)).toBe('1700000000123-0000-0000abcd');
    expect(tick('', 5, node)).toBe('0000000000005-0000-0000abcd');
    expect(tick('', 999_999_999_999, node) < tick('', 1_000_000_000_000, node)).toBe(true);
  });

  test('rise within a millisecond and when the wall clock goes back', () => {
    const stamps: string[] = [];
    for (const nowMs of [1_000, 1_000, 999, 1, 1_001]) stamps.push(tick(stamps.at(-1) ?? '', nowMs, node));
    expect(stamps.map((stamp) => stamp.slice(9, 18))).toEqual([
      '1000-0000',
      '1000-0001',
      '1000-0002',
      '1000-0003',
      '1001-0000',
    ]);
    expect(stamps.toSorted()).toEqual(stamps);
  });

  test('a counter that is full moves the time', () => {
    expect(tick('0000000001000-ffff-0000abcd', 1_000, node)).toBe('0000000001001-0000-0000abcd');
  });

  test('fractions of a millisecond are cut', () => {
    expect(tick('', 1_000.9, node)).toBe('0000000001000-0000-0000abcd');
    expect(tick('0000000001000-0000-0000abcd', 1_000.9, node)).toBe('0000000001000-0001-0000abcd');
  });

  test('the later of two', () => {
    expect(later('0000000001000-0000-a', '0000000001000-0001-a')).toBe('0000000001000-0001-a');
    expect(later('', 'x')).toBe('x');
  });
});
