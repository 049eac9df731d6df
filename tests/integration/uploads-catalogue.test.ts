import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStoredObjects } from '../../src/main/db/tables/stored-objects.ts';
import { createCatalogue, type StoredPage } from '../../src/main/uploads/catalogue.ts';
import { bad, good, type Outcome, type StoredFile } from '../../src/main/uploads/ports.ts';
import type { VersionId } from '../../src/shared/domain/ids.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { createManualClock } from '../helpers/manual-clock.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { noise, partTarget, sendPart, sha1, signIn, storeFile } from '../sandbox/b2/testing.ts';
import { type BytesRig, openBytesRig } from './stored-bytes-rig.ts';
import { createRig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

/* Bytes that lie in the bucket and that the database knows nothing of are not sent. */
type Client = Awaited<ReturnType<typeof signIn>>;
const dayMs = 24 * 3_600_000;
const sentBytes = ({ log }: B2Sandbox, since = 0): number => log.bytesReceived({ since });
const calls = ({ log }: B2Sandbox, operation: 'b2_list_file_names' | 'b2_copy_file' | 'b2_copy_part'): number =>
  log.entries({ operation }).length;
/** Hashes of files on the disk, and of objects as they lie in the bucket. */
const ofFiles = (...paths: string[]): string[] => paths.map((path) => sha1(readFileSync(path)));
const inBucket = (sandbox: B2Sandbox, ...ids: string[]): Promise<string[]> =>
  Promise.all(ids.map((id) => sandbox.sha1OfObject(id)));

/** A large file of other bytes than it says. */
async function storeLiar(client: Client, sandbox: B2Sandbox, fileName: string, sha?: string): Promise<string> {
  const start = { bucketId: sandbox.bucket.bucketId, fileName, contentType: 'a/b' };
  const { fileId } = await client.ok('b2_start_large_file', { ...start, fileInfo: { large_file_sha1: sha } });
  const parts = [noise(125_000, 1), noise(125_000, 2)];
  const target = await partTarget(client, String(fileId));
  for (const [at, part] of parts.entries()) await sendPart(target, at + 1, part);
  await client.ok('b2_finish_large_file', { fileId, partSha1Array: parts.map(sha1) });
  return String(fileId);
}

test('somebody else put it there: it is copied, nothing is sent, and it stays when theirs goes', async () => {
  await using theirs = await openBytesRig();
  const { sandbox } = theirs;
  const [small, large] = [theirs.makeFile(5_000), theirs.makeFile(430_000)];
  const lessons = [theirs.addLesson(small), theirs.addLesson(large)];
  for (const { versionId } of lessons) await theirs.stored(versionId);
  const mark = sandbox.log.mark();
  await using ours = await openBytesRig({ on: sandbox });
  const mine = [ours.addLesson(small), ours.addLesson(large)];
  const ids = [];
  for (const { versionId } of mine) ids.push(await ours.stored(versionId));
  expect(sentBytes(sandbox, mark)).toBe(0);
  expect([calls(sandbox, 'b2_copy_file'), calls(sandbox, 'b2_copy_part') > 1]).toEqual([1, true]);
  expect(ours.receiptOf(mine[1]?.versionId as never)).toMatchObject({
    linked: false,
    copiedBytes: 430_000,
    sentBytes: 0,
  });
  for (const { lessonId } of lessons) theirs.remove(lessonId);
  await theirs.purge(...lessons.map(({ lessonId }) => lessonId));
  await theirs.pass(7 * dayMs + 60_000);
  expect(ours.inBucket().toSorted()).toEqual(ids.toSorted());
  expect(await inBucket(sandbox, ...ids)).toEqual(ofFiles(small, large));
  expect([theirs.errors, ours.errors]).toEqual([[], []]);
});

test.each([
  { fault: 'cut-after-storing', sent: 0 },
  { fault: '503-at-once', sent: 5_040 },
] as const)('$fault at the copy: there is one object of it, whichever way', async ({ fault, sent }) => {
  await using theirs = await openBytesRig();
  const { sandbox } = theirs;
  const path = theirs.makeFile(5_000);
  await theirs.stored(theirs.addLesson(path).versionId);
  const mark = sandbox.log.mark();
  sandbox.faults.add({ operations: ['b2_copy_file'], times: 1, fault });
  await using ours = await openBytesRig({ on: sandbox });
  const fileId = await ours.stored(ours.addLesson(path).versionId);
  expect([sentBytes(sandbox, mark), ours.inBucket().length]).toEqual([sent, 2]);
  expect(await inBucket(sandbox, fileId)).toEqual(ofFiles(path));
});

/** The data file that was restored knows the version, and not that it is stored. */
async function forgetStored(rig: BytesRig, versionId: VersionId): Promise<void> {
  const receipt = rig.receiptOf(versionId);
  rig.db.exec('DELETE FROM uploads');
  await rig.room.storage.connect();
  if (receipt) rig.room.desk.sendAgain(versionId, receipt, 'gone');
}

test('a data file that was restored knows the version and not that it is stored: it is copied, as it lies there', async () => {
  await using rig = await openBytesRig();
  const { versionId } = rig.addLesson(rig.makeFile(5_000));
  const fileId = await rig.stored(versionId);
  const mark = rig.sandbox.log.mark();
  await forgetStored(rig, versionId);
  expect(await rig.stored(versionId)).not.toBe(fileId);
  expect(sentBytes(rig.sandbox, mark)).toBe(0);
  expect(rig.receiptOf(versionId)).toMatchObject({ linked: false, sentBytes: 0 });
});

test('what lies under the name of a version that is not stored, and only says that it has its bytes, is not linked', async () => {
  await using rig = await openBytesRig();
  const { sandbox } = rig;
  const client = await signIn(sandbox);
  const path = rig.makeFile(250_000);
  const { versionId } = rig.addLesson(path);
  await rig.stored(versionId);
  const { fileId, objectName } = rig.receiptOf(versionId) ?? {};
  await client.ok('b2_delete_file_version', { fileId, fileName: objectName });
  const altered = await storeLiar(client, sandbox, String(objectName), ofFiles(path)[0]);
  await forgetStored(rig, versionId);
  const sent = await rig.stored(versionId);
  expect([sent === altered, await inBucket(sandbox, sent)]).toEqual([false, ofFiles(path)]);
});

test.each(['here', 'elsewhere', 'and undone'])(
  'purged %s: what may be deleted is never shared, its bytes are copied',
  async (where) => {
    await using rig = await openBytesRig();
    const path = rig.makeFile(5_000);
    const old = rig.addLesson(path);
    const oldId = await rig.stored(old.versionId);
    rig.remove(old.lessonId);
    await rig.purge(old.lessonId);
    // Purged on another computer, that one has the job.
    if (where === 'elsewhere') rig.db.exec("DELETE FROM jobs WHERE kind = 'delete-version'");
    // The job will find out when it is due; until then it could begin at any moment.
    if (where === 'and undone') rig.undo.undo();
    await rig.room.storage.connect();
    const mark = rig.sandbox.log.mark();
    const again = rig.addLesson(path);
    const newId = await rig.stored(again.versionId);
    expect(newId).not.toBe(oldId);
    expect(sentBytes(rig.sandbox, mark)).toBe(0);
    await rig.pass(7 * dayMs + 60_000);
    expect(rig.inBucket()).toEqual(where === 'here' ? [newId] : [oldId, newId]);
    expect(rig.fileIdOf(again.versionId)).toBe(newId);
  },
);

test('under another prefix it is not touched: the file is sent', async () => {
  await using theirs = await openBytesRig({ prefix: 'lectern/theirs/' });
  const { sandbox } = theirs;
  const path = theirs.makeFile(5_000);
  await theirs.stored(theirs.addLesson(path).versionId);
  const mark = sandbox.log.mark();
  await using ours = await openBytesRig({ on: sandbox, prefix: 'lectern/ours/' });
  await ours.stored(ours.addLesson(path).versionId);
  expect([sentBytes(sandbox, mark), ours.inBucket().length]).toEqual([5_040, 2]);
});

test('listed and gone meanwhile: sent', async () => {
  await using theirs = await openBytesRig();
  const { sandbox } = theirs;
  const client = await signIn(sandbox);
  const path = theirs.makeFile(5_000);
  const { fileId } = await storeFile(client, sandbox, 'lectern/x.bin', readFileSync(path));
  await using ours = await openBytesRig({ on: sandbox });
  await ours.stored(ours.addLesson(ours.makeFile(4_000)).versionId);
  await client.ok('b2_delete_file_version', { fileId, fileName: 'lectern/x.bin' });
  const mark = sandbox.log.mark();
  const sent = await ours.stored(ours.addLesson(path).versionId);
  expect([sentBytes(sandbox, mark), await inBucket(sandbox, sent)]).toEqual([5_000, ofFiles(path)]);
});

test('a large file that only says that it has these bytes: what is copied of it is compared, and all is sent', async () => {
  await using theirs = await openBytesRig();
  const { sandbox } = theirs;
  const client = await signIn(sandbox);
  const path = theirs.makeFile(250_000);
  await storeLiar(client, sandbox, 'lectern/liar', ofFiles(path)[0]);
  await using ours = await openBytesRig({ on: sandbox });
  const sent = await ours.stored(ours.addLesson(path).versionId);
  expect([await inBucket(sandbox, sent), calls(sandbox, 'b2_copy_part') > 0]).toEqual([ofFiles(path), true]);
});

test('the bucket is listed with each connection and once a day, whatever is sent meanwhile', async () => {
  await using rig = await openBytesRig();
  for (const bytes of [1_000, 2_000, 3_000]) await rig.stored(rig.addLesson(rig.makeFile(bytes)).versionId);
  expect(calls(rig.sandbox, 'b2_list_file_names')).toBe(1);
  await rig.pass(dayMs + 60_000);
  await rig.stored(rig.addLesson(rig.makeFile(4_000)).versionId);
  expect(calls(rig.sandbox, 'b2_list_file_names')).toBe(2);
});

test('a key that may not list, and a bucket that does not answer: the file is sent', async () => {
  const capabilities = ['listBuckets', 'readFiles', 'writeFiles', 'deleteFiles'];
  const poor = { keyName: 'poor', capabilities, bucketOnly: true, namePrefix: 'lectern/' };
  await using rig = await openBytesRig({
    sandbox: { seed: { keys: [poor] } },
    key: ({ keys }) => keys.named['poor'] ?? keys.restricted,
  });
  const fileId = await rig.stored(rig.addLesson(rig.makeFile(5_000)).versionId);
  expect(rig.inBucket()).toEqual([fileId]);
  expect(rig.errors).toEqual([]);
});

test('let go while storage was asked about it: not shared', async () => {
  let asked = 0;
  let stored: { fileId: string; objectName: string } | null = null;
  const rig = await createRig({ findStored: (hash) => (hash === null || asked++ === 0 ? stored : null) });
  try {
    const path = rig.makeFile('a.bin', 5_000);
    const first = await rig.ready(rig.enqueue(path));
    stored = first.receipt && { fileId: first.receipt.fileId, objectName: first.receipt.objectName };
    await rig.restart((db) => db.exec('DELETE FROM uploads'));
    asked = 0;
    const again = join(rig.folder, 'b.bin');
    copyFileSync(path, again);
    const second = await rig.ready(rig.enqueue(again));
    expect(asked).toBe(2);
    expect(second.receipt?.linked).toBe(false);
    await expectStored(rig, second);
  } finally {
    await rig.stop();
  }
});

test('what the library knows is not linked outside of the prefix that is set now', async () => {
  let stored: { fileId: string; objectName: string } | null = null;
  const settings = { prefix: 'lectern/now/' };
  const rig = await createRig({ settings, findStored: () => stored });
  try {
    const path = rig.makeFile('a.bin', 5_000);
    const body = readFileSync(path);
    const { fileId } = await storeFile(await signIn(rig.sandbox), rig.sandbox, 'lectern/before/a.bin', body);
    stored = { fileId: String(fileId), objectName: 'lectern/before/a.bin' };
    const record = await rig.ready(rig.enqueue(path));
    expect(record.receipt).toMatchObject({ linked: false, sentBytes: 5_000 });
    await expectStored(rig, record);
  } finally {
    await rig.stop();
  }
});

const fileOf = (name: string, change: Partial<StoredFile> = {}): StoredFile => ({
  fileId: `id-${name}`,
  bucketId: 'b',
  objectName: name,
  bytes: 100,
  contentSha1: sha1(name),
  isFinished: true,
  info: {},
  ...change,
});

function openCatalogue() {
  const studio = openTestDatabase();
  const clock = createManualClock();
  const asked: (string | null)[] = [];
  const told: string[][] = [];
  const world = { place: 'here', pages: new Map<string | null, Outcome<StoredPage> | Promise<Outcome<StoredPage>>>() };
  const catalogue = createCatalogue({
    store: createStoredObjects(studio.db),
    async listStored(from) {
      asked.push(from);
      return world.pages.get(from) ?? bad({ kind: 'offline', retry: 'backoff', code: 'ECONNREFUSED' });
    },
    place: () => world.place,
    isKept: ({ objectName }) => objectName === 'kept',
    onListed: async ({ fileIds }) => void told.push([...fileIds]),
    clock,
    onError(error) {
      throw error;
    },
  });
  const page = (from: string | null, next: string | null, ...files: StoredFile[]): void =>
    void world.pages.set(from, good({ files, next }));
  const find = async (name: string, bytes = 100) => (await catalogue.find(sha1(name), bytes))?.fileId ?? null;
  return { studio, clock, asked, told, world, catalogue, page, find };
}

test('all pages; what is not told of any more goes; another place is another list', async () => {
  const { clock, asked, world, catalogue, page, find } = openCatalogue();
  page(null, 'm', fileOf('a'), fileOf('kept'), fileOf('unhashed', { contentSha1: null }));
  page(
    'm',
    null,
    fileOf('z', { contentSha1: null, info: { large_file_sha1: sha1('z') } }),
    fileOf('other', { bytes: 7 }),
  );
  expect([await find('a'), await find('z'), await find('unhashed'), await find('other')]).toEqual([
    'id-a',
    'id-z',
    null,
    null,
  ]);
  expect(await catalogue.find(null, 7)).toMatchObject({ fileId: 'id-other', isForeign: true });
  expect(await catalogue.find(sha1('kept'), 100)).toMatchObject({ isForeign: false });
  expect(asked).toEqual([null, 'm']);
  await clock.pass(dayMs + 1);
  page(null, null, fileOf('z'));
  expect([await find('a'), await find('z')]).toEqual([null, 'id-z']);
  world.place = 'there';
  page(null, null);
  expect([await find('z'), asked.length]).toEqual([null, 4]);
});

test('one that cannot be listed is asked again after ten minutes; a slow one holds a file up for three seconds', async () => {
  const { clock, asked, world, catalogue, page, find } = openCatalogue();
  expect([await find('a'), await find('a'), asked.length]).toEqual([null, null, 1]);
  await clock.pass(10 * 60_000);
  const slow = Promise.withResolvers<Outcome<StoredPage>>();
  world.pages.set(null, slow.promise);
  let found: string | null | undefined;
  void find('a').then((answer) => (found = answer));
  await clock.pass(2_900);
  expect(found).toBe(undefined);
  await clock.pass(200);
  expect(found).toBe(null);
  slow.resolve(good({ files: [fileOf('a')], next: null }));
  await clock.drain();
  expect([await find('a'), asked.length]).toEqual(['id-a', 2]);
  page(null, null);
  await catalogue.stop();
  await clock.pass(2 * dayMs);
  expect([await find('a'), asked.length]).toEqual(['id-a', 2]);
});

test('what was listed to its end is told, with what says no hash; what was cut off or is too much is not', async () => {
  const { clock, told, page, find } = openCatalogue();
  page(null, 'm', fileOf('a'), fileOf('unhashed', { contentSha1: null }));
  await find('a');
  expect(told).toEqual([]);
  page('m', null, fileOf('z'));
  await clock.pass(dayMs);
  await find('a');
  expect(told).toEqual([['id-a', 'id-unhashed', 'id-z']]);
  page('m', 'm', fileOf('z'));
  await clock.pass(dayMs + 1);
  expect([await find('z'), told.length]).toEqual(['id-z', 1]);
});
