import { expect, test } from 'vitest';
import type { PortError } from '../../src/main/uploads/ports.ts';
import { createSim, type Sim } from './uploads-sim.ts';

const minuteMs = 60_000;
const wait: PortError = { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests', retryAfterMs: minuteMs };
const partCount = 20;

/** A file of twenty parts, of which the first try of some is answered by "wait a minute". */
function sendWith(isTurnedAway: (partNumber: number) => boolean) {
  const sim = createSim(7);
  const tried = new Set<number>();
  sim.server.state.fateOf = (operation, partNumber = 0) => {
    if (operation !== 'sendPart' || tried.has(partNumber)) return 'fine';
    tried.add(partNumber);
    return isTurnedAway(partNumber) ? wait : 'fine';
  };
  sim.service().enqueue([
    sim.addFile(
      '/large',
      new Uint8Array(partCount * 100).map((_, index) => index / 100),
    ),
  ]);
  return { sim, tried };
}
const partsStored = ({ server }: Sim): number => [...server.files.values()][0]?.parts.size ?? 0;
const isReady = ({ service }: Sim) => service().summary().ready === 1;

test('a part that is told to wait keeps no other from its connection', async () => {
  const { sim } = sendWith((partNumber) => partNumber <= 4);
  expect(await sim.runUntil(() => partsStored(sim) === partCount - 4, minuteMs)).toBe(true);
  expect(sim.time.elapsedMs()).toBeLessThan(minuteMs);
  expect(await sim.runUntil(() => isReady(sim), 10 * minuteMs)).toBe(true);
});

test('a server that turns everybody away is not asked for every part at once', async () => {
  const { sim, tried } = sendWith(() => true);
  await sim.runUntil(() => false, minuteMs / 2);
  // Four connections to begin with, and four that others wait without.
  expect(tried.size).toBeGreaterThan(4);
  expect(tried.size).toBeLessThanOrEqual(8);
  expect(await sim.runUntil(() => isReady(sim), 60 * minuteMs)).toBe(true);
});

test('nobody tells that the computer woke: it goes on a minute later by itself, or at once with the network', async () => {
  for (const isTold of [false, true]) {
    const { sim } = sendWith(() => false);
    await sim.runUntil(() => partsStored(sim) > 2, minuteMs);
    sim.service().systemSuspended();
    if (isTold) sim.service().setOnline(true);
    const sleptAtMs = sim.time.elapsedMs();
    expect(await sim.runUntil(() => isReady(sim), 10 * minuteMs)).toBe(true);
    expect(sim.time.elapsedMs() - sleptAtMs >= minuteMs).toBe(!isTold);
  }
});
