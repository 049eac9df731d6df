import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burstOf } from '../../src/main/uploads/bucket.ts';
import { createPacer } from '../../src/main/uploads/pacer.ts';
import { createFakeClock } from './uploads-fake-time.ts';

/* Many connections under one speed limit, in fake time. */
interface Sent {
  readonly atMs: number;
  readonly bytes: number;
  readonly by: number;
}
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function send(limit: number, sizes: readonly number[], forMs: number): Promise<Sent[]> {
  const time = createFakeClock(1_000_000);
  const life = new AbortController();
  const pacer = createPacer(time.clock, life.signal);
  pacer.setLimit(limit);
  const sent: Sent[] = [];
  for (const [by, wanted] of sizes.entries()) {
    void (async () => {
      while (!life.signal.aborted) {
        const bytes = await pacer.pace(wanted);
        if (!life.signal.aborted) sent.push({ atMs: time.elapsedMs(), bytes, by });
      }
    })();
  }
  await turn();
  while (time.elapsedMs() < forMs && time.jump()) await turn();
  life.abort();
  return sent;
}
const total = (sent: readonly Sent[]): number => sent.reduce((sum, { bytes }) => sum + bytes, 0);

test('over any window no more than the limit, and what may be saved up; over all of it, what the limit allows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 50_000, max: 50_000_000 }),
      fc.array(fc.integer({ min: 1_024, max: 524_288 }), { minLength: 1, maxLength: 16 }),
      async (limit, sizes) => {
        // Some rounds of turns, however slow they are.
        const forMs = Math.max(2_000, (sizes.length * 3 * 262_144 * 1_000) / limit);
        const sent = await send(limit, sizes, Math.min(forMs, 20_000));
        const endMs = sent.at(-1)?.atMs ?? 0;
        const spanMs = (from: Sent | undefined, to: Sent | undefined): number => (to?.atMs ?? 0) - (from?.atMs ?? 0);
        for (let from = 0; from < sent.length; from += 1 + Math.floor(sent.length / 10)) {
          let bytes = 0;
          for (let to = from; to < sent.length; to += 1) {
            bytes += sent[to]?.bytes ?? 0;
            const allowed = (limit * spanMs(sent[from], sent[to])) / 1_000 + burstOf(limit);
            expect(bytes).toBeLessThanOrEqual(allowed + 1);
          }
        }
        // One byte a turn cannot use a fast limit up: a turn takes a millisecond at least.
        const perTurn = Math.min(...sizes);
        if (perTurn * 1_000 > limit)
          expect(total(sent)).toBeGreaterThan(((limit * endMs) / 1_000) * 0.9 - burstOf(limit));
      },
    ),
    { numRuns: 25 },
  );
});

test('nobody starves: everyone has a turn before anyone has two more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 50_000, max: 5_000_000 }),
      fc.array(fc.integer({ min: 4_096, max: 524_288 }), { minLength: 2, maxLength: 16 }),
      async (limit, sizes) => {
        const sent = await send(limit, sizes, 60_000);
        const turns = sizes.map(() => 0);
        for (const { by } of sent) {
          turns[by] = (turns[by] ?? 0) + 1;
          expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
        }
        expect(Math.min(...turns)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 30 },
  );
});

test('without a limit nobody waits; one that is lifted lets everybody go; a new one holds for whoever waits already', async () => {
  const time = createFakeClock(0);
  const pacer = createPacer(time.clock, new AbortController().signal);
  expect(pacer.pace(500_000)).toBe(500_000);
  pacer.setLimit(50_000);
  const waiting = [Promise.resolve(pacer.pace(40_000)), Promise.resolve(pacer.pace(40_000))];
  await turn();
  pacer.setLimit(4_000_000);
  await turn();
  expect(time.jump()).toBe(true);
  expect(time.elapsedMs()).toBeLessThanOrEqual(10);
  pacer.setLimit(null);
  await turn();
  expect(await Promise.all(waiting)).toEqual([40_000, 40_000]);
});
