import { expect, test } from 'vitest';
import type { PortError } from '../../src/main/uploads/ports.ts';
import type { UploadSnapshot } from '../../src/shared/domain/upload.ts';
import { createRandom, sha1Of } from './uploads-fake-time.ts';
import { createSim, type Sim } from './uploads-sim.ts';

const hourMs = 3_600_000;
const offline: PortError = { kind: 'offline', retry: 'backoff', code: 'ENOTFOUND' };
const busy: PortError = { kind: 'io', retry: 'now', code: '503' };
const damaged: PortError = { kind: 'invalid', retry: 'now', code: 'checksum' };

const content = Uint8Array.from({ length: 1_950 }, (_, n) => n % 251);
const isReady = (sim: Sim) => (): boolean => sim.service().summary().ready === 1;
const only = (sim: Sim): UploadSnapshot | undefined => sim.service().snapshots()[0];

function start(seed: number): Sim {
  const sim = createSim(seed);
  sim.service().enqueue([sim.addFile('/movie', content)]);
  return sim;
}

function expectStoredOnce(sim: Sim): void {
  const files = [...sim.server.files.values()];
  expect(files.map((file) => file.content && sha1Of(file.content))).toEqual([sha1Of(content)]);
  expect(sim.problems).toEqual([]);
}

test('network gone for 72 hours: unattended, and bytes flow within ten seconds after it is back', async () => {
  const sim = start(1);
  await sim.runUntil(() => (only(sim)?.bytesDone ?? 0) > 500, hourMs);
  sim.server.state.fateOf = () => offline;
  const goneAtMs = sim.time.clock.nowMs();
  await sim.runUntil(() => sim.time.clock.nowMs() - goneAtMs > 72 * hourMs, 73 * hourMs);
  expect(only(sim)).toMatchObject({ state: 'waiting', reason: { code: 'offline', detail: 'ENOTFOUND' } });
  sim.server.state.fateOf = () => 'fine';
  const [backAtMs, received] = [sim.time.clock.nowMs(), sim.server.state.bytesReceived];
  await sim.runUntil(() => sim.server.state.bytesReceived > received, hourMs);
  expect(sim.time.clock.nowMs() - backAtMs).toBeLessThan(10_000);
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
  expectStoredOnce(sim);
});

test.each([
  ['503', busy],
  ['checksum', damaged],
] as const)('30 failures of one part with %s: it gets through, nothing else is sent twice', async (_name, fault) => {
  const sim = start(2);
  let left = 30;
  sim.server.state.fateOf = (operation, partNumber) =>
    operation === 'sendPart' && partNumber === 4 && left-- > 0 ? fault : 'fine';
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
  expectStoredOnce(sim);
  expect(sim.server.state.bytesReceived).toBe(content.length);
});

test('damage that never ends fails the upload after a while, with the reason; a retry goes on', async () => {
  const sim = start(3);
  sim.server.state.fateOf = (operation, partNumber) =>
    operation === 'sendPart' && partNumber === 4 ? damaged : 'fine';
  expect(await sim.runUntil(() => only(sim)?.state === 'failed', 2 * hourMs)).toBe(true);
  expect(only(sim)?.reason).toEqual({ code: 'damaged-in-transit', detail: 'checksum' });
  sim.server.state.fateOf = () => 'fine';
  const received = sim.server.state.bytesReceived;
  void sim.service().retry('all');
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
  expectStoredOnce(sim);
  expect(sim.server.state.bytesReceived - received).toBeLessThanOrEqual(4 * 100);
});

test('"come back in ten minutes" is obeyed to the second, and shown', async () => {
  const sim = start(4);
  let asked = 0;
  const limited: PortError = {
    kind: 'rate-limited',
    retry: 'backoff',
    code: 'too_many_requests',
    retryAfterMs: 600_000,
  };
  sim.server.state.fateOf = (operation) => (operation === 'startLargeFile' && (asked += 1) === 1 ? limited : 'fine');
  await sim.runUntil(() => only(sim)?.state === 'waiting', hourMs);
  const waiting = only(sim);
  expect(waiting?.reason?.code).toBe('rate-limited');
  await sim.runUntil(() => asked === 2, hourMs);
  expect(sim.time.clock.nowMs() - (waiting?.retryAtMs ?? 0)).toBeLessThan(1_000);
  expect(sim.time.clock.nowMs()).toBeGreaterThanOrEqual(waiting?.retryAtMs ?? Number.POSITIVE_INFINITY);
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
});

test.each([-24 * hourMs, 24 * hourMs])('clock set by %d ms in the middle', async (byMs) => {
  const sim = start(5);
  await sim.runUntil(() => (only(sim)?.bytesDone ?? 0) > 500, hourMs);
  sim.server.state.fateOf = () => offline;
  await sim.runUntil(() => only(sim)?.state === 'waiting', hourMs);
  sim.time.setBy(byMs);
  sim.server.state.fateOf = () => 'fine';
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
  expectStoredOnce(sim);
});

test('start of a large file that arrives after a kill, and after we asked whether it did: cancelled in the end', async () => {
  const sim = start(6);
  let isSlow = true;
  sim.server.state.fateOf = (operation) => {
    // The first start is on its way for five seconds, everything else for an instant.
    const isLate = operation === 'startLargeFile' && isSlow;
    if (isLate) isSlow = false;
    sim.server.state.latencyMs = () => (isLate ? 5_000 : 10);
    if (isLate) queueMicrotask(() => (sim.server.state.latencyMs = () => 10));
    return 'fine';
  };
  await sim.runUntil(() => !isSlow, hourMs);
  sim.kill(true);
  sim.server.state.fateOf = (operation) => (operation === 'sendPart' && sim.server.files.size === 1 ? busy : 'fine');
  expect(await sim.runUntil(isReady(sim), hourMs)).toBe(true);
  expectStoredOnce(sim);
});

test('killed while a small file is with the server, and cancelled at once after the start: it is removed when it arrives', async () => {
  const sim = createSim(12);
  let isOnItsWay = false;
  sim.server.state.fateOf = (operation) => {
    const isLate = operation === 'sendFile';
    if (isLate) isOnItsWay = true;
    sim.server.state.latencyMs = () => (isLate ? 5_000 : 10);
    if (isLate) queueMicrotask(() => (sim.server.state.latencyMs = () => 10));
    return 'fine';
  };
  sim.service().enqueue([sim.addFile('/movie', content.subarray(0, 200))]);
  await sim.runUntil(() => isOnItsWay, hourMs);
  sim.kill(true);
  void sim.service().cancel('all');
  expect(await sim.runUntil(() => sim.server.files.size === 1, 60_000)).toBe(true);
  expect(await sim.runUntil(() => sim.server.files.size === 0, 600_000)).toBe(true);
  expect(await sim.runUntil(() => sim.service().snapshots().length === 0, 600_000)).toBe(true);
});

test('cancelled at any moment: nothing of it stays on the server', async () => {
  for (let seed = 100; seed < 160; seed += 1) {
    const random = createRandom(seed);
    const sim = createSim(seed);
    sim.service().enqueue([sim.addFile('/movie', content.subarray(0, random() < 0.5 ? 200 : 1_500))]);
    const atMs = sim.time.clock.nowMs() + random() * 2_000;
    await sim.runUntil(() => sim.time.clock.nowMs() >= atMs, hourMs);
    const wasReady = isReady(sim)();
    void sim.service().cancel('all');
    if (random() < 0.3) sim.kill(true);
    void sim.service().cancel('all');
    await sim.runUntil(() => sim.service().snapshots().length === (wasReady ? 1 : 0), hourMs);
    const { ready } = sim.service().summary();
    expect({ seed, files: sim.server.files.size }).toEqual({ seed, files: ready });
    expect(sim.problems).toEqual([]);
  }
});

test.each([
  ['small file', 200, 0],
  ['start of a large file', 1_500, 0],
  ['small file', 200, -24 * hourMs],
])(
  'cancelled while the request is on its way: the %s that is stored after we looked is removed (%d bytes, clock set by %d ms)',
  async (_what, bytes, setByMs) => {
    for (let seed = 200; seed < 220; seed += 1) {
      const sim = createSim(seed);
      sim.server.state.lateMs = 5_000;
      sim.service().enqueue([sim.addFile('/movie', content.subarray(0, bytes))]);
      const atMs = sim.time.clock.nowMs() + createRandom(seed)() * 1_500;
      await sim.runUntil(() => sim.time.clock.nowMs() >= atMs, hourMs);
      const wasReady = isReady(sim)();
      void sim.service().cancel('all');
      await sim.runUntil(() => false, 1_000);
      sim.time.setBy(setByMs);
      const isGone = (): boolean => sim.service().snapshots().length === (wasReady ? 1 : 0);
      expect(await sim.runUntil(isGone, 600_000)).toBe(true);
      await sim.runUntil(() => false, 60_000);
      const { ready } = sim.service().summary();
      expect({ seed, files: sim.server.files.size }).toEqual({ seed, files: ready });
    }
  },
);

test('a drive that does not answer any more: it says so, holds up nobody, and goes on when it answers', async () => {
  const sim = start(8);
  await sim.runUntil(() => (only(sim)?.bytesDone ?? 0) > 500, hourMs);
  const movie = sim.files.get('/movie');
  if (movie) movie.isSilent = true;
  const atMs = sim.time.clock.nowMs();
  await sim.runUntil(() => only(sim)?.state === 'waiting', hourMs);
  expect(only(sim)).toMatchObject({ reason: { code: 'drive-missing', detail: 'drive-no-answer' } });
  expect(sim.time.clock.nowMs() - atMs).toBeLessThan(40_000);
  const [other] = sim.service().enqueue([
    sim.addFile(
      '/other',
      content.map((byte) => byte + 1),
    ),
  ]);
  const isStored = (): boolean => sim.service().get(other?.uploadId as never)?.state === 'ready';
  expect(await sim.runUntil(isStored, hourMs)).toBe(true);
  const paused = sim.service().pause('all');
  await sim.runUntil(() => only(sim)?.state === 'paused', 60_000);
  expect(await paused).toBe(true);
  if (movie) movie.isSilent = false;
  void sim.service().resume('all');
  expect(await sim.runUntil(() => sim.service().summary().ready === 2, hourMs)).toBe(true);
});
