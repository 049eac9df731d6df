import { expect, test } from 'vitest';
import { noise, refusal, send, signIn, startForTest, storeFile, storeLargeFile } from './testing.ts';

const [a, b] = [noise(70_000, 1), noise(90_000, 2)];
const whole = Buffer.concat([a, b]);

test('by name and by id, whole', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const file = await storeLargeFile(client, sandbox, 'lectern/Lektion ä.mp4', [a, b]);
  const byName = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/Lektion%20%C3%A4.mp4`);
  const fileId = String(file['fileId']);
  const byId = await client.get(`/b2api/v2/b2_download_file_by_id?fileId=${fileId}`);
  const posted = await client.call('b2_download_file_by_id', { fileId });
  for (const answer of [byName, byId, posted]) {
    expect([answer.status, answer.body.equals(whole)]).toEqual([200, true]);
    expect(answer.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '160000',
      'content-type': 'video/mp4',
      'x-bz-content-sha1': 'none',
      'x-bz-file-id': fileId,
      'x-bz-file-name': 'lectern/Lektion%20%C3%A4.mp4',
      'x-bz-upload-timestamp': String(file['uploadTimestamp']),
    });
  }
});

test('ranges over the seam of two parts, open ends, and the last bytes', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  await storeLargeFile(client, sandbox, 'lectern/film.mp4', [a, b]);
  const get = (range: string) => client.get(`/file/${sandbox.bucket.bucketName}/lectern/film.mp4`, { Range: range });
  const cases: [string, number, number][] = [
    ['bytes=69990-70009', 69_990, 70_009],
    ['bytes=0-0', 0, 0],
    ['bytes=159990-', 159_990, 159_999],
    ['bytes=-5', 159_995, 159_999],
    ['bytes=100-9999999', 100, 159_999],
  ];
  for (const [range, first, last] of cases) {
    const answer = await get(range);
    expect([range, answer.status, answer.headers['content-range']]).toEqual([
      range,
      206,
      `bytes ${first}-${last}/160000`,
    ]);
    expect(answer.body.equals(whole.subarray(first, last + 1))).toBe(true);
  }
  const beyond = await get('bytes=160000-');
  expect(refusal(beyond)).toEqual([416, 'range_not_satisfiable']);
  expect(beyond.headers['content-range']).toBe('bytes */160000');
  for (const ignored of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,5-6']) expect((await get(ignored)).status).toBe(200);
});

test('HEAD answers the head alone', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  await storeFile(client, sandbox, 'lectern/a.txt', 'hello');
  const path = `/file/${sandbox.bucket.bucketName}/lectern/a.txt`;
  const head = await client.get(path, {}, 'HEAD');
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '5', 0]);
  const ranged = await client.get(path, { Range: 'bytes=1-2' }, 'HEAD');
  expect([ranged.status, ranged.headers['content-range']]).toEqual([206, 'bytes 1-2/5']);
  expect((await client.get(`${path}x`, {}, 'HEAD')).status).toBe(404);
});

test('what is not there answers 404', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  expect(refusal(await client.get(`/file/${sandbox.bucket.bucketName}/lectern/none`))).toEqual([404, 'not_found']);
  expect(refusal(await client.get('/file/no-such-bucket/lectern/none'))).toEqual([404, 'not_found']);
  expect(refusal(await client.get('/b2api/v2/b2_download_file_by_id?fileId=4_znone'))).toEqual([404, 'not_found']);
});

test('a private bucket asks for a token, a public one does not', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const file = await storeFile(client, sandbox, 'lectern/a.txt', 'hello');
  const byName = `${sandbox.url}/file/${sandbox.bucket.bucketName}/lectern/a.txt`;
  const byId = `${sandbox.url}/b2api/v2/b2_download_file_by_id?fileId=${String(file['fileId'])}`;
  const open = async (url: string) => (await send(url, { method: 'GET' })).status;
  expect([await open(byName), await open(byId)]).toEqual([401, 401]);
  const master = await signIn(sandbox, sandbox.keys.master);
  const { accountId } = sandbox;
  await master.ok('b2_update_bucket', { accountId, bucketId: sandbox.bucket.bucketId, bucketType: 'allPublic' });
  expect([await open(byName), await open(byId)]).toEqual([200, 200]);
});

test('a download authorization opens its prefix by name, in header or query, until it expires', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { bucketId, bucketName } = sandbox.bucket;
  const file = await storeFile(client, sandbox, 'lectern/course/a.txt', 'hello');
  await storeFile(client, sandbox, 'lectern/other.txt', 'hello');
  const made = await client.ok('b2_get_download_authorization', {
    bucketId,
    fileNamePrefix: 'lectern/course/',
    validDurationInSeconds: 60,
  });
  const token = String(made['authorizationToken']);
  const get = (path: string) => send(`${sandbox.url}${path}`, { method: 'GET' });
  const query = `Authorization=${encodeURIComponent(token)}`;
  const path = `/file/${bucketName}/lectern/course/a.txt`;
  expect((await get(`${path}?${query}`)).body.toString()).toBe('hello');
  const inHeader = await send(`${sandbox.url}${path}`, { method: 'GET', headers: { Authorization: token } });
  expect(inHeader.status).toBe(200);
  expect(refusal(await get(`/file/${bucketName}/lectern/other.txt?${query}`))).toEqual([401, 'unauthorized']);
  const byId = `/b2api/v2/b2_download_file_by_id?fileId=${String(file['fileId'])}&${query}`;
  expect(refusal(await get(byId))).toEqual([401, 'bad_auth_token']);
  sandbox.clock.advance(60_000);
  expect(refusal(await get(`${path}?${query}`))).toEqual([401, 'expired_auth_token']);
});

test('response headers may be overridden, and an authorization may prescribe them', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { bucketId, bucketName } = sandbox.bucket;
  await storeFile(client, sandbox, 'lectern/a.txt', 'hello');
  const path = `/file/${bucketName}/lectern/a.txt`;
  const wish = 'attachment; filename="x.txt"';
  const answer = await client.get(`${path}?b2ContentDisposition=${encodeURIComponent(wish)}&b2ContentType=text%2Fhtml`);
  expect(answer.headers).toMatchObject({ 'content-disposition': wish, 'content-type': 'text/html' });
  const made = await client.ok('b2_get_download_authorization', {
    bucketId,
    fileNamePrefix: 'lectern/',
    validDurationInSeconds: 60,
    b2ContentDisposition: wish,
  });
  const get = (query: string) =>
    send(`${sandbox.url}${path}${query}`, {
      method: 'GET',
      headers: { Authorization: String(made['authorizationToken']) },
    });
  expect(refusal(await get(''))).toEqual([401, 'unauthorized']);
  expect((await get(`?b2ContentDisposition=${encodeURIComponent(wish)}`)).status).toBe(200);
});

test('the duration of an authorization is a second to a week', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const ask = (validDurationInSeconds: number) =>
    client.call('b2_get_download_authorization', {
      bucketId: sandbox.bucket.bucketId,
      fileNamePrefix: 'lectern/',
      validDurationInSeconds,
    });
  expect((await ask(604_800)).status).toBe(200);
  expect([(await ask(0)).status, (await ask(604_801)).status]).toEqual([400, 400]);
});
