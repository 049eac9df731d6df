import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { spawnB2Sandbox } from './spawn.ts';
import {
  noise,
  partTarget,
  refusal,
  send,
  sendPart,
  sha1,
  signIn,
  startFile,
  startForTest,
  storeFile,
  storeLargeFile,
} from './testing.ts';
import type { B2Sandbox } from './sandbox.ts';

const root = mkdtempSync(join(tmpdir(), 'b2-sandbox-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const [a, b] = [noise(120, 1), noise(150, 2)];

test('a restart on the same folder finds buckets, keys, files, unfinished files and parts', async () => {
  const dir = join(root, 'restart');
  let before: object = {};
  let fileId = '';
  {
    await using sandbox = await startForTest({ dir });
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/small', 'hello');
    await storeLargeFile(client, sandbox, 'lectern/large', [a, b]);
    fileId = await startFile(client, sandbox, 'lectern/unfinished');
    await sendPart(await partTarget(client, fileId), 1, a);
    before = {
      keys: sandbox.keys,
      bucket: sandbox.bucket,
      objects: sandbox.objects(),
      unfinished: sandbox.unfinished(),
    };
  }
  await using sandbox = await startForTest({ dir });
  const after = {
    keys: sandbox.keys,
    bucket: sandbox.bucket,
    objects: sandbox.objects(),
    unfinished: sandbox.unfinished(),
  };
  expect(after).toEqual(before);
  const client = await signIn(sandbox);
  expect(await client.ok('b2_list_parts', { fileId })).toMatchObject({
    parts: [{ partNumber: 1, contentSha1: sha1(a) }],
  });
  await sendPart(await partTarget(client, fileId), 2, b);
  await client.ok('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(b)] });
  const large = sandbox.objects('lectern/large')[0]?.fileId ?? '';
  expect(await sandbox.sha1OfObject(fileId)).toBe(await sandbox.sha1OfObject(large));
});

test('account tokens outlive a restart, as they outlive one of the service', async () => {
  const dir = join(root, 'tokens');
  const port = await (async () => {
    await using sandbox = await startForTest({ dir });
    return sandbox.port;
  })();
  let token = '';
  let bucketId = '';
  {
    await using sandbox = await startForTest({ dir, port });
    ({ token } = await signIn(sandbox));
    ({ bucketId } = sandbox.bucket);
  }
  await using sandbox = await startForTest({ dir, port });
  const input = { headers: { Authorization: token }, body: JSON.stringify({ bucketId }) };
  expect((await send(`${sandbox.url}/b2api/v2/b2_get_upload_url`, input)).status).toBe(200);
});

test('no upload pair outlives a restart, neither a used-up nor an unused one; a new one serves', async () => {
  const dir = join(root, 'pairs');
  const first = await spawnB2Sandbox({ dir, limits: { absoluteMinimumPartSize: 100 } });
  const client = await signIn(first);
  const fileId = await startFile(client, first);
  const [usedUp, unused] = [await partTarget(client, fileId), await partTarget(client, fileId)];
  await first.control.addFault({ fault: '503-after-body', operations: ['b2_upload_part'], times: 1 });
  expect((await sendPart(usedUp, 1, a)).status).toBe(503);
  await first.kill();
  await using second = await startForTest({ dir, port: Number(new URL(first.url).port) });
  for (const pair of [usedUp, unused]) expect(refusal(await sendPart(pair, 1, a))).toEqual([401, 'expired_auth_token']);
  const again = await signIn(second);
  expect((await sendPart(await partTarget(again, fileId), 1, a)).status).toBe(200);
});

test('an account token that expired before its time stays so over a restart', async () => {
  const dir = join(root, 'expired');
  const first = await startForTest({ dir });
  const { port } = first;
  const { bucketId } = first.bucket;
  const clients = [await signIn(first), await signIn(first), await signIn(first)];
  const statuses = async (): Promise<number[]> =>
    Promise.all(clients.map(async (client) => (await client.call('b2_get_upload_url', { bucketId })).status));
  first.faults.once('expired-auth-token');
  expect((await clients[0]?.call('b2_list_buckets'))?.status).toBe(401);
  expect(await statuses()).toEqual([401, 200, 200]);
  await first.stop();
  const second = await startForTest({ dir, port });
  expect(await statuses()).toEqual([401, 200, 200]);
  second.expireTokens('account');
  await second.stop();
  await using third = await startForTest({ dir, port });
  expect(await statuses()).toEqual([401, 401, 401]);
  expect((await (await signIn(third)).call('b2_get_upload_url', { bucketId })).status).toBe(200);
});

test('ids are never given twice, also after a delete and a restart', async () => {
  const dir = join(root, 'ids');
  const ids = new Set<string>();
  const add = async (sandbox: B2Sandbox): Promise<void> => {
    const client = await signIn(sandbox);
    const fileId = await startFile(client, sandbox);
    await client.ok('b2_cancel_large_file', { fileId });
    ids.add(fileId.slice(0, 50)); // without the time
  };
  for (let round = 0; round < 3; round += 1) {
    await using sandbox = await startForTest({ dir });
    await add(sandbox);
  }
  expect(ids.size).toBe(3);
});

test('half a line at the end of the index is dropped', async () => {
  const dir = join(root, 'torn');
  {
    await using sandbox = await startForTest({ dir });
    await storeFile(await signIn(sandbox), sandbox, 'lectern/a', 'x');
  }
  appendFileSync(join(dir, 'index.jsonl'), '{"t":"file","file":{"seq":99');
  await using sandbox = await startForTest({ dir });
  expect(sandbox.objects()).toMatchObject([{ fileName: 'lectern/a' }]);
  await storeFile(await signIn(sandbox), sandbox, 'lectern/b', 'x');
  expect(readFileSync(join(dir, 'index.jsonl'), 'utf8')).not.toContain('"seq":99');
});

test('blobs that nothing points at are gone: replaced parts, cancelled files, deleted versions', async () => {
  const dir = join(root, 'blobs');
  await using sandbox = await startForTest({ dir });
  const client = await signIn(sandbox);
  const blobs = (): number => readdirSync(join(dir, 'blobs')).length;
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  await sendPart(target, 1, a);
  await sendPart(target, 1, b);
  expect(blobs()).toBe(1);
  await sendPart(target, 2, a, { 'X-Bz-Content-Sha1': sha1(b) }); // refused
  expect(blobs()).toBe(1);
  await client.ok('b2_cancel_large_file', { fileId });
  expect(blobs()).toBe(0);
  const file = await storeFile(client, sandbox, 'lectern/a', 'x');
  const copy = await client.ok('b2_copy_file', { sourceFileId: file['fileId'], fileName: 'lectern/b' });
  await client.ok('b2_delete_file_version', { fileId: file['fileId'], fileName: 'lectern/a' });
  expect(blobs()).toBe(1); // the copy still points at it
  await client.ok('b2_delete_file_version', { fileId: copy['fileId'], fileName: 'lectern/b' });
  expect(blobs()).toBe(0);
});

test('finishing a file of many parts writes one line, whatever its size', async () => {
  const dir = join(root, 'finish');
  await using sandbox = await startForTest({ dir });
  const client = await signIn(sandbox);
  const parts = Array.from({ length: 30 }, (_, index) => noise(5000, index));
  const done = await storeLargeFile(client, sandbox, 'lectern/a', parts);
  expect(readdirSync(join(dir, 'blobs'))).toHaveLength(30);
  expect(await sandbox.sha1OfObject(String(done['fileId']))).toBe(sha1(Buffer.concat(parts)));
});

test('kill -9 in the middle of a part: what was acknowledged is there, the rest is not', async () => {
  const dir = join(root, 'killed');
  const limits = { absoluteMinimumPartSize: 100, recommendedPartSize: 1000 };
  const first = await spawnB2Sandbox({ dir, limits });
  const client = await signIn(first);
  const fileId = await startFile(client, first);
  const target = await partTarget(client, fileId);
  expect((await sendPart(target, 1, a)).status).toBe(200);
  await first.control.addFault({ fault: 'stall-in-body', partNumbers: [2] });
  const cut = sendPart(target, 2, noise(2_000_000)).then(
    () => 'answered',
    () => 'cut',
  );
  // Stalled once its head is there; the kill is to find a part of its bytes on the disk.
  while ((await first.control.state()).stalled === 0 || readdirSync(join(dir, 'blobs')).length < 2);
  await first.kill();
  expect(await cut).toBe('cut');
  expect(readdirSync(join(dir, 'blobs'))).toHaveLength(2);
  const second = await spawnB2Sandbox({ dir, limits });
  expect(await second.control.state()).toMatchObject({
    unfinished: [{ fileId, parts: [{ partNumber: 1, sha1: sha1(a) }] }],
  });
  expect(readdirSync(join(dir, 'blobs'))).toHaveLength(1);
  await second.stop();
});

test('spare blobs are made beforehand and used again, without a trace of what they held', async () => {
  const dir = join(root, 'spare');
  await using sandbox = await startForTest({ dir, spare: { count: 2, bytes: 300_000 } });
  const client = await signIn(sandbox);
  const spares = (): number => readdirSync(join(dir, 'spare')).length;
  expect(spares()).toBe(2);
  const noisy = await storeFile(client, sandbox, 'lectern/noisy', noise(250_000));
  expect(spares()).toBe(1);
  await client.ok('b2_delete_file_version', { fileId: noisy['fileId'], fileName: 'lectern/noisy' });
  expect(spares()).toBe(2);
  const sparse = Buffer.concat([noise(10), Buffer.alloc(200_000), noise(10), Buffer.alloc(300_000)]);
  for (const name of ['a', 'b', 'c']) {
    const stored = await storeFile(client, sandbox, `lectern/${name}`, sparse);
    expect(await sandbox.sha1OfObject(String(stored['fileId']))).toBe(sha1(sparse));
  }
  expect(spares()).toBe(0);
});
