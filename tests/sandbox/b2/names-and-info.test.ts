import { describe, expect, test } from 'vitest';
import { fileTarget, refusal, send, sendFile, signIn, startForTest, storeFile } from './testing.ts';

const start = (bucketId: string, fileName: string, fileInfo?: object) => ({
  bucketId,
  fileName,
  contentType: 'b2/x-auto',
  ...(fileInfo === undefined ? {} : { fileInfo }),
});

describe('file names', () => {
  const segment = 'ä'.repeat(125); // 250 bytes
  const good: [string, string][] = [
    ['a plain name', 'Kitten Videos'],
    ['folders', 'users/beatrice/kitten.jpg'],
    ['another script', '自由.txt'],
    ['1024 bytes in four segments of 250', `${Array(4).fill(segment).join('/')}/${'x'.repeat(20)}`],
    ['dots that a URL parser would resolve', 'a/../b/./c'],
    ['signs that URLs use', 'a%20b+c&d=e?f#g'],
    ['a character outside the basic plane', 'clef-𝄞.mp4'],
  ];
  test.each(good)('%s', async (_what, name) => {
    await using sandbox = await startForTest({ seed: { prefix: '' } });
    const client = await signIn(sandbox, sandbox.keys.master);
    const stored = await storeFile(client, sandbox, name, 'x');
    expect(stored['fileName']).toBe(name);
    const path = `/file/${sandbox.bucket.bucketName}/${encodeURIComponent(name).replaceAll('%2F', '/')}`;
    const back = await client.get(path);
    expect([back.status, decodeURIComponent(String(back.headers['x-bz-file-name']))]).toEqual([200, name]);
  });

  const bad: [string, string][] = [
    ['empty', ''],
    ['a leading slash', '/a'],
    ['a trailing slash', 'a/'],
    ['a double slash', 'a//b'],
    ['a backslash', String.raw`a\b`],
    ['a control character', 'a\u0007b'],
    ['DEL', 'a\u007Fb'],
    ['1025 bytes', `${Array(4).fill('x'.repeat(250)).join('/')}/${'x'.repeat(21)}`],
    ['a segment of 251 bytes', `a/${'x'.repeat(251)}`],
    ['half a surrogate pair', 'a\uD834'],
  ];
  test.each(bad)('%s is refused', async (_what, name) => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox, sandbox.keys.master);
    const started = await client.call('b2_start_large_file', start(sandbox.bucket.bucketId, name));
    expect(refusal(started)).toEqual([400, 'bad_request']);
    expect(sandbox.unfinished()).toEqual([]);
  });

  test('the header of a small file follows the same rules, and must decode', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox, sandbox.keys.master);
    const target = await fileTarget(client, sandbox);
    for (const header of ['%2Fa', 'a%2F%2Fb', 'a%00b', '%FF', '%zz', 'a%5Cb']) {
      expect([header, ...refusal(await sendFile(target, 'x', 'x', { 'X-Bz-File-Name': header }))]).toEqual([
        header,
        400,
        'bad_request',
      ]);
    }
    const plus = await sendFile(target, 'x', 'x', { 'X-Bz-File-Name': 'a+b%2Bc' });
    expect(plus.json['fileName']).toBe('a b+c');
  });
});

describe('fileInfo', () => {
  const call = async (fileName: string, fileInfo: object) => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox, sandbox.keys.master);
    return await client.call('b2_start_large_file', start(sandbox.bucket.bucketId, fileName, fileInfo));
  };

  test('names are lowered and may hold the documented signs', async () => {
    const answer = await call('a', { 'Src_Last-Modified.Millis': '1', "a!#$%^&*'|+`~": 'ü' });
    expect(answer.json['fileInfo']).toEqual({ 'src_last-modified.millis': '1', "a!#$%^&*'|+`~": 'ü' });
  });

  test('name and info together take at most 2048 bytes', async () => {
    const name = 'n'.repeat(100);
    expect((await call(name, { key: 'v'.repeat(1945) })).status).toBe(200);
    expect(refusal(await call(name, { key: 'v'.repeat(1946) }))).toEqual([400, 'bad_request']);
    expect(refusal(await call(name, { key: 'ü'.repeat(973) }))).toEqual([400, 'bad_request']); // 1946 bytes
  });

  test.each([
    ['a space in a name', { 'a b': '1' }],
    ['a name of 51 bytes', { ['k'.repeat(51)]: '1' }],
    ['a reserved name', { 'b2-something': '1' }],
    ['eleven entries', Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, '1']))],
  ])('%s is refused', async (_what, info) => {
    expect(refusal(await call('a', info))).toEqual([400, 'bad_request']);
  });

  test('values must be strings', async () => {
    expect(refusal(await call('a', { key: 1 }))).toEqual([400, 'bad_json']);
  });

  test('b2-content-disposition and its like set headers of the download', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a.mp4', 'x', {
      'X-Bz-Info-b2-content-disposition': 'attachment%3B%20filename%3D%22film.mp4%22',
      'X-Bz-Info-b2-cache-control': 'max-age%3D60',
      'X-Bz-Info-note': '%C3%BC',
    });
    const { headers } = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/a.mp4`);
    expect(headers).toMatchObject({
      'content-disposition': 'attachment; filename="film.mp4"',
      'cache-control': 'max-age=60',
      'x-bz-info-note': '%C3%BC',
    });
    expect(headers).not.toHaveProperty('x-bz-info-b2-content-disposition');
  });
});

describe('JSON calls', () => {
  test('an unknown field answers 400 bad_json', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const answer = await client.call('b2_list_parts', { fileId: '4_zx', accountId: sandbox.accountId });
    expect(answer.json).toEqual({ status: 400, code: 'bad_json', message: 'unknown field in request: accountId' });
  });

  test('a missing field answers 400 bad_request and names it; null counts as missing', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const expected = { status: 400, code: 'bad_request', message: 'required field bucketId is missing' };
    expect((await client.call('b2_get_upload_url', {})).json).toEqual(expected);
    expect((await client.call('b2_get_upload_url', { bucketId: null })).json).toEqual(expected);
  });

  test('an optional field may be null, as recordings show', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const nulls = { fileInfo: null, fileRetention: null, legalHold: null, serverSideEncryption: null };
    const answer = await client.call('b2_start_large_file', {
      ...start(sandbox.bucket.bucketId, 'lectern/a'),
      ...nulls,
    });
    expect(answer.status).toBe(200);
  });

  test('what is not JSON, and a field of the wrong type, answer 400 bad_json', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const { bucketId } = sandbox.bucket;
    expect(
      refusal(await client.call('b2_list_file_names', { bucketId, prefix: 'lectern/', maxFileCount: '1' })),
    ).toEqual([400, 'bad_json']);
    const url = `${sandbox.url}/b2api/v2/b2_get_upload_url`;
    for (const body of ['{', '"text"', '[]', 'null']) {
      expect(refusal(await send(url, { headers: { Authorization: client.token }, body }))).toEqual([400, 'bad_json']);
    }
  });

  test('reading calls also take GET with a query', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    await storeFile(client, sandbox, 'lectern/a', 'x');
    const query = new URLSearchParams({ bucketId: sandbox.bucket.bucketId, prefix: 'lectern/', maxFileCount: '1' });
    const answer = await client.get(`/b2api/v3/b2_list_file_names?${query.toString()}`);
    expect(answer.json).toMatchObject({ files: [{ fileName: 'lectern/a' }] });
  });

  test('what the sandbox does not keep is refused, not ignored', async () => {
    await using sandbox = await startForTest();
    const client = await signIn(sandbox);
    const input = start(sandbox.bucket.bucketId, 'lectern/a');
    const encrypted = { ...input, serverSideEncryption: { mode: 'SSE-B2', algorithm: 'AES256' } };
    expect((await client.call('b2_start_large_file', encrypted)).json['message']).toContain('serverSideEncryption');
    expect((await client.call('b2_start_large_file', { ...input, legalHold: 'on' })).json['message']).toContain(
      'legalHold',
    );
  });
});
