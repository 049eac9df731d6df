import { expect, test } from 'vitest';
import { createCoalescer, type Touch } from './coalesce.ts';
import type { Clock } from './ports.ts';

const pace = { intervalMs: 100, figuresMs: 250, graceMs: 50 };

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

/** What was flushed when, for touches at these times. */
async function flushesOf(touches: readonly (readonly [atMs: number, what: Touch])[], endMs: number) {
  const { clock, to } = createClock();
  const flushedAtMs: number[] = [];
  const events = createCoalescer(clock, pace, () => flushedAtMs.push(clock.nowMs()));
  const byTime = Map.groupBy(touches, ([atMs]) => atMs);
  for (let ms = 0; ms <= endMs; ms += 1) {
    await to(ms);
    for (const [, what] of byTime.get(ms) ?? []) events.touch(what);
  }
  return flushedAtMs;
}
const every = (ms: number, untilMs: number, what: Touch): [number, Touch][] =>
  Array.from({ length: Math.floor(untilMs / ms) + 1 }, (_, at) => [at * ms, what]);

test('the first at once, then with the first touch after the interval, the last a grace later', async () => {
  expect(await flushesOf(every(51, 255, 'sight'), 500)).toEqual([0, 102, 204, 354]);
  expect(
    await flushesOf(
      [
        [0, 'sight'],
        [99, 'sight'],
        [400, 'sight'],
      ],
      500,
    ),
  ).toEqual([0, 150, 400]);
});

test('figures are told slowly, and what moves then is told at once', async () => {
  const figures = every(50, 600, 'figures');
  expect(await flushesOf(figures, 600)).toEqual([0, 250, 500]);
  expect(await flushesOf([...figures, [310, 'sight'], [315, 'sight']], 600)).toEqual([0, 250, 310, 450]);
});

test('never more than ten in a second, whatever comes, and the last always', async () => {
  const touches = Array.from({ length: 400 }, (_, at): [number, Touch] => [at * 7, at === 0 ? 'figures' : 'sight']);
  const flushed = await flushesOf(touches, 4_000);
  const inASecond = flushed.map((start) => flushed.filter((at) => at >= start && at < start + 1_000).length);
  expect(Math.max(...inASecond)).toBeLessThanOrEqual(10);
  expect(flushed.length).toBeGreaterThan(20);
  expect(flushed.at(-1)).toBeGreaterThanOrEqual(399 * 7);
});

test('a clock that was set back does not silence it', async () => {
  const { clock, to } = createClock();
  let flushed = 0;
  await to(10_000);
  const events = createCoalescer(clock, pace, () => (flushed += 1));
  events.touch();
  await to(0);
  events.touch();
  expect(flushed).toBe(2);
});

test('closing says what is due, once', async () => {
  const { clock, to } = createClock();
  let flushed = 0;
  const events = createCoalescer(clock, pace, () => (flushed += 1));
  events.touch();
  events.touch();
  events.close();
  await to(1_000);
  expect(flushed).toBe(2);
});
