import { expect, test } from 'vitest';
import { stableAfterMs } from '../../src/main/uploads/source-check.ts';
import { createSim } from './uploads-sim.ts';
import { sha1Of } from './uploads-fake-time.ts';

/*
 * The same path and size under another inode or with another time: a drive that was mounted again, a file that was copied
 * back or saved over with the same bytes, or another file altogether. What is stored of it is read again, and not sent again.
 */
const content = Uint8Array.from({ length: 1_950 }, (_, n) => n % 251);
const other = content.map((byte, at) => (at < 100 ? byte ^ 1 : byte));
/** Whether the hash of the whole is known before the first part goes. */
const hashes = [
  ['hashed before', 1_000_000],
  ['hashed on its way', 300],
] as const;

function begin(hashFirstMaxBytes: number) {
  const sim = createSim(5, { planRules: { hashFirstMaxBytes } });
  sim.service().enqueue([sim.addFile('/movie', content)]);
  const [begun] = sim.service().snapshots();
  const file = sim.files.get('/movie');
  if (!begun || !file) throw new Error('not there');
  const storedParts = (): number => [...sim.server.files.values()].reduce((sum, { parts }) => sum + parts.size, 0);
  const end = async () => {
    expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
    expect(sim.problems).toEqual([]);
    const ready = sim
      .service()
      .snapshots()
      .find(({ state }) => state === 'ready');
    const stored = [...sim.server.files.values()].map((one) => one.content && sha1Of(one.content));
    return { isSameUpload: ready?.uploadId === begun.uploadId, stored };
  };
  return { sim, file, storedParts, end };
}
const kept = { isSameUpload: true, stored: [sha1Of(content)] };

test.each(hashes)('%s, copied back in the middle: what is stored stays, and is not sent again', async (_how, max) => {
  const { sim, file, storedParts, end } = begin(max);
  await sim.runUntil(() => storedParts() > 5, 60_000);
  file.inode = 'copied back';
  expect(await end()).toEqual(kept);
  // What was on its way when it was seen may go twice.
  expect(sim.server.state.bytesReceived).toBeLessThan(content.length + 1_000);
});

test.each(hashes)('%s, saved over with the same bytes: once it is quiet it goes on', async (_how, max) => {
  const { sim, file, storedParts, end } = begin(max);
  await sim.runUntil(() => storedParts() > 5, 60_000);
  const savedAtMs = sim.time.clock.nowMs();
  Object.assign(file, { inode: 'saved over', mtimeMs: savedAtMs });
  expect(await end()).toEqual(kept);
  expect(sim.time.clock.nowMs()).toBeGreaterThan(savedAtMs + stableAfterMs);
  expect(sim.server.state.bytesReceived).toBeLessThan(content.length + 1_000);
});

test.each(hashes)('%s, saved over with other bytes: a new upload', async (_how, max) => {
  const { sim, file, storedParts, end } = begin(max);
  await sim.runUntil(() => storedParts() > 5, 60_000);
  Object.assign(file, { bytes: other, mtimeMs: sim.time.clock.nowMs() });
  const { isSameUpload, stored } = await end();
  expect({ isSameUpload, stored: stored.filter((sha1) => sha1 !== null) }).toEqual({
    isSameUpload: false,
    stored: [sha1Of(other)],
  });
});

test('saved over before its turn: nothing of it is stored that would prove anything, so it is another file', async () => {
  const sim = createSim(6);
  const item = sim.addFile('/movie', content);
  Object.assign(sim.files.get('/movie') ?? {}, { mtimeMs: item.mtimeMs + 20_000 });
  sim.service().enqueue([{ ...item, sha1: sha1Of(other) }]);
  expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
  const ready = sim.load().find(({ record }) => record.state === 'ready');
  expect(ready?.record).toMatchObject({ restartedBecause: 'file-changed', sha1: sha1Of(content) });
});

test.each(hashes)('%s, copied back after it was finished, and killed before it was verified', async (_how, max) => {
  const { sim, file, end } = begin(max);
  sim.server.state.fateOf = (operation) =>
    operation === 'getFile' ? { kind: 'offline', retry: 'backoff', code: 'ENOTFOUND' } : 'fine';
  await sim.runUntil(() => [...sim.server.files.values()].some((one) => one.content !== null), 60_000);
  const received = sim.server.state.bytesReceived;
  file.inode = 'copied back';
  sim.kill(true);
  sim.server.state.fateOf = () => 'fine';
  expect(await end()).toEqual(kept);
  expect(sim.server.state.bytesReceived).toBe(received);
  expect(sim.load().map(({ parts }) => parts.length)).toEqual([20]);
});

test.each(hashes)(
  '%s, another file in its place: nothing is mixed, the new one is sent as a whole',
  async (_how, max) => {
    const { sim, file, storedParts, end } = begin(max);
    await sim.runUntil(() => storedParts() > 5, 60_000);
    Object.assign(file, { inode: 'another', bytes: other });
    const { isSameUpload, stored } = await end();
    expect({ isSameUpload, stored: stored.filter((sha1) => sha1 !== null) }).toEqual({
      isSameUpload: false,
      stored: [sha1Of(other)],
    });
  },
);

test('another file of which only the end differs: the hash that its object carries would be of the old one', async () => {
  const { sim, file, storedParts, end } = begin(1_000_000);
  await sim.runUntil(() => storedParts() > 0, 60_000);
  const late = content.map((byte, at) => (at > 1_900 ? byte ^ 1 : byte));
  Object.assign(file, { inode: 'another', bytes: late });
  const { stored } = await end();
  expect(stored.filter((sha1) => sha1 !== null)).toEqual([sha1Of(late)]);
  const finished = [...sim.server.files.values()].find((one) => one.content !== null);
  expect(finished?.info['large_file_sha1']).toBe(sha1Of(late));
});

/** Seed 7000451 of the fault bench: half of it was read before, and half after it was written to. */
test('a small file that is written to while it is read, and so hashed, on its way up: nothing of that is taken for it', async () => {
  const [small, grown] = [content.slice(0, 60), other.slice(0, 90)];
  const sim = createSim(8);
  sim.service().enqueue([sim.addFile('/movie', small)]);
  const file = sim.files.get('/movie');
  if (!file) throw new Error('not there');
  let reads = 0;
  Object.defineProperty(file, 'bytesRead', {
    get: () => reads,
    set(bytes: number) {
      if (reads === 0) Object.assign(file, { bytes: grown, mtimeMs: file.mtimeMs + 5_000 });
      reads = bytes;
    },
  });
  expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
  expect(sim.load().find(({ record }) => record.state === 'ready')?.record).toMatchObject({
    restartedBecause: 'file-changed',
    sha1: sha1Of(grown),
  });
  expect(await sim.runUntil(() => sim.server.files.size === 1, 60_000)).toBe(true);
  expect([...sim.server.files.values()].map((one) => one.content && sha1Of(one.content))).toEqual([sha1Of(grown)]);
});
