import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, itemFor, partBytes, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

test('300 small files, paused as a whole and resumed on the way: every one is stored, once', async () => {
  const paths = Array.from({ length: 300 }, (_, n) => rig.makeFile(`take-${n}.mp4`, 9_000 + n));
  const queued = rig.uploads().enqueue(paths.map(itemFor));
  expect(queued).toHaveLength(300);
  const [some] = queued.slice(40);
  if (some) await rig.waitFor(some.uploadId, ({ state }) => state === 'ready');
  for (let round = 0; round < 3; round += 1) {
    await rig.uploads().hold({ untilMs: null });
    await rig.uploads().release('all');
  }
  for (const { uploadId } of queued) await rig.ready(uploadId);
  expect(rig.uploads().summary()).toMatchObject({ total: 300, ready: 300, failed: 0 });
  expect(new Set(rig.sandbox.objects().map(({ fileName }) => fileName)).size).toBe(300);
  expect(rig.sandbox.objects()).toHaveLength(300);
  expect(rig.bugs).toEqual([]);
});

test('three large files, the first turned away by its vaults: the others take its connections, each is stored once', async () => {
  const { faults, log } = rig.sandbox;
  faults.add({ operations: ['b2_upload_part'], fault: '503-retry-after', partNumbers: [9, 10, 11, 12], times: 4 });
  const paths = ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => rig.makeFile(name, 12 * partBytes));
  const queued = rig.uploads().enqueue(paths.map(itemFor));
  const records = [];
  for (const { uploadId } of queued) records.push(await rig.ready(uploadId));
  for (const record of records) await expectStored(rig, record);
  const partsOf = (fileId: string) => log.entries({ operation: 'b2_upload_part', fileId });
  const [a, b, c] = records.map(({ receipt }) => partsOf(receipt?.fileId ?? '?'));
  expect([a?.length, b?.length, c?.length]).toEqual([16, 12, 12]);
  // In order as long as the first can use its connections, and without it while it has to wait.
  expect(Math.max(...(a ?? []).slice(0, 12).map(({ index }) => index))).toBeLessThan(b?.[0]?.index ?? 0);
  expect(c?.at(-1)?.atMs).toBeLessThan(a?.at(-1)?.atMs ?? 0);
});
