import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, itemFor, type Rig } from './uploads-rig.ts';

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
