import { expect, test } from 'vitest';
import { createSyncState } from '../../src/main/db/sync-state.ts';
import { editElsewhere } from '../helpers/database.ts';
import { type BytesRig, caller, openBytesRig } from './stored-bytes-rig.ts';

/* What keeps stored bytes from being deleted, through the studio's own composition. */
const dayMs = 24 * 3_600_000;

/** A lesson that is stored and purged. */
async function purgeOne(rig: BytesRig) {
  const lesson = rig.addLesson(rig.makeFile(4_000));
  const fileId = await rig.stored(lesson.versionId);
  rig.remove(lesson.lessonId);
  await rig.purge(lesson.lessonId);
  return { ...lesson, fileId };
}

test('the others are asked right before; what they brought back stays, and nothing goes while they cannot be asked', async () => {
  await using rig = await openBytesRig();
  const { lessonId, fileId } = await purgeOne(rig);
  createSyncState(rig.db).set('owner_id', 'me');
  createSyncState(rig.db).set('last_synced_at_ms', Number.MAX_SAFE_INTEGER);
  await rig.pass(8 * dayMs);
  expect([rig.inBucket(), rig.openJobs()]).toEqual([[fileId], ['delete-version']]);
  rig.others.pull = async () => {
    editElsewhere(rig.studio, { t: 'lessons', id: lessonId, k: 'set', v: { life: { deleted_at_ms: null } } });
    return true;
  };
  await rig.pass(11 * 60_000);
  expect([rig.inBucket(), rig.openJobs()]).toEqual([[fileId], []]);
  rig.others.pull = async () => true;
  rig.remove(lessonId);
  await rig.purge(lessonId);
  await rig.pass(8 * dayMs);
  expect([rig.inBucket(), rig.errors]).toEqual([[], []]);
});

test('a clock that is wrong here, at the purge or when it is due, takes no day of the grace away', async () => {
  await using rig = await openBytesRig();
  rig.clock.mislead(2 * 3_600_000);
  const { fileId } = await purgeOne(rig);
  rig.clock.mislead(100 * dayMs);
  await rig.pass(0);
  expect([rig.inBucket(), rig.openJobs()]).toEqual([[fileId], ['delete-version']]);
  await rig.pass(6 * dayMs);
  expect(rig.inBucket()).toEqual([fileId]);
  await rig.pass(2 * dayMs);
  expect([rig.inBucket(), rig.openJobs(), rig.errors]).toEqual([[], [], []]);
});

test('nothing is synced and the clock here is days behind: the storage tells, and no day of the grace is lost', async () => {
  await using rig = await openBytesRig();
  const offset = (): number => createSyncState(rig.db).getNumber('clock_offset_ms');
  rig.clock.mislead(-5 * dayMs);
  await rig.room.storage.connect();
  await rig.until(() => offset() > 0);
  const { fileId } = await purgeOne(rig);
  // A start looks at every job anew, and the clock may have been set meanwhile.
  rig.clock.mislead(100 * dayMs);
  await rig.pass(6 * dayMs);
  expect([rig.inBucket(), rig.openJobs()]).toEqual([[fileId], ['delete-version']]);
  // One that is ahead takes nothing away, and is not followed.
  expect(offset()).toBe(0);
  await rig.pass(2 * dayMs);
  expect([rig.inBucket(), rig.openJobs(), rig.errors]).toEqual([[], [], []]);
});

test('the answer to a deletion is lost and the purge undone: nobody says that it is stored, and it is sent again', async () => {
  await using rig = await openBytesRig();
  const { versionId, fileId } = await purgeOne(rig);
  // The try that was cut off right after: nothing is written down, and the job is there.
  await rig.deleteInBucket(fileId);
  // The purge, and the deletion.
  expect([rig.undo.undo().success, rig.undo.undo().success]).toEqual([true, true]);
  await rig.pass(8 * dayMs);
  const newId = await rig.stored(versionId);
  await rig.pass(0);
  expect([rig.inBucket(), rig.openJobs(), rig.errors]).toEqual([[newId], [], []]);
  expect(newId).not.toBe(fileId);
});

test('another computer deleted the bytes: this one does not write them back, and sends them when they are wanted', async () => {
  await using rig = await openBytesRig();
  const { lessonId, versionId } = rig.addLesson(rig.makeFile(4_000));
  const fileId = await rig.stored(versionId);
  rig.remove(lessonId);
  const stored = { bucket_name: null, object_name: null, b2_file_id: null, stored_at_ms: null };
  editElsewhere(rig.studio, { t: 'media_versions', id: versionId, k: 'set', v: { stored } });
  await rig.deleteInBucket(fileId);
  // As at every start: what is ready is told again.
  rig.room.catchUp();
  rig.room.desk.reconcile();
  expect(rig.fileIdOf(versionId)).toBe(null);
  expect(rig.undo.undo().success).toBe(true);
  rig.room.desk.reconcile();
  const newId = await rig.stored(versionId);
  expect(rig.inBucket()).toEqual([newId]);
});

test('replaced, and the new one was found to be gone, before or after the old one was given up: that is the only copy', async () => {
  await using rig = await openBytesRig();
  const { mediaId, versionId } = rig.addLesson(rig.makeFile(4_000));
  const oldId = await rig.stored(versionId);
  const next = rig.replace(mediaId, rig.makeFile(4_500));
  const newId = await rig.stored(next);
  const { receipts } = rig.room.receiptDeps;
  const uploadId = receipts.ofVersion(next)?.record.uploadId;
  if (!uploadId) throw new Error('no receipt');
  const found = { mode: 'all', against: 'file', bytes: 0, differsAt: null } as const;
  receipts.saveCheck(uploadId, { ...found, verdict: 'altered', atMs: 1 });
  expect(await rig.actions['storage.discardFormer']({}, caller)).toMatchObject({ data: { count: 0 } });
  receipts.saveCheck(uploadId, { ...found, verdict: 'same', atMs: 2 });
  expect(await rig.actions['storage.discardFormer']({}, caller)).toMatchObject({ data: { count: 1 } });
  receipts.saveCheck(uploadId, { ...found, verdict: 'altered', atMs: 3 });
  await rig.pass(2 * 3_600_000);
  expect(rig.inBucket().toSorted()).toEqual([oldId, newId].toSorted());
});

test('one of two lessons with a file is purged, just after its new export was undone: that can be redone', async () => {
  await using rig = await openBytesRig();
  const { mediaId, lessonId, versionId } = rig.addLesson(rig.makeFile(4_000));
  await rig.stored(versionId);
  rig.link(mediaId);
  const next = rig.replace(mediaId, rig.makeFile(4_500));
  const newId = await rig.stored(next);
  expect(rig.undo.undo().success).toBe(true);
  rig.remove(lessonId);
  await rig.purge(lessonId);
  expect(rig.openJobs()).toEqual([]);
  await rig.pass(8 * dayMs);
  expect(rig.inBucket()).toContain(newId);
});
