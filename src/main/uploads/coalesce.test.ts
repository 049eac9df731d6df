import { expect, test } from 'vitest';
import { createCoalescer } from './coalesce.ts';
import type { Clock } from './ports.ts';

/** A clock that is moved by hand. */
function createClock() {
  let nowMs = 0;
  const timers: { atMs: number; fire: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    delay: (ms, signal) =>
      new Promise((resolve) => {
        timers.push({ atMs: nowMs + ms, fire: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
  };
  const to = async (ms: number): Promise<void> => {
    nowMs = ms;
    for (const timer of timers.splice(0).filter(({ atMs, fire }) => (atMs <= nowMs ? (fire(), false) : true)))
      timers.push(timer);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, to };
}

test('the first at once, then at most one an interval, the last always', async () => {
  const { clock, to } = createClock();
  const flushedAtMs: number[] = [];
  const events = createCoalescer(clock, 100, () => flushedAtMs.push(clock.nowMs()));
  events.touch();
  for (const ms of [10, 20, 99]) {
    await to(ms);
    events.touch();
  }
  expect(flushedAtMs).toEqual([0]);
  await to(100);
  expect(flushedAtMs).toEqual([0, 100]);
  await to(400);
  expect(flushedAtMs).toEqual([0, 100]);
  events.touch();
  expect(flushedAtMs).toEqual([0, 100, 400]);
});

test('a clock that was set back does not silence it', async () => {
  const { clock, to } = createClock();
  let flushed = 0;
  await to(10_000);
  const events = createCoalescer(clock, 100, () => (flushed += 1));
  events.touch();
  await to(0);
  events.touch();
  expect(flushed).toBe(2);
});

test('closing says what is due, once', async () => {
  const { clock, to } = createClock();
  let flushed = 0;
  const events = createCoalescer(clock, 100, () => (flushed += 1));
  events.touch();
  events.touch();
  events.close();
  await to(1_000);
  expect(flushed).toBe(2);
});

test('with a grace, what comes after the interval is told when it comes, and a lone touch a grace later', async () => {
  const { clock, to } = createClock();
  const flushedAtMs: number[] = [];
  const events = createCoalescer(clock, 100, () => flushedAtMs.push(clock.nowMs()), 50);
  for (const ms of [0, 51, 102, 153, 204, 255]) {
    await to(ms);
    events.touch();
  }
  expect(flushedAtMs).toEqual([0, 102, 204]);
  await to(353);
  expect(flushedAtMs).toEqual([0, 102, 204]);
  await to(354);
  expect(flushedAtMs).toEqual([0, 102, 204, 354]);
});
