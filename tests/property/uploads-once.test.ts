import { expect, test } from 'vitest';
import { createSim, type Sim } from './uploads-sim.ts';

/** Sends files of the given bytes, in this order, and waits until all are ready. */
async function sendAll(sim: Sim, contents: readonly (readonly [path: string, bytes: Uint8Array])[]): Promise<void> {
  sim.service().enqueue(contents.map(([path, bytes]) => sim.addFile(path, bytes)));
  const isReady = (): boolean => sim.service().summary().ready === sim.files.size;
  expect(await sim.runUntil(isReady, 600_000)).toBe(true);
}
const bytesOf = (fill: number, count: number): Uint8Array => new Uint8Array(count).fill(fill);
const readOf = (sim: Sim, path: string): number | undefined => sim.files.get(path)?.bytesRead;

test('a file that goes in one request is read once: its hash is made on its way', async () => {
  const sim = createSim(1);
  await sendAll(sim, [
    ['/a', bytesOf(1, 200)],
    ['/b', bytesOf(2, 201)],
  ]);
  expect([readOf(sim, '/a'), readOf(sim, '/b')]).toEqual([200, 201]);
});

test('one as long as something that is stored is compared with it first: the same bytes become a link', async () => {
  const sim = createSim(2);
  await sendAll(sim, [['/a', bytesOf(1, 200)]]);
  await sendAll(sim, [['/b', bytesOf(1, 200)]]);
  await sendAll(sim, [['/c', bytesOf(3, 200)]]);
  expect([...sim.server.files.values()].map(({ objectName }) => objectName)).toEqual(['p/a', 'p/c']);
});

test('storage is asked what it has while the journal waits for its disk; ready only what both have', async () => {
  const sim = createSim(4);
  const asked: string[] = [];
  sim.server.state.fateOf = (operation) => {
    if (operation === 'sendFile') sim.disk.isFull = true;
    asked.push(operation);
    return 'fine';
  };
  sim.service().enqueue([sim.addFile('/a', bytesOf(1, 200))]);
  await sim.runUntil(() => asked.includes('getFile'), 3_000);
  expect(asked).toEqual(['connect', 'sendFile', 'getFile']);
  await sim.runUntil(() => false, 60_000);
  expect(sim.service().summary().ready).toBe(0);
  sim.disk.isFull = false;
  expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
  expect(sim.server.files.size).toBe(1);
});

test('a large file whose stored parts are read again after its drive came back holds up nobody', async () => {
  const sim = createSim(3);
  sim.server.state.latencyMs = () => 10;
  const large = sim.addFile('/large', bytesOf(1, 64_000_001));
  sim.service().enqueue([large]);
  await sim.runUntil(() => (sim.service().snapshots()[0]?.bytesDone ?? 0) > 100_000, 60_000);
  const file = sim.files.get('/large');
  if (file) file.inode = 'another';
  const hashing = Promise.withResolvers<void>();
  sim.drive.hashing = hashing.promise;
  sim.kill(true);
  sim.service().enqueue([sim.addFile('/small', bytesOf(2, 1_000))]);
  expect(await sim.runUntil(() => sim.service().summary().ready === 1, 60_000)).toBe(true);
  expect([...sim.server.files.values()].map(({ objectName, content }) => [objectName, content !== null])).toEqual([
    ['p/large', false],
    ['p/small', true],
  ]);
  hashing.resolve();
});

test('killed between a finish and its answer: the parts that prove it are in the journal, nothing is sent again', async () => {
  const sim = createSim(6);
  let isKilled = false;
  sim.server.state.fateOf = (operation) => {
    if (operation === 'finishLargeFile' && !isKilled) {
      isKilled = true;
      // It has left, and is done all the same.
      queueMicrotask(() => sim.kill(true));
    }
    return 'fine';
  };
  await sendAll(sim, [['/a', bytesOf(1, 1_000)]]);
  expect([isKilled, sim.server.files.size, sim.server.state.bytesReceived]).toEqual([true, 1, 1_000]);
  expect(sim.service().snapshots()[0]?.restartedBecause).toBeNull();
});

/** Seed 9000516 of the fault bench: once what was left of it was removed, *Try again* went on with what is not there, for ever. */
test('a large file that the server forgets twice is begun anew by a click, also after its rest was cleared away', async () => {
  const sim = createSim(9);
  sim.service().enqueue([sim.addFile('/movie', bytesOf(1, 1_950))]);
  const storedParts = (): number => [...sim.server.files.values()].reduce((sum, { parts }) => sum + parts.size, 0);
  for (let times = 0; times < 2; times += 1) {
    expect(await sim.runUntil(() => storedParts() > 3, 60_000)).toBe(true);
    sim.server.files.clear();
  }
  const isCleanedUp = (): boolean => sim.load().some(({ record }) => record.state === 'failed' && !record.needsCleanup);
  expect(await sim.runUntil(isCleanedUp, 600_000)).toBe(true);
  void sim.service().retry('all');
  expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
  expect(sim.server.files.size).toBe(1);
});
