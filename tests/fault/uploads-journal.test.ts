import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, partBytes, type Rig } from '../integration/uploads-rig.ts';
import { expectStored } from '../integration/uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());
const largeBytes = 10 * partBytes;
const isStoredPart = ({ operation, stored }: { operation: string; stored: boolean }): boolean =>
  operation === 'b2_upload_part' && stored;

test('disk full: nothing is sent that could not be remembered; goes on when there is room again', async () => {
  rig.disk.isFull = true;
  const uploadId = rig.enqueue(rig.makeFile('full.mp4', largeBytes));
  await expect.poll(() => rig.disk.refused, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(rig.sandbox.log.entries({ operation: 'b2_start_large_file' })).toEqual([]);
  expect(rig.sandbox.log.bytesReceived()).toBe(0);
  rig.disk.isFull = false;
  await expectStored(rig, await rig.ready(uploadId));
});

test('disk full in the middle: no part is lost or sent twice by it', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('later.mp4', largeBytes));
  await rig.sandbox.log.waitFor(isStoredPart);
  rig.disk.isFull = true;
  await expect.poll(() => rig.disk.refused, { timeout: 10_000 }).toBeGreaterThan(0);
  rig.sandbox.faults.setLink({});
  rig.disk.isFull = false;
  await expectStored(rig, await rig.ready(uploadId));
  const lanes = 4;
  expect(rig.sandbox.log.bytesReceived()).toBeLessThanOrEqual(largeBytes + 400 + lanes * (partBytes + 40));
});

test('worker dies in the middle: another one goes on', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('crash.mp4', largeBytes));
  await rig.sandbox.log.waitFor(isStoredPart);
  const first = rig.worker();
  await first.terminate();
  rig.sandbox.faults.setLink({});
  const record = await rig.ready(uploadId);
  expect(rig.worker()).not.toBe(first);
  expect(rig.bugs.splice(0)).toEqual(['the upload worker ended unexpectedly']);
  await expectStored(rig, record);
});

test('a verb given while there is no worker is carried out by the next one', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 500_000 });
  const uploadId = rig.enqueue(rig.makeFile('verb.mp4', largeBytes));
  await rig.sandbox.log.waitFor(isStoredPart);
  await rig.worker().terminate();
  expect(await rig.uploads().pause([uploadId])).toBe(true);
  expect(rig.uploads().get(uploadId)?.state).toBe('paused');
  rig.bugs.splice(0);
});

test('one damaged row: put aside, shown as failed, all others go on, and it can begin anew', async () => {
  const damaged = rig.enqueue(rig.makeFile('damaged.mp4', 40_000));
  await rig.uploads().pause([damaged]);
  const healthy = rig.enqueue(rig.makeFile('healthy.mp4', 50_000));
  await rig.uploads().pause([healthy]);
  await rig.restart((db) => db.prepare(`UPDATE uploads SET reason = '{"code":' WHERE id = ?`).run(damaged));
  await rig.uploads().resume([healthy]);
  await rig.ready(healthy);
  const record = await rig.failed(damaged);
  expect(record.reason).toEqual({ code: 'bad-row', detail: null });
  rig.setAge(record.path, 60_000);
  await rig.uploads().retry([damaged]);
  await expectStored(rig, await rig.readyAt(record.path));
});

test('large file cancelled on the server, by a rule or by hand: begins again and says so', async () => {
  const path = rig.makeFile('forgotten.mp4', largeBytes);
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(path);
  await rig.sandbox.log.waitFor(isStoredPart);
  await rig.uploads().pause([uploadId]);
  await rig.cancelOnServer(rig.uploads().get(uploadId)?.fileId ?? '');
  rig.sandbox.faults.setLink({});
  await rig.uploads().resume([uploadId]);
  const record = await rig.readyAt(path);
  expect(record.uploadId).not.toBe(uploadId);
  expect(record.restartedBecause).toBe('server-forgot');
  await expectStored(rig, record);
});

test('stored part that is not the one the journal knows: read again, sent again', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('strange.mp4', largeBytes));
  await rig.sandbox.log.waitFor(isStoredPart);
  await rig.uploads().pause([uploadId]);
  rig.sandbox.faults.setLink({});
  // Known to the server, unknown here: each is read again, and counts because it is the same.
  const kept = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  await rig.restart((db) => db.prepare('DELETE FROM upload_parts').run());
  expect(kept).toBeGreaterThan(0);
  const since = rig.sandbox.log.mark();
  await rig.uploads().resume([uploadId]);
  await expectStored(rig, await rig.ready(uploadId));
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(10 - kept);
});

test('storage changed in the middle: begins again there, leaves nothing behind', async () => {
  const path = rig.makeFile('moved.mp4', largeBytes);
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(path);
  await rig.sandbox.log.waitFor(isStoredPart);
  rig.sandbox.faults.setLink({});
  rig.uploads().configure({ ...rig.settings, prefix: `${rig.settings.prefix}moved/` });
  const record = await rig.readyAt(path);
  expect(record.objectName).toBe(`${rig.settings.prefix}moved/media/moved.mp4`);
  await rig.waitGone(uploadId);
  await expectStored(rig, record);
});
