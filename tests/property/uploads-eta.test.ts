import { expect, test } from 'vitest';
import { etaMs, etaSmoothingMs, startRate, updateRate } from '../../src/main/uploads/rate.ts';
import { createRandom } from './uploads-fake-time.ts';
import { createSim } from './uploads-sim.ts';

/* The promise of when the queue is done, on a steady line with noise, in fake time: what was promised against what came. */
interface Line {
  readonly bytesPerSecond: number;
  readonly totalBytes: number;
  /** How much of a tick's bytes is chance, 0 to 1; and how often a whole second brings nothing. */
  readonly noise: number;
  readonly stalls: number;
}
const tickMs = 100;

/** Errors of the promise at every tick from a minute on, as parts of the time that was really left. */
function errorsOf(line: Line, seed: number): number[] {
  const random = createRandom(seed);
  let rate = startRate(0);
  const promised: { atMs: number; etaMs: number }[] = [];
  let [sent, nowMs, stalledUntilMs] = [0, 0, 0];
  while (sent < line.totalBytes) {
    nowMs += tickMs;
    if (nowMs % 1_000 === 0 && random() < line.stalls) stalledUntilMs = nowMs + 1_000;
    const share = nowMs < stalledUntilMs ? 0 : 1 + line.noise * (2 * random() - 1);
    sent += ((line.bytesPerSecond * tickMs) / 1_000) * share;
    rate = updateRate(rate, nowMs, sent, etaSmoothingMs);
    const eta = etaMs(line.totalBytes - sent, rate.bytesPerSecond);
    if (nowMs >= 60_000 && eta !== null && sent < line.totalBytes) promised.push({ atMs: nowMs, etaMs: eta });
  }
  return promised.map(({ atMs, etaMs: eta }) => Math.abs(eta - (nowMs - atMs)) / (nowMs - atMs));
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test.each([
  ['even', { bytesPerSecond: 2_000_000, totalBytes: 600_000_000, noise: 0.1, stalls: 0 }],
  ['noisy', { bytesPerSecond: 2_000_000, totalBytes: 600_000_000, noise: 1, stalls: 0 }],
  ['with stalls', { bytesPerSecond: 500_000, totalBytes: 300_000_000, noise: 0.8, stalls: 0.15 }],
  ['slow', { bytesPerSecond: 60_000, totalBytes: 20_000_000, noise: 1, stalls: 0.1 }],
] as const)('a steady line, %s: the median error is at most 15 percent after a minute', (_name, line) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const errors = errorsOf(line, seed);
    expect(errors.length).toBeGreaterThan(1_000);
    expect(median(errors)).toBeLessThan(0.15);
  }
});

test('small files, each gone before it has a speed of its own: the queue has one, and says when it is done', async () => {
  const sim = createSim(11);
  const bytes = (n: number) => Uint8Array.from({ length: 250 }, (_, at) => (at * 7 + n) % 251);
  sim.service().enqueue(Array.from({ length: 400 }, (_, n) => sim.addFile(`/${n}`, bytes(n))));
  const seen: (readonly [number, number | null])[] = [];
  sim.service().onProgress(({ summary }) => {
    if (summary.ready > 200 && summary.active > 0) seen.push([summary.bytesPerSecond, summary.etaMs]);
  });
  await sim.runUntil(() => sim.service().summary().ready === 400, 600_000);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter(([speed, eta]) => speed === 0 || eta === null)).toEqual([]);
  expect(sim.problems).toEqual([]);
});
