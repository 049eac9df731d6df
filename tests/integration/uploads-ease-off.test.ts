import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createB2Transport } from '../../src/main/uploads/adapters/b2/transport.ts';
import { createFileSource, hashWholeFile } from '../../src/main/uploads/adapters/file-source.ts';
import { createEngine } from '../../src/main/uploads/engine.ts';
import { planRules } from '../../src/main/uploads/plan.ts';
import type { Clock } from '../../src/main/uploads/ports.ts';
import type { FaultName } from '../sandbox/b2/faults/model.ts';
import { startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { itemFor, partBytes, quickLimits } from './uploads-rig.ts';
import { uploadRecord } from '../helpers/upload-record.ts';

/** So many seconds of the engine's pass in one: a connection is tried again a quarter of a minute after it was taken away. */
const haste = 20;
const connections = 8;

const hastyClock: Clock = {
  nowMs: () => Math.floor(performance.now() * haste),
  delay: (ms, signal) => sleep(ms / haste, undefined, { signal }).catch(() => undefined),
};

/** The real engine with eight connections and a file that has no end soon, on a line on which each connection counts. */
async function startSending() {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-ease-off-'));
  const sandbox = await startB2Sandbox({ dir: join(folder, 'b2'), limits: quickLimits });
  sandbox.faults.setLink({ bytesPerSecondPerConnection: 2_000_000 });
  const path = join(folder, 'film.bin');
  writeFileSync(path, '');
  truncateSync(path, 1_000 * partBytes);
  utimesSync(path, 1, 1);
  const bugs: unknown[] = [];
  const engine = createEngine({
    source: createFileSource(),
    hashFile: hashWholeFile,
    createTransport: (settings) => createB2Transport(settings, { deadlines: { stallMs: 250, answerMs: 250 } }),
    journal: { write: () => Promise.resolve('saved') },
    findStored: () => Promise.resolve(null),
    getHints: () => Promise.resolve({ former: null, indexFirst: false }),
    clock: hastyClock,
    random: { unit: Math.random },
    onProgress: () => {},
    onBug: (error) => void bugs.push(error),
    maxConnections: connections,
    startConnections: connections,
    planRules: { ...planRules, singleMaxBytes: partBytes, defaultPartBytes: partBytes, hashFirstMaxBytes: partBytes },
  });
  engine.add([{ record: uploadRecord({ ...itemFor(path), asIs: true }), parts: [] }]);
  const { bucketName: bucket } = sandbox.bucket;
  engine.configure({ ...sandbox.keys.restricted, bucket, prefix: sandbox.prefix, endpoint: sandbox.url }, 'offline');
  const open = () => sandbox.log.entries({ operation: 'b2_upload_part', outcome: 'open' });
  const inFlight = (): number => open().length;
  return {
    sandbox,
    bugs,
    untilInFlight: async (count: number): Promise<void> => {
      while (inFlight() < count) await sleep(5);
    },
    /** Until the faults have happened, were heard of, and whatever was on its way then is back: a lower limit takes effect only then. */
    async untilHeard(times: number): Promise<void> {
      const hit = () => sandbox.log.entries().filter(({ fault, outcome }) => fault && outcome !== 'open');
      while (hit().length < times) await sleep(5);
      const last = hit().at(-1)?.index ?? 0;
      await sandbox.log.waitFor(({ index, stored }) => stored && index > last + connections);
      for (const sent = open(); sent.some(({ outcome }) => outcome === 'open');) await sleep(5);
    },
    /** The most at once, for some seconds of the engine's. */
    async mostInFlight(): Promise<number> {
      let most = 0;
      for (const endMs = performance.now() + 4_000 / haste; performance.now() < endMs; await sleep(3)) {
        most = Math.max(most, inFlight());
      }
      return most;
    },
    async stop(): Promise<void> {
      await engine.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Twice, soon after each other: one busy vault is no overload. A 429 does mean us: the second takes half of the rest. */
const twice: readonly (readonly [fault: FaultName, left: number])[] = [
  ['503-at-once', 7],
  ['503-retry-after', 7],
  ['stall-in-body', 7],
  ['stall-answer', 7],
  ['429', 3],
  ['429-retry-after', 3],
];
test.concurrent.each(twice)('after %s twice at most %i are in flight, and later more again', async (fault, left) => {
  const line = await startSending();
  await line.untilInFlight(connections);
  line.sandbox.faults.add({ operations: ['b2_upload_part'], fault, times: 2 });
  await line.untilHeard(2);
  expect(await line.mostInFlight()).toBeLessThanOrEqual(left);
  await line.untilInFlight(left + 1);
  expect(line.bugs).toEqual([]);
  await line.stop();
});
