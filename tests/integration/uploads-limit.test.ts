import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, partBytes, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

/** Far too slow for a test to end with it. */
const crawling = { bytesPerSecond: 50_000, untilMs: null };
const largeBytes = 10 * partBytes;
const partsStored = (): number =>
  rig.sandbox.log.entries({ operation: 'b2_upload_part' }).filter((one) => one.stored).length;

test('a limit holds for all connections together, is told, and takes effect on what is on its way', async () => {
  rig.uploads().setLimit(crawling);
  const first = rig.enqueue(rig.makeFile('a.mp4', largeBytes));
  const ids = [first, rig.enqueue(rig.makeFile('b.mp4', largeBytes))];
  await rig.waitFor(first, ({ bytesDone, state }) => state === 'uploading' && bytesDone > 0);
  expect(rig.uploads().summary().limit).toEqual(crawling);
  // At 50 kB/s the twenty parts of 100 kB take 40 s: none of what ends now could have been sent within the limit.
  expect(partsStored()).toBeLessThan(5);
  rig.uploads().setLimit(null);
  for (const id of ids) await expectStored(rig, await rig.ready(id));
  expect(rig.uploads().summary().limit).toBeNull();
});

test('a worker that is started anew keeps the limit', async () => {
  rig.uploads().setLimit(crawling);
  const id = rig.enqueue(rig.makeFile('a.mp4', largeBytes));
  await rig.waitFor(id, ({ bytesDone }) => bytesDone > 0);
  await rig.worker().terminate();
  const { bytesDone } = await rig.waitFor(id, ({ state }) => state === 'uploading');
  await rig.waitFor(id, (snapshot) => snapshot.bytesDone > bytesDone || snapshot.state === 'ready');
  expect(rig.uploads().get(id)?.state).toBe('uploading');
  expect(rig.bugs.splice(0)).toEqual(['the upload worker ended unexpectedly']);
  rig.uploads().setLimit(null);
  await expectStored(rig, await rig.ready(id));
});
