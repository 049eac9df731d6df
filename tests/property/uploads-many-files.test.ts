import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sendOnSlots } from '../../src/main/uploads/part-slots.ts';
import type { PortError } from '../../src/main/uploads/ports.ts';
import { createSlots, type Wish } from '../../src/main/uploads/slots.ts';
import { createFakeClock, createRandom, sha1Of } from './uploads-fake-time.ts';
import { createSim, type Sim } from './uploads-sim.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const never = new AbortController().signal;

interface Plan {
  readonly seed: number;
  readonly budget: number;
  readonly files: readonly { readonly parts: number; readonly most: number; readonly readyAfterMs: number }[];
}
const plan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  budget: fc.integer({ min: 1, max: 16 }),
  files: fc.array(
    fc.record({
      parts: fc.integer({ min: 1, max: 30 }),
      most: fc.constantFrom(1, 4, 10, Number.POSITIVE_INFINITY),
      readyAfterMs: fc.nat(3_000),
    }),
    { minLength: 2, maxLength: 6 },
  ),
});

/** Several files on one budget in fake time: parts take their time, and one try in four is turned away for a while. */
async function sendAll({ seed, budget, files }: Plan): Promise<{ problems: string[]; sent: string[] }> {
  const [random, { clock, jump }, slots] = [createRandom(seed), createFakeClock(0), createSlots(budget)];
  const wishes: Omit<Wish, 'rank'>[] = [];
  const [problems, sent]: [string[], string[]] = [[], []];
  const busy = files.map(() => 0);
  const count = (file: number, by: 1 | -1): void => {
    busy[file] = (busy[file] ?? 0) + by;
    if ((busy[file] ?? 0) > (files[file]?.most ?? 0)) problems.push(`file ${file} has too many`);
    if (busy.reduce((sum, one) => sum + one, 0) > budget) problems.push('over the budget');
  };
  const sendFile = async (file: number): Promise<void> => {
    const { parts, most, readyAfterMs } = files[file] ?? { parts: 0, most: 0, readyAfterMs: 0 };
    await clock.delay(readyAfterMs, never);
    const join = (wish: Omit<Wish, 'rank'>): (() => void) => slots.join({ ...(wishes[file] = wish), rank: () => file });
    const connections = { ...slots, join };
    await sendOnSlots(connections, {
      parts: Array.from({ length: parts }, (_, part) => part),
      most,
      signal: never,
      async send(part, rest) {
        if (wishes.slice(0, file).some((wish) => wish.isOpen())) problems.push(`file ${file} went before its turn`);
        for (;;) {
          count(file, 1);
          await clock.delay(1 + random() * 1_000, never);
          count(file, -1);
          if (random() > 0.25) break;
          await rest(() => clock.delay(random() * 5_000, never));
        }
        sent.push(`${file}/${part}`);
      },
    });
  };
  let isOver = false;
  void Promise.all(files.map((_, file) => sendFile(file))).then(() => (isOver = true));
  for (;;) {
    await turn();
    if (slots.free() > 0 && slots.firstInLine() < files.length) problems.push('a connection idles');
    if (isOver || !jump()) break;
  }
  if (!isOver || slots.used() > 0) problems.push('never ends, or keeps a connection');
  return { problems, sent };
}

test('any files on any budget: none over it, none idle while a part could go, in order, every part once', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const { problems, sent } = await sendAll(one);
      expect(problems).toEqual([]);
      expect(sent).toHaveLength(one.files.reduce((sum, { parts }) => sum + parts, 0));
      expect(new Set(sent).size).toBe(sent.length);
    }),
    { numRuns: 60 },
  );
});

const budget = 4;
const damaged: PortError = { kind: 'invalid', retry: 'now', code: 'checksum' };
const partBytes = 100;

/** What is on its way of each file, and how many of its parts are still to begin, as the storage sees it. */
function watchParts(sim: Sim) {
  const begun = new Map<string, Set<number>>();
  let sending = 0;
  const create = sim.server.createClient;
  sim.server.createClient = (isAlive) => {
    const client = create(isAlive);
    return {
      ...client,
      async sendPart(part, signal) {
        begun.set(part.fileId, (begun.get(part.fileId) ?? new Set()).add(part.partNumber));
        sending += 1;
        return client.sendPart(part, signal).finally(() => (sending -= 1));
      },
    };
  };
  return { sending: () => sending, begun: (fileId: string) => begun.get(fileId)?.size ?? 0 };
}

/** A queue of new large files, of which one part in five is damaged on its way. Answers what was seen at every step. */
async function sendQueue(seed: number) {
  const random = createRandom(seed);
  const sim = createSim(seed, { connections: budget, planRules: { hashFirstMaxBytes: 0 } });
  const watch = watchParts(sim);
  sim.server.state.fateOf = (operation) => (operation === 'sendPart' && random() < 0.2 ? damaged : 'fine');
  sim.server.state.latencyMs = () => 10 + random() * 300;
  const sizes = Array.from({ length: 5 }, () => 301 + Math.floor(random() * 3_000));
  sim.service().enqueue(
    sizes.map((size, n) =>
      sim.addFile(
        `/file-${n}`,
        Uint8Array.from({ length: size }, () => random() * 256),
      ),
    ),
  );
  const seen = { most: 0, idle: 0, steps: 0, together: 0 };
  const look = (): void => {
    const open = [...sim.server.files.values()].filter(({ content }) => content === null);
    const sizeOf = (objectName: string): number => sim.files.get(objectName.slice(1))?.bytes.length ?? 0;
    const couldGo = open.some(
      ({ fileId, objectName }) =>
        watch.begun(fileId) > 0 && watch.begun(fileId) < Math.ceil(sizeOf(objectName) / partBytes),
    );
    seen.most = Math.max(seen.most, watch.sending());
    seen.steps += 1;
    if (open.filter(({ fileId }) => watch.begun(fileId) > 0).length > 1) seen.together += 1;
    if (watch.sending() < budget && couldGo) seen.idle += 1;
  };
  const isDone = await sim.runUntil(() => sim.service().summary().ready === sizes.length, 3_600_000, look);
  return { sim, seen, isDone };
}

test('a queue of large files: all connections at work while a part could go, several files at once, each stored once', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const { sim, seen, isDone } = await sendQueue(seed);
    expect({ seed, isDone, most: seen.most, problems: sim.problems }).toEqual({
      seed,
      isDone: true,
      most: budget,
      problems: [],
    });
    expect(seen.together).toBeGreaterThan(0);
    expect({ seed, idle: seen.idle }).toEqual({ seed, idle: 0 });
    const stored = [...sim.server.files.values()].map(({ objectName, content }) => [
      objectName.slice(1),
      sha1Of(content ?? new Uint8Array()),
    ]);
    expect(stored.toSorted()).toEqual([...sim.files].map(([path, { bytes }]) => [path, sha1Of(bytes)]).toSorted());
  }
});
