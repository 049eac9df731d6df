import { expect, test } from 'vitest';
import { basic, send, signIn, startForTest, type TestKey } from './testing.ts';

const authorize = (url: string, version: number, key: TestKey) =>
  send(`${url}/b2api/v${version}/b2_authorize_account`, { method: 'GET', headers: { Authorization: basic(key) } });

test('versions 1 and 2 answer a flat object', async () => {
  await using sandbox = await startForTest();
  const { bucketId, bucketName } = sandbox.bucket;
  const v1 = (await authorize(sandbox.url, 1, sandbox.keys.restricted)).json;
  const v2 = (await authorize(sandbox.url, 2, sandbox.keys.restricted)).json;
  const common = {
    accountId: sandbox.accountId,
    apiUrl: sandbox.url,
    downloadUrl: sandbox.url,
    absoluteMinimumPartSize: 100,
    recommendedPartSize: 1000,
    allowed: { bucketId, bucketName, namePrefix: 'lectern/', capabilities: expect.arrayContaining(['writeFiles']) },
  };
  expect(v1).toMatchObject({ ...common, minimumPartSize: 1000 });
  expect(v2).toMatchObject(common);
  expect(v2).not.toHaveProperty('minimumPartSize');
});

test('version 3 groups by API suite', async () => {
  await using sandbox = await startForTest();
  const { json } = await authorize(sandbox.url, 3, sandbox.keys.restricted);
  expect(json).not.toHaveProperty('apiUrl');
  expect(json).toMatchObject({
    accountId: sandbox.accountId,
    apiInfo: {
      storageApi: {
        apiUrl: sandbox.url,
        downloadUrl: sandbox.url,
        bucketId: sandbox.bucket.bucketId,
        bucketName: sandbox.bucket.bucketName,
        namePrefix: 'lectern/',
        absoluteMinimumPartSize: 100,
        recommendedPartSize: 1000,
        infoType: 'storageApi',
      },
    },
  });
});

test('version 4 lists the buckets of a key under allowed', async () => {
  await using sandbox = await startForTest();
  const { json } = await authorize(sandbox.url, 4, sandbox.keys.restricted);
  const buckets = [{ id: sandbox.bucket.bucketId, name: sandbox.bucket.bucketName }];
  expect(json).toMatchObject({ apiInfo: { storageApi: { allowed: { buckets, namePrefix: 'lectern/' } } } });
  expect(json).not.toHaveProperty('apiInfo.storageApi.bucketId');
  const master = (await authorize(sandbox.url, 4, sandbox.keys.master)).json;
  expect(master).toMatchObject({ apiInfo: { storageApi: { allowed: { buckets: null, namePrefix: null } } } });
});

test('the limits are those of the service when nothing is set', async () => {
  await using sandbox = await startForTest({
    limits: { absoluteMinimumPartSize: 5_000_000, recommendedPartSize: 100_000_000 },
  });
  const { json } = await authorize(sandbox.url, 2, sandbox.keys.master);
  expect(json).toMatchObject({ absoluteMinimumPartSize: 5_000_000, recommendedPartSize: 100_000_000 });
});

test('a master key is recognised by its id, which is the account id', async () => {
  await using sandbox = await startForTest();
  expect(sandbox.keys.master.keyId).toBe(sandbox.accountId);
  expect(sandbox.keys.master.keyId).toMatch(/^[0-9a-f]{12}$/);
  expect(sandbox.keys.restricted.keyId).toMatch(/^[0-9a-f]{25}$/);
  expect((await authorize(sandbox.url, 2, sandbox.keys.master)).json).toMatchObject({
    allowed: { bucketId: null, namePrefix: null, capabilities: expect.arrayContaining(['writeKeys', 'deleteKeys']) },
  });
});

test('wrong credentials answer 401 unauthorized, no credentials 401 bad_auth_token', async () => {
  await using sandbox = await startForTest();
  const url = `${sandbox.url}/b2api/v2/b2_authorize_account`;
  const { keyId } = sandbox.keys.restricted;
  const wrongKey = await authorize(sandbox.url, 2, { keyId, applicationKey: 'K002wrong' });
  const wrongId = await authorize(sandbox.url, 2, { keyId: 'nobody', applicationKey: 'K002wrong' });
  const nothing = await send(url, { method: 'GET' });
  const malformed = await send(url, { method: 'GET', headers: { Authorization: 'Bearer x' } });
  expect([wrongKey.json, wrongId.json]).toEqual(Array(2).fill({ status: 401, code: 'unauthorized', message: '' }));
  expect([nothing.json['code'], malformed.json['code']]).toEqual(['bad_auth_token', 'bad_auth_token']);
  expect(nothing.headers['www-authenticate']).toContain('authorize_account');
  expect(nothing.headers.connection).toBe('close');
});

test('a key of several buckets needs version 4', async () => {
  await using sandbox = await startForTest();
  const master = await signIn(sandbox, sandbox.keys.master, 4);
  const { accountId } = sandbox;
  const second = await master.ok('b2_create_bucket', {
    accountId,
    bucketName: 'second-bucket',
    bucketType: 'allPrivate',
  });
  const bucketIds = [sandbox.bucket.bucketId, second['bucketId']];
  const made = await master.ok('b2_create_key', { accountId, keyName: 'two', capabilities: ['listFiles'], bucketIds });
  const key = { keyId: String(made['applicationKeyId']), applicationKey: String(made['applicationKey']) };
  expect((await authorize(sandbox.url, 3, key)).json).toMatchObject({ status: 401, code: 'unsupported' });
  expect((await authorize(sandbox.url, 4, key)).json).toMatchObject({
    apiInfo: {
      storageApi: { allowed: { buckets: [{ id: bucketIds[0] }, { id: bucketIds[1], name: 'second-bucket' }] } },
    },
  });
});

test('ids and keys depend on the seed only', async () => {
  await using one = await startForTest({ randomSeed: 7 });
  await using same = await startForTest({ randomSeed: 7 });
  await using other = await startForTest({ randomSeed: 8 });
  expect(same.keys).toEqual(one.keys);
  expect(same.bucket).toEqual(one.bucket);
  expect(other.keys.restricted).not.toEqual(one.keys.restricted);
  expect(other.accountId).not.toBe(one.accountId);
});

test('unknown calls and versions answer 404, wrong methods 405', async () => {
  await using sandbox = await startForTest();
  const at = (path: string, method: string) => send(`${sandbox.url}${path}`, { method });
  expect((await at('/b2api/v2/b2_no_such_call', 'POST')).status).toBe(404);
  expect((await at('/b2api/v5/b2_authorize_account', 'GET')).status).toBe(404);
  expect((await at('/elsewhere', 'GET')).status).toBe(404);
  expect((await at('/b2api/v2/b2_list_buckets', 'DELETE')).json['code']).toBe('method_not_allowed');
  expect((await at('/b2api/v2/b2_upload_part/x/1', 'GET')).json['code']).toBe('method_not_allowed');
});
