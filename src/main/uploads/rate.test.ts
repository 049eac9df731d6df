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

test('a line that starts slowly promises no hours: nothing is said at first, then the mean so far', () => {
  let rate = updateRate(startRate(0), 100, 200); // 2 kB/s, while connections are made
  expect(rate.bytesPerSecond).toBe(0);
  let bytes = 200;
  for (let nowMs = 200; nowMs <= 2_000; nowMs += 100) rate = updateRate(rate, nowMs, (bytes += 1e6));
  expect(rate.bytesPerSecond).toBeGreaterThan(0.9e7);
  expect(rate.bytesPerSecond).toBeLessThan(1.1e7);
});

test('after a pause it is measured anew', () => {
  let rate = startRate(0);
  for (let nowMs = 100; nowMs <= 5_000; nowMs += 100) rate = updateRate(rate, nowMs, nowMs * 1e3);
  for (let nowMs = 5_100; nowMs <= 200_000; nowMs += 100) rate = updateRate(rate, nowMs, 5e6);
  rate = updateRate(rate, 200_100, 5e6 + 10);
  expect(rate.bytesPerSecond).toBe(0);
});

test('a clock that was set back changes nothing but the time', () => {
  const rate = { bytesPerSecond: 500, atMs: 1_000, bytes: 100, average: 400, measuredMs: 9_000 };
  expect(updateRate(rate, 0, 200)).toEqual({ ...rate, atMs: 0, bytes: 200 });
});

test('time left', () => {
  expect(etaMs(1_000, 500)).toBe(2_000);
  expect(etaMs(1_000, 0)).toBeNull();
  expect(etaMs(0, 0)).toBe(0);
});
