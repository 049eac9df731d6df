import { expect, test } from 'vitest';
import { etaMs, etaSmoothingMs, startRate, updateRate } from '../../src/main/uploads/rate.ts';
import { readyTimes } from '../../src/renderer/features/uploads/ready-times.ts';
import type { UploadRow } from '../../src/shared/ipc/contract/upload.ts';
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

/** Every promise from a minute on, of the queue and of each lesson in it, against when it came: medians of the errors. */
async function promisesOf(seed: number): Promise<{ queue: number; lessons: number; count: number }> {
  const random = createRandom(seed);
  const sim = createSim(seed, { connections: 4 });
  // Four connections with a part a second each, give or take a half: 400 bytes a second.
  sim.server.state.latencyMs = () => 250 + random() * 500;
  const sizes = [30_000, 250, 20_000, 12_000, 250, 250, 25_000];
  sim.service().enqueue(
    sizes.map((size, n) =>
      sim.addFile(
        `/${n}`,
        Uint8Array.from({ length: size }, () => random() * 256),
      ),
    ),
  );
  const startMs = sim.time.clock.nowMs();
  const readyAtMs = new Map<string, number>();
  const told: { of: string; atMs: number; inMs: number }[] = [];
  sim.service().onProgress(({ summary }) => {
    const nowMs = sim.time.clock.nowMs();
    const snapshots = sim.service().snapshots();
    for (const { uploadId, state } of snapshots) {
      if (state === 'ready' && !readyAtMs.has(uploadId)) readyAtMs.set(uploadId, nowMs);
    }
    if (nowMs - startMs < 60_000 || summary.etaMs === null) return;
    if (summary.ready < sizes.length) told.push({ of: 'queue', atMs: nowMs, inMs: summary.etaMs });
    const rows = snapshots.map((snapshot) => ({ snapshot }) as UploadRow);
    for (const [of, inMs] of readyTimes(rows, ({ snapshot }) => snapshot, summary)) {
      told.push({ of, atMs: nowMs, inMs });
    }
  });
  await sim.runUntil(() => sim.service().summary().ready === sizes.length, 3_600_000);
  readyAtMs.set('queue', sim.time.clock.nowMs());
  const errorsOf = (isOf: (of: string) => boolean): number[] =>
    told
      .filter(({ of }) => isOf(of))
      .map(({ of, atMs, inMs }) => {
        const leftMs = Math.max(1, (readyAtMs.get(of) ?? 0) - atMs);
        return Math.abs(inMs - leftMs) / leftMs;
      });
  const [queue, lessons] = [errorsOf((of) => of === 'queue'), errorsOf((of) => of !== 'queue')];
  return { queue: median(queue), lessons: median(lessons), count: told.length };
}

test('the engine on a steady line with jitter: median errors of queue and lessons at most 15 percent after a minute', async ({
  annotate,
}) => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const { queue, lessons, count } = await promisesOf(seed);
    await annotate(`seed ${seed}: median error of the queue ${queue.toFixed(3)}, of lessons ${lessons.toFixed(3)}`);
    expect(count).toBeGreaterThan(500);
    expect({ seed, isQueueRight: queue <= 0.15, areLessonsRight: lessons <= 0.15 }).toEqual({
      seed,
      isQueueRight: true,
      areLessonsRight: true,
    });
  }
});
