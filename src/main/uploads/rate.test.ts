import { expect, test } from 'vitest';
import { etaMs, startRate, updateRate } from './rate.ts';

test('settles on the rate of a steady line, and follows a change within seconds', () => {
  let rate = startRate(0);
  let bytes = 0;
  for (let nowMs = 100; nowMs <= 10_000; nowMs += 100) rate = updateRate(rate, nowMs, (bytes += 1e5));
  expect(rate.bytesPerSecond).toBeCloseTo(1e6, -3);
  for (let nowMs = 10_100; nowMs <= 25_000; nowMs += 100) rate = updateRate(rate, nowMs, (bytes += 3e5));
  expect(rate.bytesPerSecond).toBeGreaterThan(2.8e6);
  for (let nowMs = 25_100; nowMs <= 120_000; nowMs += 100) rate = updateRate(rate, nowMs, bytes);
  expect(rate.bytesPerSecond).toBe(0);
});

test('a clock that was set back begins anew instead of showing nonsense', () => {
  const rate = updateRate({ bytesPerSecond: 500, atMs: 1_000, bytes: 100 }, 0, 200);
  expect(rate).toEqual({ bytesPerSecond: 500, atMs: 0, bytes: 200 });
});

test('time left', () => {
  expect(etaMs(1_000, 500)).toBe(2_000);
  expect(etaMs(1_000, 0)).toBeNull();
  expect(etaMs(0, 0)).toBe(0);
});
