import { readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editElsewhere } from '../helpers/database.ts';
import { signIn, storeFile } from '../sandbox/b2/testing.ts';
import { type BytesRig, openBytesRig } from './stored-bytes-rig.ts';

const dayMs = 24 * 3_600_000;

/*
 * The library says stored, and the bucket does not have it: a backup from before the deletion was restored, a link came in after
 * another computer had counted, a second copy of the library deleted what only it did not want.
 */
async function deleteBehind({ sandbox }: BytesRig, fileId: string): Promise<void> {
  const fileName = sandbox.objects().find((one) => one.fileId === fileId)?.fileName;
  await (await signIn(sandbox)).ok('b2_delete_file_version', { fileId, fileName });
}

test('it is found out at the next connection, and sent again from the disk; what is hidden or listed stays', async () => {
  await using rig = await openBytesRig();
  const { sandbox } = rig;
  const [hidden, lost, whole] = [4_000, 5_000, 6_000].map((bytes) => rig.addLesson(rig.makeFile(bytes)));
  if (!hidden || !lost || !whole) throw new Error('no lessons');
  const ids = [];
  for (const { versionId } of [hidden, lost, whole]) ids.push(await rig.stored(versionId));
  const [hiddenId = '', lostId = '', wholeId = ''] = ids;
  const fileName = rig.receiptOf(hidden.versionId)?.objectName;
  await (await signIn(sandbox)).ok('b2_hide_file', { bucketId: sandbox.bucket.bucketId, fileName });
  await deleteBehind(rig, lostId);
  await rig.room.storage.connect();
  const again = await rig.until(() => {
    const fileId = rig.fileIdOf(lost.versionId);
    return fileId !== lostId && fileId;
  });
  expect(rig.inBucket()).toEqual(expect.arrayContaining([hiddenId, wholeId, again]));
  expect([rig.fileIdOf(hidden.versionId), rig.fileIdOf(whole.versionId)]).toEqual([hiddenId, wholeId]);
  expect(sandbox.log.entries({ operation: 'b2_get_file_info' }).length).toBeLessThan(8);
  expect(rig.errors).toEqual([]);
});

test('every version that shared it says not stored, also where the file is not on this disk; found out within a day', async () => {
  await using rig = await openBytesRig();
  const path = rig.makeFile(5_000);
  const first = rig.addLesson(path);
  const lostId = await rig.stored(first.versionId);
  const second = rig.addLesson(path);
  expect(await rig.stored(second.versionId)).toBe(lostId);
  await deleteBehind(rig, lostId);
  rig.db.exec('DELETE FROM media_locations');
  rmSync(path);
  await rig.pass(60_000);
  expect(rig.fileIdOf(first.versionId)).toBe(lostId);
  await rig.pass(25 * 3_600_000);
  await rig.until(() => rig.fileIdOf(first.versionId) === null && rig.fileIdOf(second.versionId) === null);
  // Not told again by the queue at the next start.
  rig.room.catchUp();
  expect([rig.fileIdOf(first.versionId), rig.fileIdOf(second.versionId)]).toEqual([null, null]);
});

test('another computer found it to be gone: with its pull it is sent again from this disk, without an edit or a start', async () => {
  await using rig = await openBytesRig();
  const { versionId } = rig.addLesson(rig.makeFile(5_000));
  const lostId = await rig.stored(versionId);
  await deleteBehind(rig, lostId);
  const v = { stored: { bucket_name: null, object_name: null, b2_file_id: null, stored_at_ms: null } };
  editElsewhere(rig.studio, { t: 'media_versions', id: versionId, k: 'set', v });
  expect(rig.fileIdOf(versionId)).toBe(null);
  rig.room.follow([{ table: 'media_versions', id: versionId }]);
  const again = await rig.stored(versionId);
  expect([again === lostId, rig.inBucket()]).toEqual([false, [again]]);
});

test('under another prefix it says nothing of what was stored under the former', async () => {
  await using rig = await openBytesRig();
  const { versionId } = rig.addLesson(rig.makeFile(5_000));
  const fileId = await rig.stored(versionId);
  await deleteBehind(rig, fileId);
  rig.db.exec("UPDATE media_versions SET object_name = 'former/' || object_name");
  const lost = rig.addLesson(rig.makeFile(6_000));
  const lostId = await rig.stored(lost.versionId);
  await deleteBehind(rig, lostId);
  await rig.room.storage.connect();
  await rig.until(() => rig.fileIdOf(lost.versionId) !== lostId);
  expect(rig.fileIdOf(versionId)).toBe(fileId);
});

test('what was sent from here and is gone hides no other copy: that is copied, nothing is sent', async () => {
  await using rig = await openBytesRig();
  const { sandbox } = rig;
  const path = rig.makeFile(5_000);
  const { lessonId, versionId } = rig.addLesson(path);
  const gone = await rig.stored(versionId);
  rig.remove(lessonId);
  await rig.purge(lessonId);
  await rig.pass(8 * dayMs);
  expect(rig.inBucket()).toEqual([]);
  const { fileId } = await storeFile(await signIn(sandbox), sandbox, 'lectern/theirs.bin', readFileSync(path));
  await rig.room.storage.connect();
  const mark = sandbox.log.mark();
  const again = await rig.stored(rig.addLesson(path).versionId);
  expect([sandbox.log.bytesReceived({ since: mark }), again === gone]).toEqual([0, false]);
  expect(rig.inBucket().toSorted()).toEqual([String(fileId), again].toSorted());
});
