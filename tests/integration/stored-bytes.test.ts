import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publishedUrl } from '../../src/main/uploads/published-url.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import { type BytesRig, type BytesRigOptions, caller, cdn, openBytesRig } from './stored-bytes-rig.ts';

/* Bytes that are nobody's any more, from the click to the bucket and the CDN, through the studio's own composition. */
const dayMs = 24 * 3_600_000;
const poorKey: BytesRigOptions = {
  sandbox: {
    seed: {
      keys: [
        {
          keyName: 'poor',
          capabilities: ['listBuckets', 'listFiles', 'readFiles', 'writeFiles'],
          bucketOnly: true,
          namePrefix: 'lectern/',
        },
      ],
    },
  },
  key: ({ keys }) => keys.named['poor'] ?? keys.restricted,
};
const urlOf = (rig: BytesRig, fileId: string): string => {
  const name = rig.sandbox.objects().find((one) => one.fileId === fileId)?.fileName ?? 'not there';
  return publishedUrl(cdn.baseUrl, name);
};

test('purged from the trash: a week later the bytes are gone, those that another lesson shows are not, and the CDN forgets', async () => {
  await using rig = await openBytesRig();
  const shared = rig.makeFile(4_000);
  const one = rig.addLesson(shared);
  const sharedId = await rig.stored(one.versionId);
  const other = rig.addLesson(shared);
  const alone = rig.addLesson(rig.makeFile(5_000));
  expect(await rig.stored(other.versionId)).toBe(sharedId);
  const aloneId = await rig.stored(alone.versionId);
  const aloneUrl = urlOf(rig, aloneId);
  for (const { lessonId } of [one, alone]) rig.remove(lessonId);
  await rig.pass(2 * dayMs);
  expect(rig.inBucket().toSorted()).toEqual([sharedId, aloneId].toSorted());
  await rig.purge(one.lessonId, alone.lessonId);
  expect(rig.openJobs()).toEqual(['delete-version']);
  await rig.pass(7 * dayMs - 60_000);
  expect(rig.inBucket()).toHaveLength(2);
  await rig.pass(120_000);
  expect([rig.inBucket(), rig.openJobs(), rig.purged()]).toEqual([[sharedId], [], [aloneUrl]]);
  // Whoever undoes it now is not told that it is stored, whatever the list of uploads remembers.
  rig.room.catchUp();
  expect([rig.fileIdOf(alone.versionId), rig.fileIdOf(one.versionId)]).toEqual([null, sharedId]);
  rig.remove(other.lessonId);
  await rig.purge(other.lessonId);
  await rig.pass(8 * dayMs);
  expect([rig.inBucket(), rig.errors]).toEqual([[], []]);
});

test('a purge that is undone in time keeps its bytes', async () => {
  await using rig = await openBytesRig();
  const { lessonId, versionId } = rig.addLesson(rig.makeFile(4_000));
  const fileId = await rig.stored(versionId);
  rig.remove(lessonId);
  await rig.purge(lessonId);
  expect(rig.undo.undo().success).toBe(true);
  await rig.pass(8 * dayMs);
  expect([rig.inBucket(), rig.openJobs(), rig.purged(), rig.fileIdOf(versionId)]).toEqual([[fileId], [], [], fileId]);
});

test('replaced by a new export, then given up: the old one goes from bucket and CDN, the new one stays', async () => {
  await using rig = await openBytesRig();
  const { mediaId, versionId } = rig.addLesson(rig.makeFile(4_000));
  const oldUrl = urlOf(rig, await rig.stored(versionId));
  const newId = await rig.stored(rig.replace(mediaId, rig.makeFile(4_500)));
  expect(await rig.actions['storage.discardFormer']({}, caller)).toMatchObject({ data: { count: 1 } });
  rig.cloudflare.answerNext({ status: 429, retryAfterSeconds: 90 });
  await rig.pass(2 * 3_600_000);
  expect(rig.inBucket()).toEqual([newId]);
  expect([rig.purged(), rig.openJobs()]).toEqual([['429'], ['purge-cdn']]);
  await rig.pass(100_000);
  expect([rig.purged(), rig.openJobs()]).toEqual([['429', oldUrl], []]);
});

/** Read back, it was other bytes, or not there; answers of which upload that is known. */
function foundBad({ room }: BytesRig, versionId: VersionId, verdict: 'altered' | 'gone' = 'altered'): UploadId {
  const { receipts } = room.receiptDeps;
  const uploadId = receipts.ofVersion(versionId)?.record.uploadId;
  if (!uploadId) throw new Error('no receipt');
  const found = { verdict, mode: 'all', against: 'file', bytes: 4_000, differsAt: null } as const;
  receipts.saveCheck(uploadId, { ...found, atMs: 1 });
  return uploadId;
}

test('what was altered in storage goes once the file is stored again, under the same name, and the CDN forgets it', async () => {
  await using rig = await openBytesRig();
  const { versionId } = rig.addLesson(rig.makeFile(4_000));
  const oldId = await rig.stored(versionId);
  const url = urlOf(rig, oldId);
  const uploadId = foundBad(rig, versionId);
  rig.sandbox.faults.add({ operations: ['b2_upload_file'], times: 1, fault: '503-at-once' });
  expect(await rig.actions['receipt.sendAgain']({ uploadId }, caller)).toMatchObject({ success: true });
  expect([rig.openJobs(), rig.fileIdOf(versionId)]).toEqual([['delete-version'], null]);
  await rig.pass(0);
  const newId = await rig.stored(versionId);
  expect(rig.inBucket()).toContain(oldId);
  await rig.pass(11 * 60_000);
  expect([rig.inBucket(), rig.purged(), rig.openJobs()]).toEqual([[newId], [url], []]);
  expect(newId).not.toBe(oldId);
});

test('what is gone from the bucket is sent again, and the CDN forgets what it still had of it at once', async () => {
  await using rig = await openBytesRig();
  const { versionId } = rig.addLesson(rig.makeFile(4_000));
  const oldId = await rig.stored(versionId);
  const url = urlOf(rig, oldId);
  await rig.deleteInBucket(oldId);
  const uploadId = foundBad(rig, versionId, 'gone');
  expect(await rig.actions['receipt.sendAgain']({ uploadId }, caller)).toMatchObject({ success: true });
  // Nobody has to wake the jobs for it.
  await rig.until(() => rig.purged().length > 0);
  await rig.stored(versionId);
  expect([rig.inBucket().length, rig.purged(), rig.openJobs()]).toEqual([1, [url], []]);
});

test('altered, with a key that may not delete: what the CDN had of it goes all the same once the file is stored again', async () => {
  await using rig = await openBytesRig(poorKey);
  const { versionId } = rig.addLesson(rig.makeFile(4_000));
  const oldId = await rig.stored(versionId);
  const url = urlOf(rig, oldId);
  const uploadId = foundBad(rig, versionId);
  await rig.actions['receipt.sendAgain']({ uploadId }, caller);
  await rig.stored(versionId);
  await rig.pass(11 * 60_000);
  expect([rig.inBucket().length, rig.purged(), rig.openJobs()]).toEqual([2, [url], []]);
});

test('altered and shared by two lessons: at *Upload again* neither says any more that it is stored there, and both are sent anew as one', async () => {
  await using rig = await openBytesRig();
  const path = rig.makeFile(4_000);
  const one = rig.addLesson(path);
  const oldId = await rig.stored(one.versionId);
  const other = rig.addLesson(path);
  expect(await rig.stored(other.versionId)).toBe(oldId);
  const elsewhere = rig.addLesson(path);
  expect(await rig.stored(elsewhere.versionId)).toBe(oldId);
  // Of this one the file is on another computer's disk.
  rig.db.prepare('DELETE FROM media_locations WHERE version_id = ?').run(elsewhere.versionId);
  rig.sandbox.faults.add({ operations: ['b2_upload_file'], times: 1, fault: '503-at-once' });
  const uploadId = foundBad(rig, one.versionId);
  expect(await rig.actions['receipt.sendAgain']({ uploadId }, caller)).toMatchObject({ success: true });
  const ids = [one, other, elsewhere].map(({ versionId }) => rig.fileIdOf(versionId));
  expect(ids).toEqual([null, null, null]);
  rig.room.catchUp();
  const newId = await rig.stored(one.versionId);
  expect([newId === oldId, await rig.stored(other.versionId)]).toEqual([false, newId]);
  await rig.pass(11 * 60_000);
  expect([rig.inBucket(), rig.openJobs(), rig.fileIdOf(elsewhere.versionId)]).toEqual([[newId], [], null]);
});

test('a key that may not delete: it is laid aside with that reason, and nothing is forgotten', async () => {
  await using rig = await openBytesRig(poorKey);
  const { lessonId, versionId } = rig.addLesson(rig.makeFile(4_000));
  const fileId = await rig.stored(versionId);
  rig.remove(lessonId);
  await rig.purge(lessonId);
  await rig.pass(7 * dayMs + 60_000);
  expect(await rig.actions['job.list']({}, caller)).toMatchObject({
    data: {
      dead: [{ kind: 'delete-version', subject: 'film.mp4', reason: { kind: 'forbidden', retry: 'after-user' } }],
    },
  });
  expect([rig.inBucket(), rig.purged(), rig.fileIdOf(versionId)]).toEqual([[fileId], [], fileId]);
});

test('what is stored already takes no room: it is linked under a quota that leaves none, and other bytes are not sent', async () => {
  await using rig = await openBytesRig();
  const path = rig.makeFile(4_000);
  const sha1 = createHash('sha1').update(readFileSync(path)).digest('hex');
  const fileId = await rig.stored(rig.addLesson(path, sha1).versionId);
  await rig.actions['storage.saveQuota']({ bytes: 4_000 }, caller);
  expect(await rig.stored(rig.addLesson(path, sha1).versionId)).toBe(fileId);
  rig.addLesson(rig.makeFile(4_000));
  expect(rig.room.storage.quota.judge()).toMatchObject({ shortBytes: 4_000, isOver: true });
  // What is about to be deleted is no copy to count on.
  rig.db
    .prepare(
      "INSERT INTO jobs (id, kind, key, payload, state, due_at_ms, created_at_ms) VALUES ('j', 'delete-version', ?, '{}', 'dead', 1, 1)",
    )
    .run(fileId);
  const again = { bytes: 4_000, sha1, isBegun: false };
  expect(rig.room.storage.quota.judge([again]).shortBytes).toBe(8_000);
});
