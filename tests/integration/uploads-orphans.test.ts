import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStorageClient, type StorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { deviceMark, uploadMark } from '../../src/main/uploads/marks.ts';
import { sweepOrphans } from '../../src/main/uploads/orphans.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { partTarget, sendPart, signIn, startForTest, type TestClient } from '../sandbox/b2/testing.ts';
import { createRig, partBytes } from './uploads-rig.ts';

/* Unfinished large files of everybody in one bucket: only those of ours go that nobody goes on with. */
const dayMs = 86_400_000;
let sandbox: B2Sandbox & AsyncDisposable;
let storage: StorageClient;
let client: TestClient;
const here = 'this-journal';

beforeEach(async () => {
  sandbox = await startForTest();
  storage = createStorageClient();
  connect();
  client = await signIn(sandbox);
});
afterEach(async () => {
  storage.close();
  await sandbox[Symbol.asyncDispose]();
});

function connect(): void {
  const { bucketName: bucket } = sandbox.bucket;
  storage.configure({ ...sandbox.keys.restricted, bucket, prefix: sandbox.prefix, endpoint: sandbox.url });
}
async function begin(name: string, info: Record<string, string> = {}, by = client): Promise<string> {
  const { bucketId } = sandbox.bucket;
  const start = { bucketId, fileName: name, contentType: 'video/mp4', fileInfo: info };
  return String((await by.ok('b2_start_large_file', start))['fileId']);
}
const addPart = async (fileId: string): Promise<unknown> =>
  sendPart(await partTarget(client, fileId), 1, 'x'.repeat(200));
const marked = (uploadId: string, device = here): Record<string, string> => ({
  [uploadMark]: uploadId,
  [deviceMark]: device,
});
const sweep = (journal: Record<string, 'open' | 'ready'> = {}) =>
  sweepOrphans(
    {
      listUnfinished: storage.listUnfinished,
      lastPartAtMs: storage.lastPartAtMs,
      cancel: storage.cancelUnfinished,
      journalState: (uploadId) => journal[uploadId] ?? null,
      device: here,
    },
    AbortSignal.timeout(20_000),
  );
const left = (): string[] =>
  sandbox
    .unfinished()
    .map(({ fileName }) => fileName)
    .toSorted();
/** Time goes by on the server, and with it the tokens; what our clock lacks of it is told when we sign in. */
async function pass(days: number): Promise<void> {
  sandbox.clock.advance(days * dayMs);
  connect();
  client = await signIn(sandbox);
}

test('strangers’ are never touched, however old, in our folder or beside it', async () => {
  const master = await signIn(sandbox, sandbox.keys.master);
  await begin('lectern/of-another-program.mp4');
  await begin('lectern/with-other-info.mp4', { author: 'somebody' });
  await begin('backups/with-our-mark.tar', marked('a'), master);
  await pass(400);
  expect(await sweep({ a: 'ready' })).toEqual({ ok: true, value: 0 });
  expect(left()).toHaveLength(3);
});

test('what the journal here goes on with stays; what a lost answer left of a ready one goes', async () => {
  await begin('lectern/paused.mp4', marked('paused'));
  await begin('lectern/ready.mp4', marked('ready'));
  await pass(100);
  expect(await sweep({ paused: 'open', ready: 'ready' })).toEqual({ ok: true, value: 1 });
  expect(left()).toEqual(['lectern/paused.mp4']);
});

test.each([
  { whose: 'our own', device: here, days: 3 },
  { whose: 'another computer’s', device: 'that-journal', days: 30 },
])('$whose that the journal does not know: $days days after its last sign of life', async ({ device, days }) => {
  const begun = await begin('lectern/begun.mp4', marked('x', device));
  await begin('lectern/silent.mp4', marked('y', device));
  await pass(days - 1);
  expect(await sweep()).toEqual({ ok: true, value: 0 });
  await addPart(begun);
  await pass(1.01);
  expect(await sweep()).toEqual({ ok: true, value: 1 });
  expect(left()).toEqual(['lectern/begun.mp4']);
  await pass(days + 0.01);
  expect(await sweep()).toEqual({ ok: true, value: 1 });
  expect(left()).toEqual([]);
});

test('a clock that is set here after we signed in makes nothing old', async () => {
  await begin('lectern/paused-elsewhere.mp4', marked('x', 'that-journal'));
  expect(await sweep()).toEqual({ ok: true, value: 0 });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * dayMs });
  try {
    // Time goes on as before on the server.
    sandbox.clock.advance(-40 * dayMs);
    expect(await sweep()).toEqual({ ok: true, value: 0 });
  } finally {
    vi.useRealTimers();
  }
  expect(left()).toEqual(['lectern/paused-elsewhere.mp4']);
});

test('one without a device (an older Lectern began it) is taken for another computer’s', async () => {
  await begin('lectern/older.mp4', { [uploadMark]: 'x' });
  await pass(29);
  expect(await sweep()).toEqual({ ok: true, value: 0 });
  await pass(1.01);
  expect(await sweep()).toEqual({ ok: true, value: 1 });
});

test('more than a page of them, with the answer to one lost: all go, none twice', async () => {
  for (let n = 0; n < 105; n += 1) await begin(`lectern/${n}.mp4`, marked(`${n}`));
  await begin('lectern/zz-of-another.mp4');
  await pass(4);
  sandbox.faults.add({ operations: ['b2_cancel_large_file'], times: 1, fault: 'cut-after-storing' });
  expect((await sweep()).ok).toBe(false);
  expect((await sweep()).ok).toBe(true);
  expect(left()).toEqual(['lectern/zz-of-another.mp4']);
});

test('a key that may not list: said, and nothing is removed', async () => {
  const upload = {
    keyName: 'blind',
    capabilities: ['writeFiles', 'readFiles'],
    bucketOnly: true,
    namePrefix: 'lectern/',
  };
  await using other = await startForTest({ seed: { keys: [upload] } });
  const { bucketName: bucket } = other.bucket;
  storage.configure({
    keyId: '',
    applicationKey: '',
    ...other.keys.named['blind'],
    bucket,
    prefix: other.prefix,
    endpoint: other.url,
  });
  expect(await sweep()).toMatchObject({ ok: false, error: { kind: 'forbidden', retry: 'after-user' } });
});

test('the engine marks what it begins with its journal', async () => {
  const rig = await createRig({ settings: { device: 'rig-journal' } });
  rig.sandbox.faults.add({ operations: ['b2_upload_part'], fault: '503-at-once' });
  rig.enqueue(rig.makeFile('film.mp4', 5 * partBytes));
  await rig.sandbox.log.waitFor(({ operation }) => operation === 'b2_upload_part');
  const aside = createStorageClient();
  aside.configure(rig.settings);
  const listed = await aside.listUnfinished(AbortSignal.timeout(5_000));
  expect(listed.ok && listed.value.files.map(({ info }) => info[deviceMark])).toEqual(['rig-journal']);
  aside.close();
  await rig.stop();
});
