import { expect, test } from 'vitest';
import type { PortError } from '../../src/main/uploads/ports.ts';
import type { Fate } from './uploads-fake-server.ts';
import { createRandom, sha1Of } from './uploads-fake-time.ts';
import { createSim, silentOnes, settings, type Sim } from './uploads-sim.ts';

const hourMs = 3_600_000;
/** Every other story has large files that go up before their hash is known. */
const hashFirst = [10_000, 300] as const;
const faults: readonly PortError[] = [
  { kind: 'io', retry: 'now', code: '503' },
  { kind: 'io', retry: 'now', code: '500', sentAll: true },
  { kind: 'io', retry: 'now', code: 'ECONNRESET' },
  { kind: 'io', retry: 'now', code: 'stalled' },
  { kind: 'io', retry: 'backoff', code: 'bad-answer', sentAll: true },
  { kind: 'offline', retry: 'backoff', code: 'ECONNREFUSED' },
  { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests', retryAfterMs: 2_000 },
  { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests' },
  { kind: 'auth', retry: 'now', code: 'expired_auth_token' },
];

const stops: readonly PortError[] = [
  { kind: 'capped', retry: 'after-user', code: 'storage_cap_exceeded' },
  { kind: 'auth', retry: 'after-user', code: 'unauthorized' },
  { kind: 'forbidden', retry: 'after-user', code: 'access_denied' },
  { kind: 'offline', retry: 'backoff', code: 'ENOTFOUND' },
  { kind: 'bug', retry: 'never', code: 'nobody-knows' },
];

function randomBytes(random: () => number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}

/** What each file has ever been. One that is edited while its upload is finished is stored as it was, never as a mix. */
type History = Map<string, Set<string>>;

/** What must hold when all is over: every file stored once, byte for byte, and nothing else left. */
function expectAllStored(sim: Sim, seed: number, history: History): void {
  const stored = [...sim.server.files.values()];
  expect({ seed, unfinished: stored.filter(({ content }) => content === null).length }).toEqual({
    seed,
    unfinished: 0,
  });
  for (const path of sim.files.keys()) {
    const versions = stored.filter(({ objectName }) => objectName === `p${path}`);
    const sha1s = versions.map(({ content }) => content && sha1Of(content));
    const isRight = sha1s.length === 1 && history.get(path)?.has(sha1s[0] ?? '');
    expect({ seed, path, sha1s, isRight }).toEqual({ seed, path, sha1s, isRight: true });
  }
  expect({ seed, problems: sim.problems }).toEqual({ seed, problems: [] });
}

const isAllReady = (sim: Sim) => (): boolean => {
  const { total, ready } = sim.service().summary();
  const leftOvers = sim
    .service()
    .snapshots()
    .some(({ state }) => state === 'cancelled');
  return total === sim.files.size && ready === total && !leftOvers;
};

/** One seeded story: a few files, calls that fail or lose their answer, kills, edits, pauses, sleep. */
async function tellStory(seed: number): Promise<void> {
  const random = createRandom(seed);
  const sim = createSim(seed + 1, { planRules: { hashFirstMaxBytes: hashFirst[seed % 2] ?? 0 } });
  const files = 1 + Math.floor(random() * 4);
  const items = Array.from({ length: files }, (_, n) =>
    sim.addFile(`/file-${n}`, randomBytes(random, 1 + Math.floor(random() * (random() < 0.5 ? 300 : 2_500)))),
  );
  const history: History = new Map([...sim.files].map(([path, { bytes }]) => [path, new Set([sha1Of(bytes)])]));
  const badness = random() * 0.3;
  let troublesLeft = 60;
  sim.server.state.fateOf = (): Fate => {
    if (troublesLeft <= 0 || random() > badness) return 'fine';
    troublesLeft -= 1;
    const drawn = Math.floor(random() * (faults.length + 3));
    return faults[drawn] ?? 'lost';
  };
  sim.service().enqueue(items);
  let killsLeft = Math.floor(random() * 6);
  let workerKillsLeft = 2;
  let editsLeft = random() < 0.3 ? 1 : 0;
  let nextMs = sim.time.clock.nowMs() + random() * 2_000;
  const meddle = (): void => {
    const nowMs = sim.time.clock.nowMs();
    if (nowMs < nextMs) return;
    nextMs = nowMs + random() * 3_000;
    const what = random();
    if (what < 0.4 && killsLeft > 0) {
      killsLeft -= 1;
      // The third death of a worker over one upload would be taken to be its fault.
      workerKillsLeft -= 1;
      sim.kill(workerKillsLeft < 0 || random() < 0.6);
    } else if (what < 0.5 && editsLeft > 0) {
      editsLeft -= 1;
      edit(sim, random, history);
    } else if (what < 0.7) {
      void sim
        .service()
        .pause('all')
        .then(() => sim.service().resume('all'));
    } else if (what < 0.8) {
      sim.service().systemSuspended();
      sim.service().systemResumed();
    }
  };
  const isDone = await sim.runUntil(isAllReady(sim), 3 * hourMs, meddle);
  const states = sim
    .service()
    .snapshots()
    .map(({ state, reason }) => ({ state, reason }));
  expect({ seed, isDone, states: isDone ? [] : states }).toEqual({ seed, isDone: true, states: [] });
  expectAllStored(sim, seed, history);
}

/** Somebody exports over the file. */
function edit(sim: Sim, random: () => number, history: History): void {
  const [entry] = [...sim.files];
  if (!entry) return;
  const [path, file] = entry;
  const isReady = sim
    .service()
    .snapshots()
    .some((one) => sim.service().get(one.uploadId)?.path === path && one.state === 'ready');
  // A file that is stored already would be a new version, which is not this queue's business.
  if (isReady) return;
  const bytes = randomBytes(random, file.bytes.length);
  history.get(path)?.add(sha1Of(bytes));
  sim.files.set(path, { ...file, bytes, mtimeMs: sim.time.clock.nowMs() });
}

const runs = Number(process.env['UPLOAD_STORIES'] ?? 200);
const firstSeed = Number(process.env['UPLOAD_SEED'] ?? 1);

test(`${runs} seeded stories with faults, kills and edits: zero wrong, lost or duplicate objects`, async () => {
  let told = 0;
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    await tellStory(seed);
    told += 1;
  }
  expect(told).toBe(runs);
});

/** What stops the queue comes and goes, people click meanwhile: whoever does not go on says why, and all do in the end. */
async function stopAndGo(seed: number): Promise<void> {
  const random = createRandom(seed);
  const sim = createSim(seed + 1, { planRules: { hashFirstMaxBytes: hashFirst[seed % 2] ?? 0 } });
  const paths = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, n) => `/file-${n}`);
  sim.service().enqueue(paths.map((path) => sim.addFile(path, randomBytes(random, 1 + Math.floor(random() * 1_500)))));
  let fate: Fate = 'fine';
  sim.server.state.fateOf = (operation) => (operation === 'connect' ? 'fine' : fate);
  const some = () =>
    sim
      .service()
      .snapshots()
      .map(({ uploadId }) => uploadId)
      .filter(() => random() < 0.5);
  const clicks: readonly (() => unknown)[] = [
    () => sim.service().pause(some()),
    () => sim.service().pause('all'),
    () => sim.service().resume(some()),
    () => sim.service().resume('all'),
    () => sim.service().retry('all'),
    () => sim.service().configure(null),
    () => sim.service().configure(null, 'signed-out'),
    () => sim.service().configure(settings),
    () => sim.service().configure({ ...settings, keyId: 'other' }),
    () => (sim.disk.isFull = true),
    () => (sim.disk.isFull = false),
    () => sim.service().setOnline(true),
    () => sim.kill(true),
    () => (fate = stops[Math.floor(random() * stops.length)] ?? 'fine'),
    () => (fate = 'fine'),
  ];
  for (let step = 0; step < 8; step += 1) {
    for (let click = 0; click < 4; click += 1) {
      clicks[Math.floor(random() * clicks.length)]?.();
      await sim.runUntil(() => random() < 0.3, 2_000);
    }
    await sim.runUntil(() => false, 30_000);
    expect({ seed, step, silent: silentOnes(sim) }).toEqual({ seed, step, silent: [] });
  }
  fate = 'fine';
  sim.disk.isFull = false;
  sim.service().configure(settings);
  await sim.runUntil(() => false, 30_000);
  void sim.service().resume('all');
  void sim.service().retry('all');
  expect({ seed, isDone: await sim.runUntil(isAllReady(sim), 3 * hourMs) }).toEqual({ seed, isDone: true });
  expect({ seed, problems: sim.problems }).toEqual({ seed, problems: [] });
}

test(`${runs} seeded stories of a queue that is stopped and let go: nobody waits without a reason`, async () => {
  let told = 0;
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    await stopAndGo(seed);
    told += 1;
  }
  expect(told).toBe(runs);
});
