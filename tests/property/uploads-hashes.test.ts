import { expect, test } from 'vitest';
import { sha1Of } from './uploads-fake-time.ts';
import { createSim, type Sim } from './uploads-sim.ts';

/* When the SHA-1 of a whole large file is made: never before its own first byte, and at the latest when nothing else is to do. */

const bytesOf = (fill: number): Uint8Array => Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7 + fill) % 251);
const large = { planRules: { hashFirstMaxBytes: 0 } };
const hourMs = 3_600_000;

const objectOf = (sim: Sim, path: string) =>
  [...sim.server.files.values()].find(({ objectName }) => objectName === `p${path}`);
const readyCount = (sim: Sim): number => sim.service().summary().ready;
const recordOf = (sim: Sim, path: string) =>
  sim
    .service()
    .snapshots()
    .map(({ uploadId }) => sim.service().get(uploadId))
    .find((record) => record?.path === path);

test('the first file begins before any hash is made, the second with the hash that was made meanwhile', async () => {
  const sim = createSim(21, large);
  const hashing = Promise.withResolvers<void>();
  sim.drive.hashingWhole = hashing.promise;
  sim.service().enqueue([sim.addFile('/first', bytesOf(1)), sim.addFile('/second', bytesOf(2).slice(1))]);
  // Two round trips to be connected and to open it, one to send: nothing waits for the drive.
  expect(await sim.runUntil(() => (objectOf(sim, '/first')?.parts.size ?? 0) > 0, 2_000)).toBe(true);
  hashing.resolve();
  expect(await sim.runUntil(() => readyCount(sim) === 2, hourMs)).toBe(true);
  expect(objectOf(sim, '/first')?.info['large_file_sha1']).toBeUndefined();
  expect(objectOf(sim, '/second')?.info['large_file_sha1']).toBe(sha1Of(bytesOf(2).slice(1)));
  expect(sim.problems).toEqual([]);
});

test('a file that went up without its hash is hashed when nothing goes up: its copy is a link, nothing is sent', async () => {
  const sim = createSim(22, large);
  sim.service().enqueue([sim.addFile('/film', bytesOf(1))]);
  await sim.runUntil(() => readyCount(sim) === 1, hourMs);
  expect(await sim.runUntil(() => recordOf(sim, '/film')?.sha1 === sha1Of(bytesOf(1)), hourMs)).toBe(true);
  expect(recordOf(sim, '/film')?.receipt?.sha1).toBe(sha1Of(bytesOf(1)));
  const received = sim.server.state.bytesReceived;
  sim.service().enqueue([sim.addFile('/copy', bytesOf(1))]);
  expect(await sim.runUntil(() => readyCount(sim) === 2, hourMs)).toBe(true);
  expect([sim.server.state.bytesReceived - received, sim.server.files.size]).toEqual([0, 1]);
  expect(recordOf(sim, '/copy')?.receipt).toMatchObject({ linked: true, sha1: sha1Of(bytesOf(1)), source: null });
  expect(sim.files.get('/copy')?.bytesRead).toBe(2_000);
});

test('ended before there was time for the hash: it is made after the next start; of a file that holds something else never', async () => {
  const sim = createSim(23, large);
  const hashing = Promise.withResolvers<void>();
  sim.drive.hashingWhole = hashing.promise;
  const files = [bytesOf(1), bytesOf(2).slice(1), bytesOf(3).slice(2)];
  sim.service().enqueue(['/film', '/edited', '/touched'].map((path, n) => sim.addFile(path, files[n] ?? bytesOf(0))));
  await sim.runUntil(() => readyCount(sim) === 3, hourMs);
  expect(recordOf(sim, '/film')?.sha1).toBeNull();
  const saveOver = (path: string, bytes: Uint8Array, mtimeMs: number): void =>
    void sim.files.set(path, { bytes, mtimeMs, inode: `${path} again` });
  saveOver('/edited', bytesOf(9).slice(1), sim.time.clock.nowMs());
  saveOver('/touched', bytesOf(3).slice(2), sim.time.clock.nowMs());
  sim.drive.hashingWhole = null;
  sim.kill(true);
  expect(await sim.runUntil(() => recordOf(sim, '/film')?.sha1 === sha1Of(bytesOf(1)), hourMs)).toBe(true);
  await sim.runUntil(() => false, hourMs);
  expect(recordOf(sim, '/edited')?.sha1).toBeNull();
  // The first part that differs is enough, however often it is looked at.
  expect(sim.files.get('/edited')?.bytesRead).toBeLessThan(2_000);
  // All of its parts hold what was sent: it is the same film.
  expect(recordOf(sim, '/touched')?.sha1).toBe(sha1Of(bytesOf(3).slice(2)));
});

test('a film whose drive was away when it was to be hashed is tried again: it came back as another drive', async () => {
  const sim = createSim(26, large);
  sim.drive.hashingWhole = new Promise(() => {});
  sim.service().enqueue([sim.addFile('/film', bytesOf(1))]);
  await sim.runUntil(() => readyCount(sim) === 1, hourMs);
  const film = sim.files.get('/film');
  sim.files.delete('/film');
  sim.drive.hashingWhole = null;
  sim.kill(true);
  await sim.runUntil(() => false, hourMs);
  expect(recordOf(sim, '/film')?.sha1).toBeNull();
  if (film) sim.files.set('/film', { ...film, inode: 'after remounting' });
  expect(await sim.runUntil(() => recordOf(sim, '/film')?.receipt?.sha1 === sha1Of(bytesOf(1)), 16 * 60_000)).toBe(
    true,
  );
});

test('one that is away keeps nobody from being hashed', async () => {
  const sim = createSim(27, { ...large, connections: 1 });
  sim.server.state.latencyMs = () => 400;
  const paths = ['/first', '/away', '/next'];
  sim.service().enqueue(paths.map((path, n) => sim.addFile(path, bytesOf(n).slice(n))));
  sim.files.delete('/away');
  expect(await sim.runUntil(() => recordOf(sim, '/next')?.sha1 !== null, 4_000)).toBe(true);
  expect([recordOf(sim, '/next')?.state, readyCount(sim)]).toEqual(['queued', 0]);
});

test.each(['and killed', 'while the app goes on'])(
  'taken off the list before there was time for its hash, %s: it is hashed, and told to the library',
  async (how) => {
    const sim = createSim(28, large);
    const hashing = Promise.withResolvers<void>();
    sim.drive.hashingWhole = hashing.promise;
    const items = [sim.addFile('/film', bytesOf(1)), sim.addFile('/other', bytesOf(2).slice(1))];
    sim.service().enqueue(items);
    await sim.runUntil(() => readyCount(sim) === 2, hourMs);
    expect(sim.service().clearDone()).toBe(true);
    if (how === 'and killed') sim.kill(true);
    const told = new Map<string, string | null>();
    sim.service().onHashed(({ versionId, sha1 }) => told.set(versionId, sha1));
    hashing.resolve();
    expect(await sim.runUntil(() => told.size === 2, hourMs)).toBe(true);
    const hashes = [sha1Of(bytesOf(1)), sha1Of(bytesOf(2).slice(1))];
    expect(items.map(({ versionId }) => told.get(versionId))).toEqual(hashes);
    expect(sim.service().snapshots()).toEqual([]);
    const received = sim.server.state.bytesReceived;
    sim.service().enqueue([sim.addFile('/copy', bytesOf(1))]);
    expect(await sim.runUntil(() => readyCount(sim) === 1, hourMs)).toBe(true);
    expect([sim.server.state.bytesReceived - received, sim.server.files.size]).toEqual([0, 2]);
  },
);

test('two copies in one queue: the first is hashed while it goes up, the second is a link to it', async () => {
  const sim = createSim(24, { ...large, connections: 1 });
  sim.service().enqueue([sim.addFile('/film', bytesOf(1)), sim.addFile('/copy', bytesOf(1))]);
  expect(await sim.runUntil(() => readyCount(sim) === 2, hourMs)).toBe(true);
  expect([sim.server.state.bytesReceived, sim.server.files.size]).toEqual([2_000, 1]);
  expect(recordOf(sim, '/copy')?.receipt?.linked).toBe(true);
});

test('a hash that nobody waits for is left for the files that come, and made when they are gone', async () => {
  const sim = createSim(25, large);
  sim.drive.hashingWhole = new Promise(() => {});
  sim.service().enqueue([sim.addFile('/film', bytesOf(1))]);
  await sim.runUntil(() => readyCount(sim) === 1, hourMs);
  await sim.runUntil(() => false, 5_000);
  sim.drive.hashingWhole = null;
  sim.service().enqueue([sim.addFile('/next', bytesOf(2).slice(1)), sim.addFile('/last', bytesOf(3).slice(2))]);
  expect(await sim.runUntil(() => readyCount(sim) === 3, hourMs)).toBe(true);
  expect(objectOf(sim, '/last')?.info['large_file_sha1']).toBe(sha1Of(bytesOf(3).slice(2)));
  expect(await sim.runUntil(() => recordOf(sim, '/film')?.sha1 === sha1Of(bytesOf(1)), hourMs)).toBe(true);
});
