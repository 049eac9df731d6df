import { afterEach, beforeEach, expect, test } from 'vitest';
import { createQuota, createQuotaActions } from '../../src/main/actions/quota.ts';
import { createUsageActions } from '../../src/main/actions/storage-usage.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createSettingsTable } from '../../src/main/db/tables/settings.ts';
import { createStoredUsage } from '../../src/main/db/tables/stored-usage.ts';
import { createStoredUses } from '../../src/main/db/tables/stored-uses.ts';
import { createDeleteVersion } from '../../src/main/lib/jobs/delete-version.ts';
import { good } from '../../src/main/uploads/ports.ts';
import { reachNow } from '../../src/shared/domain/trash.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';

/* What the library keeps in the storage, and which of it may be deleted. */
let studio: TestDatabase;
beforeEach(() => {
  studio = openTestDatabase();
});
afterEach(() => studio.db.close());

const label = { code: 'course.edit' as const, count: 1, name: '' };
const write = (...drafts: Draft[]): void => void studio.mutator.mutate({ label, drafts });
const put = (t: Draft['t'], id: string, v: Draft['v']): void => write({ t, id, k: 'put', v });
const stored = (fileId: string) => ({
  bucket_name: 'b',
  object_name: `media/${fileId}`,
  b2_file_id: fileId,
  stored_at_ms: 1,
});

function addCourse(title: string, atMs: number): string {
  const id = studio.edit.newId();
  put('courses', id, { title: { title }, origin: { created_at_ms: atMs } });
  return id;
}
/** Media with these versions, the last one current; each is `[file id or null, bytes]`. */
function addMedia(versions: readonly (readonly [string | null, number])[], courses: readonly string[]): string[] {
  const mediaId = studio.edit.newId();
  const ids = versions.map(([fileId, bytes]) => {
    const id = studio.edit.newId();
    const origin = { media_id: mediaId, file_name: 'a.mp4', bytes, created_at_ms: 1 };
    put('media_versions', id, { origin, ...(fileId === null ? {} : { stored: stored(fileId) }) });
    return id;
  });
  const current = { current_version_id: ids.at(-1) ?? null };
  put('media_files', mediaId, { origin: { kind: 'video', created_at_ms: 1 }, current });
  for (const courseId of courses) {
    const ends = { media_id: mediaId, target_type: 'course', target_id: courseId, role: 'video', language: null };
    put('media_links', studio.edit.newId(), { ends });
  }
  return [mediaId, ...ids];
}
/** Nothing that a deletion would have to wait for. */
const always = {
  isAwaited: () => false,
  hear: async () => true,
  serverNowMs: async () => good(studio.nowMs() + 2 * 3_600_000),
  getFile: async () => good(null),
  onReplaced: () => {},
  onMissed: () => {},
};

function open(policyBytes?: number) {
  const jobs = createJobTable(studio.db, studio.edit.newId);
  const uses = createStoredUses(studio.db);
  const usage = createStoredUsage(studio.db);
  const settings = createSettingsTable(studio.db);
  const queue: { uploadId?: string; state: string; bytesTotal: number; sha1?: string }[] = [];
  const recordOf = (id: string) => (queue.find(({ uploadId }) => uploadId === id) ?? null) as never;
  const isStored = ({ sha1 }: { sha1: string }): boolean => sha1 === 'stored';
  const uploads = { snapshots: () => queue as never, get: recordOf };
  const quota = createQuota({ settings, policyBytes, uploads, usedBytes: usage.usedBytes, isStored });
  let changes = 0;
  const actions = {
    ...createUsageActions({ ...studio.edit, usage, jobs, quota, onChange: () => {} }),
    ...createQuotaActions({ quota, onChange: () => (changes += 1) }),
  };
  const get = async () => {
    const answer = await actions['storage.getUsage']({}, { windowId: 1 } as never);
    return answer.success ? answer.data : null;
  };
  const discard = async () => actions['storage.discardFormer']({}, { windowId: 1 } as never);
  return { jobs, uses, get, discard, quota, queue, actions, changes: () => changes };
}

test('by course, the largest first; what is shared or shown twice is counted once, for the older course', async () => {
  const small = addCourse('Small', 1);
  const large = addCourse('Large', 2);
  addMedia([['f1', 100]], [small, large]);
  addMedia([['f1', 100]], [large]);
  addMedia([['f2', 900]], [large]);
  addMedia([['f3', 50]], []);
  addMedia([[null, 7_000]], [large]);
  expect(await open().get()).toEqual({
    usedBytes: 1_050,
    courses: [
      { courseId: large, title: 'Large', bytes: 900 },
      { courseId: small, title: 'Small', bytes: 100 },
    ],
    otherBytes: 50,
    former: { count: 0, bytes: 0 },
    quota: {
      quotaBytes: null,
      locked: false,
      neededBytes: 0,
      leftBytes: 0,
      shortBytes: 0,
      files: 0,
      fittingIds: [],
      isWaiting: false,
    },
  });
});

test('replaced versions go with one command, in one transaction with their jobs; what is shown stays', async () => {
  const course = addCourse('Course', 1);
  addMedia(
    [
      ['old', 100],
      [null, 5],
      ['new', 200],
    ],
    [course],
  );
  addMedia(
    [
      ['shared', 300],
      ['other', 1],
    ],
    [course],
  );
  addMedia([['shared', 300]], [course]);
  const { jobs, get, discard, uses } = open();
  expect((await get())?.former).toEqual({ count: 1, bytes: 100 });
  studio.db.exec("CREATE TEMP TRIGGER no BEFORE INSERT ON main.jobs BEGIN SELECT raise(ABORT, 'no'); END");
  await expect(discard()).rejects.toThrow('no');
  expect((await get())?.former.count).toBe(1);
  studio.db.exec('DROP TRIGGER no');
  expect(await discard()).toEqual({ success: true, data: { count: 1, bytes: 100 } });
  expect(await discard()).toEqual({ success: true, data: { count: 0, bytes: 0 } });
  expect(await get()).toMatchObject({ usedBytes: 501, former: { count: 0 } });
  expect(studio.db.prepare('SELECT key FROM jobs').pluck().all()).toEqual(['old']);
  expect(jobs.countOpen()).toBe(1);
  expect(['old', 'new', 'shared', 'other'].map((fileId) => uses.count(fileId, reachNow(null)))).toEqual([0, 1, 2, 1]);
});

test('a replaced version stays while the one that replaces it is not stored yet', async () => {
  addMedia(
    [
      ['old', 100],
      [null, 200],
    ],
    [addCourse('Course', 1)],
  );
  const { get, discard, jobs } = open();
  expect((await get())?.former).toEqual({ count: 0, bytes: 0 });
  expect(await discard()).toEqual({ success: true, data: { count: 0, bytes: 0 } });
  expect(jobs.countOpen()).toBe(0);
  expect(studio.db.prepare('SELECT count(*) FROM media_versions WHERE deleted_at_ms IS NOT NULL').pluck().get()).toBe(
    0,
  );
});

test('a version that is shown again by the time its deletion is due stays; so does one that an upload shares', async () => {
  const [mediaId = '', old = ''] = addMedia(
    [
      ['old', 100],
      ['new', 200],
    ],
    [addCourse('Course', 1)],
  );
  const { uses, discard } = open();
  await discard();
  const asked: string[] = [];
  const forgotten: string[] = [];
  const job = createDeleteVersion({
    ...always,
    standing: uses.standing,
    bucket: () => 'b',
    onDeleted: ({ objectName }) => void forgotten.push(objectName),
    async deleteFileVersion(fileId) {
      asked.push(fileId);
      return { ok: true, value: undefined };
    },
  });
  const run = () =>
    job({ fileId: 'old', objectName: 'media/old', bucketName: 'b', isGivenUp: true }, new AbortController().signal);
  write({ t: 'media_files', id: mediaId, k: 'set', v: { current: { current_version_id: old } } });
  expect(await run()).toEqual({ type: 'done' });
  expect(asked).toEqual([]);
  write({ t: 'media_files', id: mediaId, k: 'set', v: { current: { current_version_id: null } } });
  const insert = studio.db.prepare(
    `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, receipt, created_at_ms,
     updated_at_ms) VALUES ('u', ?, '/a', 100, 'a', 'video/mp4', 'ready', 1, '{"fileId":"old"}', 1, 1)`,
  );
  insert.run('of-another-version');
  expect(await run()).toEqual({ type: 'done' });
  expect(asked).toEqual([]);
  // The upload of the version that was given up itself is no use of it.
  studio.db.prepare('UPDATE uploads SET version_id = ?').run(old);
  expect(await run()).toEqual({ type: 'done' });
  expect(asked).toEqual(['old']);
  // The CDN is told of what is gone, and of nothing that stays.
  expect(forgotten).toEqual(['media/old']);
});

test('a deletion for a bucket that is not the connected one is laid aside until it is; of what is in use it is over', async () => {
  const never = async (): Promise<never> => {
    throw new Error('asked');
  };
  const job = createDeleteVersion({
    ...always,
    standing: ({ fileId }) => (fileId === 'wanted-again' ? 'used' : 'unused'),
    bucket: () => 'other',
    onDeleted: never,
    deleteFileVersion: never,
  });
  const payload = { fileId: 'f', objectName: 'o', bucketName: 'b' };
  expect(await job(payload, new AbortController().signal)).toMatchObject({
    type: 'failed',
    failure: { retry: 'after-user', code: 'other-bucket' },
  });
  const used = await job({ ...payload, fileId: 'wanted-again' }, new AbortController().signal);
  expect(used).toEqual({ type: 'done' });
});

test('what was found to be gone takes no room, and frees none; what was altered does', async () => {
  const course = addCourse('Course', 1);
  addMedia([['gone', 100]], [course]);
  addMedia([['altered', 30]], [course]);
  addMedia(
    [
      ['old', 7],
      ['new', 5],
    ],
    [course],
  );
  const { get, quota } = open(1_000);
  expect(await get()).toMatchObject({ usedBytes: 142, former: { count: 1, bytes: 7 } });
  const found = studio.db.prepare(
    `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, receipt, last_check,
       created_at_ms, updated_at_ms) VALUES (?, 'v', '/a', 1, 'a', 'video/mp4', 'ready', 1, ?, ?, 1, 1)`,
  );
  for (const [fileId, verdict] of [
    ['gone', 'gone'],
    ['altered', 'altered'],
    ['old', 'gone'],
  ])
    found.run(fileId, JSON.stringify({ fileId }), JSON.stringify({ verdict, atMs: 1 }));
  expect(await get()).toMatchObject({ usedBytes: 35, former: { count: 1, bytes: 0 }, courses: [{ bytes: 35 }] });
  expect(quota.describe().leftBytes).toBe(965);
});

test('the queue against the quota: short, allowed once, asked again for what comes later', async () => {
  addMedia([['f1', 700]], [addCourse('Course', 1)]);
  const { quota, queue, actions, get, changes } = open();
  const caller = { windowId: 1 } as never;
  queue.push(
    { uploadId: 'large', state: 'queued', bytesTotal: 250 },
    { uploadId: 'next', state: 'waiting', bytesTotal: 100 },
    { uploadId: 'small', state: 'paused', bytesTotal: 50 },
    { uploadId: 'link', state: 'queued', bytesTotal: 800, sha1: 'stored' },
    { state: 'ready', bytesTotal: 700 },
    { state: 'failed', bytesTotal: 9 },
  );
  expect(quota.judge().isOver).toBe(false);
  await actions['storage.saveQuota']({ bytes: 1_000 }, caller);
  expect((await get())?.quota).toEqual({
    quotaBytes: 1_000,
    locked: false,
    neededBytes: 400,
    leftBytes: 300,
    shortBytes: 100,
    files: 4,
    fittingIds: ['large', 'small', 'link'],
    isWaiting: true,
  });
  await actions['storage.sendAnyway']({}, caller);
  expect((await get())?.quota).toMatchObject({ shortBytes: 100, isWaiting: false });
  // Told before it is queued: nothing of it is sent first.
  const comes = { bytes: 1, sha1: null, isBegun: false };
  expect(quota.judge([comes]).isOver).toBe(true);
  expect(quota.judge([{ ...comes, sha1: 'stored' }]).isOver).toBe(false);
  await actions['storage.saveQuota']({ bytes: 1_050 }, caller);
  expect(quota.judge().isOver).toBe(true);
  await actions['storage.saveQuota']({ bytes: null }, caller);
  expect(quota.judge([{ ...comes, bytes: 1e12 }]).isOver).toBe(false);
  expect(changes()).toBe(4);
});

test('the organisation’s quota cannot be changed', async () => {
  const { actions, get } = open(5_000);
  expect(await actions['storage.saveQuota']({ bytes: null }, { windowId: 1 } as never)).toMatchObject({
    error: { code: 'LOCKED' },
  });
  expect((await get())?.quota).toMatchObject({ quotaBytes: 5_000, locked: true });
});
