import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, type Rig } from './uploads-rig.ts';

let rig: Rig;
beforeEach(async () => {
  // The service's own limits: parts of at least 5 MB.
  const limits = { absoluteMinimumPartSize: 5_000_000, recommendedPartSize: 100_000_000 };
  rig = await createRig({ worker: { startConnections: 16 }, sandbox: { limits } });
});
afterEach(() => rig.stop());

test('of a file of 5 GB at most one percent is in flight, with sixteen connections to be had', async () => {
  const path = join(rig.folder, 'long.bin');
  writeFileSync(path, '');
  truncateSync(path, 5_000_000_000);
  rig.setAge(path, 60_000);
  rig.uploads().setLimit({ bytesPerSecond: 2_000_000, untilMs: null });
  const id = rig.enqueue(path);
  const inFlight = () => rig.sandbox.log.entries({ operation: 'b2_upload_part', outcome: 'open' });
  await rig.waitFor(id, ({ bytesDone }) => bytesDone > 5_000_000);
  const declared = inFlight().reduce((sum, { declaredBytes }) => sum + declaredBytes, 0);
  expect(inFlight().length).toBeGreaterThan(5);
  // Forty bytes of each are its hash.
  expect(declared).toBeLessThanOrEqual(50_000_000 + 16 * 40);
});
