import { describe, expect, test } from 'vitest';
import { backoffMs, planAfter, pollMs } from './schedule.ts';

describe('when the next round is due', () => {
  test('polls come every minute, a fifth earlier or later', () => {
    expect([pollMs(0), pollMs(0.5), pollMs(0.999_999)].map(Math.round)).toEqual([48_000, 60_000, 72_000]);
  });

  test('waiting after failures grows to a minute, spread over the whole range, never under a second', () => {
    expect([0, 1, 2, 6, 50].map((attempt) => backoffMs(attempt, 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect([0, 3, 50].map((attempt) => backoffMs(attempt, 0))).toEqual([1_000, 1_000, 1_000]);
    expect(backoffMs(6, 0.5)).toBe(30_000);
  });

  test.each([
    [null, 'idle', 60_000],
    ['OFFLINE', 'offline', 2_000],
    ['TIMEOUT', 'offline', 2_000],
    ['BUSY', 'offline', 2_000],
    ['CAPTIVE', 'captive', 2_000],
    ['UNAUTHORIZED', 'needs-auth', 60_000],
    ['OTHER_ACCOUNT', 'needs-auth', 60_000],
    ['SIGNED_OUT', 'signed-out', 60_000],
    ['UNCONFIGURED', 'local-only', 60_000],
    ['INCOMPATIBLE', 'blocked', 300_000],
    ['REVOKED', 'stopped', 300_000],
    ['REFUSED', 'stopped', 300_000],
    ['FAILED', 'stopped', 300_000],
  ] as const)('%s shows as %s and is left after %i ms', (error, state, delayMs) => {
    expect(planAfter(error, 2, 0.5)).toEqual({ state, delayMs });
  });

  test('a server that says when to come back is not asked earlier', () => {
    expect(planAfter('BUSY', 0, 0.5, 30_000).delayMs).toBe(30_000);
    expect(planAfter('BUSY', 6, 1, 30_000).delayMs).toBe(60_000);
  });
});
