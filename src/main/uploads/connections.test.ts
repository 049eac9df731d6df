import { expect, test } from 'vitest';
import { slowDown, startTuning, tune, type Tuning } from './connections.ts';

/** Sends for a while over a line whose rate depends on the number of connections. */
function run(tuning: Tuning, seconds: number, rateOf: (limit: number) => number, fromMs = 0): Tuning {
  let now = tuning;
  let totalBytes = tuning.windowStartBytes;
  for (let nowMs = fromMs + 100; nowMs <= fromMs + seconds * 1_000; nowMs += 100) {
    totalBytes += rateOf(now.limit) / 10;
    now = tune(now, { nowMs, totalBytes, isSaturated: true });
  }
  return now;
}

test('climbs to the limit where every connection adds', () => {
  expect(run(startTuning(8, 0), 20, (limit) => limit * 20e6).limit).toBe(8);
  expect(run(startTuning(16, 0), 60, (limit) => limit * 20e6).limit).toBe(16);
});

test('steps back to one more than it needs, and stays, where the line is full', () => {
  const full = (): number => 50e6;
  const tuned = run(startTuning(8, 0), 25, full);
  expect(tuned.limit).toBe(5);
  expect(tuned.holdUntilMs).toBeGreaterThan(25_000);
});

test('says nothing while connections are idle', () => {
  let tuning = startTuning(8, 0);
  for (let nowMs = 0; nowMs < 30_000; nowMs += 100) {
    tuning = tune(tuning, { nowMs, totalBytes: nowMs * 1e5, isSaturated: false });
  }
  expect(tuning.limit).toBe(4);
});

test('429 takes one, a second one soon after it half of the rest; one connection is the least', () => {
  const start = { ...startTuning(8, 0), limit: 8 };
  const at = { nowMs: 0, totalBytes: 0 };
  const once = slowDown(start, 'rate-limited', at);
  expect(once.limit).toBe(7);
  expect(slowDown(once, 'rate-limited', at).limit).toBe(3);
  expect(slowDown({ ...start, limit: 1 }, 'rate-limited', at).limit).toBe(1);
});

test('one busy vault costs nothing; the second soon after it one connection, at most every quarter of a minute', () => {
  const start = { ...startTuning(8, 0), limit: 8 };
  const once = slowDown(start, 'busy', { nowMs: 0, totalBytes: 0 });
  expect(once).toMatchObject({ limit: 8, isFirstClimb: true });
  expect(slowDown(once, 'busy', { nowMs: 1_000, totalBytes: 200e6 }).limit).toBe(8);
  const twice = slowDown(once, 'busy', { nowMs: 1_000, totalBytes: 10e6 });
  expect(twice.limit).toBe(7);
  expect(slowDown(twice, 'busy', { nowMs: 5_000, totalBytes: 11e6 }).limit).toBe(7);
  expect(slowDown(twice, 'busy', { nowMs: 17_000, totalBytes: 12e6 }).limit).toBe(6);
});

test('a clock that jumps begins a new window instead of judging nonsense', () => {
  const tuning = startTuning(8, 0);
  const after = tune(tuning, { nowMs: -86_400_000, totalBytes: 1, isSaturated: true });
  expect(after).toMatchObject({ limit: 4, windowStartMs: -86_400_000 });
  expect(tune(tuning, { nowMs: 86_400_000, totalBytes: 1, isSaturated: true })).toMatchObject({
    limit: 4,
    previous: null,
  });
});
