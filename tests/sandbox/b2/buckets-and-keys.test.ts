import { expect, test } from 'vitest';
import { refusal, signIn, startFile, startForTest, storeFile, type TestClient } from './testing.ts';
import type { B2Sandbox } from './sandbox.ts';

const bucketInput = (sandbox: B2Sandbox, bucketName: string, more: object = {}) => ({
  accountId: sandbox.accountId,
  bucketName,
  bucketType: 'allPrivate',
  ...more,
});

const rule = { fileNamePrefix: 'a/', daysFromHidingToDeleting: 1 };
const cors = {
  corsRuleName: 'play-anywhere',
  allowedOrigins: ['https://example.com'],
  allowedOperations: ['b2_download_file_by_name'],
  maxAgeSeconds: 3600,
};

test('a bucket is created, listed, updated and deleted', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  const made = await client.ok(
    'b2_create_bucket',
    bucketInput(sandbox, 'my.new-bucket', { bucketInfo: { a: 'b' }, lifecycleRules: [rule], corsRules: [cors] }),
  );
  expect(made).toMatchObject({ bucketName: 'my.new-bucket', bucketInfo: { a: 'b' }, revision: 2, options: ['s3'] });
  const { bucketId } = made;
  expect(await client.ok('b2_list_buckets', { accountId, bucketId })).toEqual({ buckets: [made] });
  const updated = await client.ok('b2_update_bucket', {
    accountId,
    bucketId,
    bucketType: 'allPublic',
    lifecycleRules: [],
  });
  expect(updated).toMatchObject({ bucketType: 'allPublic', lifecycleRules: [], corsRules: [cors], revision: 3 });
  expect(await client.ok('b2_delete_bucket', { accountId, bucketId })).toMatchObject({ bucketId });
  expect(await client.ok('b2_list_buckets', { accountId, bucketName: 'my.new-bucket' })).toEqual({ buckets: [] });
});

test('a bucket name is unique whatever its case, and well formed', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const taken = await client.call('b2_create_bucket', bucketInput(sandbox, 'Lectern-Sandbox'));
  expect(taken.json).toEqual({ status: 400, code: 'duplicate_bucket_name', message: 'Bucket name is already in use.' });
  for (const name of ['short', 'b2-reserved', 'with space', '-hyphen-first', 'x'.repeat(64)]) {
    expect([name, ...refusal(await client.call('b2_create_bucket', bucketInput(sandbox, name)))]).toEqual([
      name,
      400,
      'bad_request',
    ]);
  }
});

test('an update may insist on a revision', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  const { bucketId } = sandbox.bucket;
  const update = (ifRevisionIs: number) => client.call('b2_update_bucket', { accountId, bucketId, ifRevisionIs });
  expect((await update(10)).json).toEqual({ status: 409, code: 'conflict', message: 'simultaneous updates to bucket' });
  expect((await update(2)).json['revision']).toBe(3);
});

test('a bucket that holds anything is not deleted', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const input = { accountId: sandbox.accountId, bucketId: sandbox.bucket.bucketId };
  await startFile(client, sandbox);
  expect(refusal(await client.call('b2_delete_bucket', input))).toEqual([400, 'cannot_delete_non_empty_bucket']);
  const unknown = await client.call('b2_delete_bucket', { ...input, bucketId: '1234567' });
  expect(unknown.json).toEqual({ status: 400, code: 'bad_bucket_id', message: 'Bucket 1234567 does not exist' });
});

test('lifecycle rules must do something, to different files', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  const { bucketId } = sandbox.bucket;
  const set = async (...lifecycleRules: object[]) =>
    refusal(await client.call('b2_update_bucket', { accountId, bucketId, lifecycleRules }));
  expect(await set({ fileNamePrefix: '' })).toEqual([400, 'bad_request']);
  expect(await set({ fileNamePrefix: '', daysFromHidingToDeleting: 0 })).toEqual([400, 'bad_request']);
  expect(await set(rule, { ...rule, fileNamePrefix: 'a/b/' })).toEqual([400, 'bad_request']);
  expect(
    await set(...Array.from({ length: 101 }, (_, index) => ({ ...rule, fileNamePrefix: `${1000 + index}/` }))),
  ).toEqual([400, 'bad_request']);
  expect(await set({ ...rule, unknown: 1 })).toEqual([400, 'bad_json']);
  expect(await set({ daysFromHidingToDeleting: 1 })).toEqual([400, 'bad_json']);
  expect((await set(rule, { ...rule, fileNamePrefix: 'b/' }))[0]).toBe(200);
});

test('CORS rules are checked', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  const { bucketId } = sandbox.bucket;
  const set = async (...corsRules: object[]) =>
    refusal(await client.call('b2_update_bucket', { accountId, bucketId, corsRules }));
  const bad: object[] = [
    { corsRuleName: 'short' },
    { corsRuleName: 'b2-reserved' },
    { allowedOrigins: [] },
    { allowedOperations: [] },
    { allowedOperations: ['b2_list_buckets'] },
    { maxAgeSeconds: 86_401 },
    { allowedHeaders: ['x'.repeat(1000)] },
  ];
  for (const change of bad)
    expect([change, ...(await set({ ...cors, ...change }))]).toEqual([change, 400, 'bad_request']);
  expect(await set(cors, cors)).toEqual([400, 'bad_request']);
  expect((await set({ ...cors, maxAgeSeconds: 86_400 }))[0]).toBe(200);
});

test('a restricted key must name its bucket to list it', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master);
  await master.ok('b2_create_bucket', bucketInput(sandbox, 'other-bucket'));
  const client = await signIn(sandbox);
  const { accountId } = sandbox;
  const list = (more: object) => client.call('b2_list_buckets', { accountId, ...more });
  expect(refusal(await list({}))).toEqual([401, 'unauthorized']);
  expect(refusal(await list({ bucketName: 'other-bucket' }))).toEqual([401, 'unauthorized']);
  expect((await list({ bucketName: sandbox.bucket.bucketName })).json).toMatchObject({ buckets: [{}] });
  expect((await list({ bucketId: sandbox.bucket.bucketId })).json).toMatchObject({ buckets: [{}] });
  expect(refusal(await client.call('b2_list_buckets', { accountId: 'nonsense' }))).toEqual([400, 'bad_request']);
  expect(refusal(await client.call('b2_list_buckets', { accountId: '0123456789ab' }))).toEqual([401, 'unauthorized']);
});

async function makeKey(client: TestClient, sandbox: B2Sandbox, capabilities: string[], more: object = {}) {
  const made = await client.ok('b2_create_key', { accountId: sandbox.accountId, keyName: 'k', capabilities, ...more });
  return { keyId: String(made['applicationKeyId']), applicationKey: String(made['applicationKey']) };
}

test('keys are made, listed in pages and deleted; tokens of a deleted key are worth nothing', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.master);
  const key = await makeKey(client, sandbox, ['listBuckets'], { bucketId: sandbox.bucket.bucketId, namePrefix: 'x/' });
  const page = await client.ok('b2_list_keys', { accountId: sandbox.accountId, maxKeyCount: 2 });
  expect(page).toMatchObject({ keys: [{ keyName: 'restricted' }, { keyName: 'over-powerful', bucketId: null }] });
  const next = page['nextApplicationKeyId'];
  const rest = await client.ok('b2_list_keys', { accountId: sandbox.accountId, startApplicationKeyId: next });
  expect(rest).toMatchObject({ keys: [{ applicationKeyId: key.keyId, namePrefix: 'x/' }], nextApplicationKeyId: null });
  expect(JSON.stringify(rest)).not.toContain(key.applicationKey);
  const other = await signIn(sandbox, key);
  await client.ok('b2_delete_key', { applicationKeyId: key.keyId });
  const after = await other.call('b2_list_buckets', { accountId: sandbox.accountId });
  expect(refusal(after)).toEqual([401, 'bad_auth_token']);
  await expect(signIn(sandbox, key)).rejects.toThrow('unauthorized');
  expect(refusal(await client.call('b2_delete_key', { applicationKeyId: key.keyId }))).toEqual([400, 'bad_request']);
  expect(refusal(await client.call('b2_delete_key', { applicationKeyId: sandbox.accountId }))).toEqual([
    400,
    'bad_request',
  ]);
});

test('a key expires when it was told to', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master);
  const key = await makeKey(master, sandbox, ['listKeys'], { validDurationInSeconds: 60 });
  const client = await signIn(sandbox, key);
  sandbox.clock.advance(61_000);
  const late = await client.call('b2_list_keys', { accountId: sandbox.accountId });
  expect(refusal(late)).toEqual([401, 'expired_auth_token']);
  await expect(signIn(sandbox, key)).rejects.toThrow('unauthorized');
});

test('capabilities decide what a key may do', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  const { bucketId } = sandbox.bucket;
  const file = await storeFile(master, sandbox, 'a', 'x');
  const fileId = await startFile(master, sandbox, 'b');
  const calls: [string, string, object][] = [
    ['writeFiles', 'b2_get_upload_url', { bucketId }],
    ['writeFiles', 'b2_start_large_file', { bucketId, fileName: 'c', contentType: 'b2/x-auto' }],
    ['writeFiles', 'b2_get_upload_part_url', { fileId }],
    ['writeFiles', 'b2_list_parts', { fileId }],
    ['listFiles', 'b2_list_unfinished_large_files', { bucketId }],
    ['listFiles', 'b2_list_file_names', { bucketId }],
    ['listFiles', 'b2_list_file_versions', { bucketId }],
    ['readFiles', 'b2_get_file_info', { fileId: file['fileId'] }],
    ['shareFiles', 'b2_get_download_authorization', { bucketId, fileNamePrefix: '', validDurationInSeconds: 60 }],
    ['listBuckets', 'b2_list_buckets', { accountId }],
    ['writeBuckets', 'b2_update_bucket', { accountId, bucketId }],
    ['listKeys', 'b2_list_keys', { accountId }],
    ['writeKeys', 'b2_create_key', { accountId, keyName: 'n', capabilities: ['listFiles'] }],
    ['writeFiles', 'b2_cancel_large_file', { fileId }],
    ['writeFiles', 'b2_hide_file', { bucketId, fileName: 'a' }],
    ['deleteFiles', 'b2_delete_file_version', { fileId: file['fileId'], fileName: 'a' }],
  ];
  const none = await signIn(sandbox, await makeKey(master, sandbox, ['deleteBuckets']));
  for (const [capability, operation, input] of calls) {
    expect([operation, ...refusal(await none.call(operation, input))]).toEqual([operation, 401, 'unauthorized']);
    const able = await signIn(sandbox, await makeKey(master, sandbox, [capability]));
    expect([operation, (await able.call(operation, input)).status]).toEqual([operation, 200]);
  }
});

test('writeFiles is enough to resume a known file, listFiles is needed to discover one', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master);
  const fileId = await startFile(master, sandbox, 'lectern/a');
  const client = await signIn(sandbox, await makeKey(master, sandbox, ['writeFiles']));
  const { bucketId } = sandbox.bucket;
  expect((await client.call('b2_list_parts', { fileId })).status).toBe(200);
  expect(refusal(await client.call('b2_list_unfinished_large_files', { bucketId }))).toEqual([401, 'unauthorized']);
});

test('bucket and prefix of a key are kept to everywhere', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master);
  const made = await master.ok('b2_create_bucket', bucketInput(sandbox, 'other-bucket'));
  const outside = await storeFile(master, sandbox, 'elsewhere/a', 'x');
  const unfinished = await startFile(master, sandbox, 'elsewhere/b');
  const client = await signIn(sandbox);
  const { bucketId } = sandbox.bucket;
  const calls: [string, object][] = [
    ['b2_get_upload_url', { bucketId: made['bucketId'] }],
    ['b2_start_large_file', { bucketId, fileName: 'elsewhere/c', contentType: 'b2/x-auto' }],
    ['b2_start_large_file', { bucketId: made['bucketId'], fileName: 'lectern/c', contentType: 'b2/x-auto' }],
    ['b2_get_upload_part_url', { fileId: unfinished }],
    ['b2_list_parts', { fileId: unfinished }],
    ['b2_cancel_large_file', { fileId: unfinished }],
    ['b2_finish_large_file', { fileId: unfinished, partSha1Array: ['0', '0'] }],
    ['b2_get_file_info', { fileId: outside['fileId'] }],
    ['b2_delete_file_version', { fileId: outside['fileId'], fileName: 'elsewhere/a' }],
    ['b2_hide_file', { bucketId, fileName: 'elsewhere/a' }],
    ['b2_copy_file', { sourceFileId: outside['fileId'], fileName: 'lectern/c' }],
    ['b2_list_file_names', { bucketId }],
    ['b2_list_file_names', { bucketId, prefix: 'lecter' }],
    ['b2_list_file_versions', { bucketId, prefix: 'elsewhere/' }],
    ['b2_list_unfinished_large_files', { bucketId }],
    ['b2_get_download_authorization', { bucketId, fileNamePrefix: '', validDurationInSeconds: 60 }],
  ];
  for (const [operation, input] of calls) {
    expect([operation, ...refusal(await client.call(operation, input))]).toEqual([operation, 401, 'unauthorized']);
  }
  expect(refusal(await client.get(`/file/${sandbox.bucket.bucketName}/elsewhere/a`))).toEqual([401, 'unauthorized']);
  await expect(storeFile(client, sandbox, 'elsewhere/x', 'x')).rejects.toThrow('unauthorized');
});
