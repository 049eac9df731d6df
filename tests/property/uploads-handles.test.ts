import { expect, test } from 'vitest';
import { createSim, type Sim } from './uploads-sim.ts';

/* Whoever pauses an upload may want to move its file, or take its drive away. */
const large = { planRules: { hashFirstMaxBytes: 0 } };
const bytesOf = (fill: number, count: number): Uint8Array => new Uint8Array(count).fill(fill);
const handles = (sim: Sim): number[] => [...sim.files.values()].map((file) => file.handles ?? 0);

/** One on its way, the next one being hashed for its turn. */
async function beginTwo() {
  const sim = createSim(41, { ...large, connections: 1 });
  const hashing = Promise.withResolvers<void>();
  sim.drive.hashingWhole = hashing.promise;
  sim.service().enqueue([sim.addFile('/first', bytesOf(1, 3_000)), sim.addFile('/second', bytesOf(2, 2_000))]);
  expect(await sim.runUntil(() => (sim.service().snapshots()[0]?.bytesDone ?? 0) > 300, 60_000)).toBe(true);
  return { sim, goOn: hashing.resolve };
}

test.each(['pause', 'cancel'] as const)('%s: no file is open any more, whatever was read of it', async (verb) => {
  const { sim } = await beginTwo();
  expect(handles(sim)).toEqual([1, 1]);
  void sim.service()[verb]('all');
  await sim.runUntil(() => false, 60_000);
  expect(handles(sim)).toEqual([0, 0]);
});

test('one that is paused while the others go on: its file is left alone, also by who looks for copies', async () => {
  const { sim, goOn } = await beginTwo();
  const [first] = sim.service().snapshots();
  if (!first) throw new Error('not queued');
  await Promise.all([sim.service().pause([first.uploadId]), sim.runUntil(() => false, 1_000)]);
  goOn();
  // As long as the paused one: whether it is a copy is found out when that one goes on.
  sim.service().enqueue([sim.addFile('/copy', bytesOf(1, 3_000))]);
  expect(await sim.runUntil(() => sim.service().summary().ready === 2, 600_000)).toBe(true);
  await sim.runUntil(() => false, 60_000);
  expect(handles(sim)).toEqual([0, 0, 0]);
  expect(sim.files.get('/first')?.bytesRead).toBeLessThan(3_000);
});
