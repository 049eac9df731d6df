import { copyFileSync, existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UploadProgress } from '../../src/main/uploads/service-state.ts';
import { createRig, itemFor, partBytes, sha1Of, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

const largeBytes = 10 * partBytes;
const slow = (): void => rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
const fast = (): void => rig.sandbox.faults.setLink({});
const firstPart = (): Promise<unknown> =>
  rig.sandbox.log.waitFor(({ operation, stored }) => operation === 'b2_upload_part' && stored);

/** How often this process has a file open; where the system tells. */
const ownHandles = '/proc/self/fd';
function handlesOf(path: string): number {
  const names = existsSync(ownHandles) ? readdirSync(ownHandles) : [];
  const isIt = (name: string): boolean => {
    try {
      return readlinkSync(`${ownHandles}/${name}`) === path;
    } catch {
      // Closed since it was listed.
      return false;
    }
  };
  return names.filter(isIt).length;
}

test('pause and resume: nothing moves meanwhile, no file is open, only what is missing is sent then', async () => {
  slow();
  const path = rig.makeFile('one.mp4', largeBytes);
  const uploadId = rig.enqueue(path);
  await firstPart();
  expect(handlesOf(path) > 0).toBe(existsSync(ownHandles));
  expect(await rig.uploads().pause([uploadId])).toBe(true);
  await expect.poll(() => handlesOf(path), { interval: 5 }).toBe(0);
  expect(rig.uploads().get(uploadId)?.state).toBe('paused');
  expect(rig.uploads().activeCount()).toBe(0);
  fast();
  await rig.restart();
  expect(rig.uploads().get(uploadId)?.state).toBe('paused');
  const kept = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  const since = rig.sandbox.log.mark();
  expect(await rig.uploads().resume([uploadId])).toBe(true);
  await expectStored(rig, await rig.ready(uploadId));
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(10 - kept);
});

test('pause all, resume all', async () => {
  slow();
  const ids = ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => rig.enqueue(rig.makeFile(name, largeBytes)));
  await firstPart();
  await rig.uploads().pause('all');
  expect(rig.uploads().summary()).toMatchObject({ total: 3, paused: 3, active: 0, queued: 0 });
  fast();
  await rig.uploads().resume('all');
  for (const id of ids) await expectStored(rig, await rig.ready(id));
});

test('cancel removes the row and what was stored of it', async () => {
  slow();
  const uploadId = rig.enqueue(rig.makeFile('cancelled.mp4', largeBytes));
  await firstPart();
  expect(rig.sandbox.unfinished()).toHaveLength(1);
  await rig.uploads().cancel([uploadId]);
  await rig.waitGone(uploadId);
  expect(rig.sandbox.unfinished()).toEqual([]);
  expect(rig.sandbox.objects()).toEqual([]);
});

test('cancelled while the network was away: cleaned up after the next start', async () => {
  slow();
  const uploadId = rig.enqueue(rig.makeFile('cancelled.mp4', largeBytes));
  await firstPart();
  await rig.sandbox.faults.away({ mode: 'refuse' });
  let told = 0;
  rig.uploads().onQueueChanged(() => (told += 1));
  await rig.uploads().cancel([uploadId]);
  expect(rig.uploads().get(uploadId)?.state).toBe('cancelled');
  expect(told).toBe(1); // it is listed no longer, whenever its rest can be removed
  fast();
  await rig.restart(() => undefined);
  await rig.sandbox.faults.back();
  rig.uploads().setOnline(true);
  await rig.waitGone(uploadId);
  expect(rig.sandbox.unfinished()).toEqual([]);
});

test('"this one first" and moving several', async () => {
  rig.uploads().configure(null);
  const ids = ['a', 'b', 'c', 'd'].map((name) => rig.enqueue(rig.makeFile(`${name}.mp4`, 120_000)));
  const order = (): number[] =>
    rig
      .uploads()
      .snapshots()
      .map(({ uploadId }) => ids.indexOf(uploadId));
  const [a, b, c, d] = ids as [(typeof ids)[0], (typeof ids)[0], (typeof ids)[0], (typeof ids)[0]];
  await rig.uploads().sendFirst([c]);
  expect(order()).toEqual([2, 0, 1, 3]);
  await rig.uploads().reorder([a, d], null);
  expect(order()).toEqual([2, 1, 0, 3]);
  await rig.uploads().reorder([d, b], c);
  expect(order()).toEqual([1, 3, 2, 0]);
  await rig.restart();
  expect(order()).toEqual([1, 3, 2, 0]);
  for (const id of ids) await rig.ready(id);
});

test('retry after a failure goes on with the parts that are there', async () => {
  rig.sandbox.faults.add({
    operations: ['b2_finish_large_file'],
    times: 3,
    fault: { kind: 'status', status: 400, code: 'bad_request' },
  });
  const uploadId = rig.enqueue(rig.makeFile('again.mp4', largeBytes));
  const record = await rig.failed(uploadId);
  expect(record.reason).toEqual({ code: 'refused', detail: 'bad_request' });
  expect(rig.uploads().summary().failed).toBe(1);
  const since = rig.sandbox.log.mark();
  await rig.uploads().retry('all');
  await rig.waitFor(uploadId, ({ state }) => state === 'ready');
  await expectStored(rig, await rig.ready(uploadId));
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' })).toEqual([]);
});

test('the same bytes again are linked, not sent', async () => {
  const path = rig.makeFile('first.mp4', 140_000);
  const first = await rig.ready(rig.enqueue(path));
  const copy = join(rig.folder, 'copy.mp4');
  copyFileSync(path, copy);
  const since = rig.sandbox.log.mark();
  const second = await rig.ready(rig.enqueue(copy));
  expect(second.receipt).toMatchObject({ linked: true, fileId: first.receipt?.fileId, objectName: first.objectName });
  expect(rig.sandbox.log.bytesReceived({ since })).toBe(0);
  expect(rig.sandbox.objects()).toHaveLength(1);
});

test('the same bytes at the same time: one is sent, the other is linked', async () => {
  rig.uploads().configure(null);
  const path = rig.makeFile('one.mp4', 5 * partBytes);
  const copy = join(rig.folder, 'two.mp4');
  copyFileSync(path, copy);
  const sha1 = sha1Of(readFileSync(path));
  rig.uploads().enqueue([path, copy].map((file) => ({ ...itemFor(file), sha1 })));
  rig.uploads().configure(rig.settings);
  const records = [await rig.readyAt(path), await rig.readyAt(copy)];
  expect(records.map(({ receipt }) => receipt?.linked).toSorted()).toEqual([false, true]);
  expect(rig.sandbox.objects()).toHaveLength(1);
});

test('a stored object that is gone, or is another, is not linked to', async () => {
  const path = rig.makeFile('first.mp4', 140_000);
  const first = await rig.ready(rig.enqueue(path));
  await rig.deleteOnServer(first.receipt?.fileId ?? '', first.objectName ?? '');
  const copy = join(rig.folder, 'copy.mp4');
  copyFileSync(path, copy);
  const second = await rig.ready(rig.enqueue(copy));
  expect(second.receipt?.linked).toBe(false);
  await expectStored(rig, second);
});

test('clear done takes the ready ones off the list for good', async () => {
  const uploadId = rig.enqueue(rig.makeFile('done.mp4', 1_000));
  await rig.ready(uploadId);
  expect(rig.uploads().clearDone()).toBe(true);
  expect(rig.uploads().snapshots()).toEqual([]);
  await rig.restart();
  expect(rig.uploads().snapshots()).toEqual([]);
});

test('a version is queued once, and found by its id', async () => {
  const item = itemFor(rig.makeFile('once.mp4', 1_000));
  expect(rig.uploads().enqueue([item, item])).toHaveLength(1);
  const snapshot = rig.uploads().forVersion(item.versionId);
  expect(snapshot?.versionId).toBe(item.versionId);
  if (snapshot) await rig.ready(snapshot.uploadId);
});

test('events: at most ten a second for the whole app, the last always told', async () => {
  const events: { atMs: number; progress: UploadProgress }[] = [];
  rig.uploads().onProgress((progress) => events.push({ atMs: performance.now(), progress }));
  const paths = Array.from({ length: 60 }, (_, n) => rig.makeFile(`many-${n}.mp4`, 20_000 + n));
  rig.uploads().enqueue(paths.map(itemFor));
  for (const path of paths) await rig.readyAt(path);
  // Told at the end of the interval in which the last one became ready.
  await expect
    .poll(() => events.at(-1)?.progress.summary, { timeout: 20_000 })
    .toMatchObject({ total: 60, ready: 60, etaMs: 0 });
  const inASecond = events.map(({ atMs: from }) => events.filter(({ atMs }) => atMs >= from && atMs < from + 990));
  expect(Math.max(...inASecond.map((those) => those.length))).toBeLessThanOrEqual(10);
  expect(rig.bugs).toEqual([]);
});

test('many files at once under one budget, each stored once', async () => {
  const paths = [
    ...Array.from({ length: 12 }, (_, n) => rig.makeFile(`small-${n}.mp4`, 30_000 + n)),
    ...Array.from({ length: 3 }, (_, n) => rig.makeFile(`large-${n}.mp4`, largeBytes + n)),
  ];
  rig.uploads().enqueue(paths.map(itemFor));
  for (const path of paths) await expectStored(rig, await rig.readyAt(path));
  const open = rig.sandbox.log.entries().map(({ connection }) => connection);
  expect(new Set(open).size).toBeLessThanOrEqual(24);
});
