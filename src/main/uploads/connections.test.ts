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

test('steps back, and stays, where the line is full', () => {
  const full = (): number => 50e6;
  const tuned = run(startTuning(8, 0), 25, full);
  expect(tuned.limit).toBe(4);
  expect(tuned.holdUntilMs).toBeGreaterThan(20_000);
});

test('says nothing while connections are idle', () => {
  let tuning = startTuning(8, 0);
  for (let nowMs = 0; nowMs < 30_000; nowMs += 100) {
    tuning = tune(tuning, { nowMs, totalBytes: nowMs * 1e5, isSaturated: false });
  }
  expect(tuning.limit).toBe(4);
});

test('429 halves, a busy server costs one at most every quarter of a minute; one connection is the least', () => {
  const start = { ...startTuning(8, 0), limit: 8 };
  expect(slowDown(start, 'rate-limited', 0).limit).toBe(4);
  const once = slowDown(start, 'busy', 0);
  expect(once.limit).toBe(7);
  expect(slowDown(once, 'busy', 5_000).limit).toBe(7);
  expect(slowDown(once, 'busy', 16_000).limit).toBe(6);
  expect(slowDown(slowDown({ ...start, limit: 1 }, 'rate-limited', 0), 'busy', 60_000).limit).toBe(1);
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
