import { expect, test } from 'vitest';
import { noise, refusal, sha1, signIn, startFile, startForTest, storeFile, storeLargeFile } from './testing.ts';

const names = (page: Record<string, unknown>): unknown[] =>
  (page['files'] as Record<string, unknown>[]).map((file) => file['fileName']);

test('file names are listed in byte order, the newest version only, in pages', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { bucketId } = sandbox.bucket;
  for (const name of ['b', 'ä', 'B', 'a', 'a', 'ﬁ', '𝄞']) {
    await storeFile(client, sandbox, `lectern/${name}`, name);
  }
  await startFile(client, sandbox, 'lectern/unfinished');
  const list = (more: object = {}) => client.ok('b2_list_file_names', { bucketId, prefix: 'lectern/', ...more });
  const sorted = ['lectern/B', 'lectern/a', 'lectern/b', 'lectern/ä', 'lectern/ﬁ', 'lectern/𝄞'];
  expect(names(await list())).toEqual(sorted);
  const first = await list({ maxFileCount: 2 });
  expect([names(first), first['nextFileName']]).toEqual([sorted.slice(0, 2), 'lectern/b']);
  const rest = await list({ startFileName: first['nextFileName'] });
  expect([names(rest), rest['nextFileName']]).toEqual([sorted.slice(2), null]);
  for (const maxFileCount of [0, 10_001]) {
    const answer = await client.call('b2_list_file_names', { bucketId, prefix: 'lectern/', maxFileCount });
    expect(refusal(answer)).toEqual([400, 'out_of_range']);
  }
});

test('a delimiter folds what lies deeper into folders', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  for (const name of ['lectern/a/1', 'lectern/a/2', 'lectern/b', 'lectern/c/1'])
    await storeFile(client, sandbox, name, 'x');
  const page = await client.ok('b2_list_file_names', {
    bucketId: sandbox.bucket.bucketId,
    prefix: 'lectern/',
    delimiter: '/',
  });
  expect(page).toMatchObject({
    files: [
      { fileName: 'lectern/a/', action: 'folder', fileId: null, contentLength: 0, uploadTimestamp: 0 },
      { fileName: 'lectern/b', action: 'upload' },
      { fileName: 'lectern/c/', action: 'folder' },
    ],
  });
});

test('versions are listed newest first, hide markers and unfinished files with them', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { bucketId } = sandbox.bucket;
  const one = await storeFile(client, sandbox, 'lectern/a', '1');
  const two = await storeFile(client, sandbox, 'lectern/a', '2');
  const hidden = await client.ok('b2_hide_file', { bucketId, fileName: 'lectern/a' });
  const started = await startFile(client, sandbox, 'lectern/b');
  const list = (more: object = {}) => client.ok('b2_list_file_versions', { bucketId, prefix: 'lectern/', ...more });
  const all = [
    { fileId: hidden['fileId'], action: 'hide', contentType: 'application/x-bz-hide-marker' },
    { fileId: two['fileId'], action: 'upload' },
    { fileId: one['fileId'], action: 'upload' },
    { fileId: started, action: 'start', contentSha1: 'none' },
  ];
  expect(await list()).toMatchObject({ files: all, nextFileName: null, nextFileId: null });
  const first = await list({ maxFileCount: 2 });
  expect(first).toMatchObject({ files: all.slice(0, 2), nextFileName: 'lectern/a', nextFileId: one['fileId'] });
  const rest = await list({ startFileName: first['nextFileName'], startFileId: first['nextFileId'] });
  expect(rest).toMatchObject({ files: all.slice(2) });
  expect(names(await client.ok('b2_list_file_names', { bucketId, prefix: 'lectern/' }))).toEqual([]);
  expect(
    refusal(await client.call('b2_list_file_versions', { bucketId, prefix: 'lectern/', startFileId: started })),
  ).toEqual([400, 'bad_request']);
});

test('hiding needs a visible file', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const input = { bucketId: sandbox.bucket.bucketId, fileName: 'lectern/a' };
  expect(refusal(await client.call('b2_hide_file', input))).toEqual([400, 'no_such_file']);
  await storeFile(client, sandbox, 'lectern/a', 'x');
  await client.ok('b2_hide_file', input);
  expect(refusal(await client.call('b2_hide_file', input))).toEqual([400, 'already_hidden']);
  const path = `/file/${sandbox.bucket.bucketName}/lectern/a`;
  expect(refusal(await client.get(path))).toEqual([404, 'not_found']);
});

test('deleting a version needs id and name; the older version shows again, the bytes are gone', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const one = await storeFile(client, sandbox, 'lectern/a', 'first');
  const two = await storeFile(client, sandbox, 'lectern/a', 'second!');
  const wrongName = await client.call('b2_delete_file_version', { fileId: two['fileId'], fileName: 'lectern/b' });
  expect(refusal(wrongName)).toEqual([400, 'file_not_present']);
  const input = { fileId: two['fileId'], fileName: 'lectern/a' };
  expect(await client.ok('b2_delete_file_version', input)).toEqual(input);
  expect(refusal(await client.call('b2_delete_file_version', input))).toEqual([400, 'file_not_present']);
  expect(sandbox.objects()).toMatchObject([{ fileId: one['fileId'] }]);
  expect(sandbox.storedBytes()).toBe(5);
  const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/a`);
  expect(back.body.toString()).toBe('first');
});

test('version 1 answers the length also as size', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox, sandbox.keys.restricted, 1);
  await storeFile(client, sandbox, 'lectern/a', '12345');
  const page = await client.ok('b2_list_file_names', { bucketId: sandbox.bucket.bucketId, prefix: 'lectern/' });
  expect(page).toMatchObject({ files: [{ size: 5, contentLength: 5 }] });
});

test('a copy takes the bytes over without moving them, and outlives its source', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const [a, b] = [noise(120, 1), noise(150, 2)];
  const source = await storeLargeFile(client, sandbox, 'lectern/film.mp4', [a, b]);
  const sourceFileId = source['fileId'];
  const copied = await client.ok('b2_copy_file', {
    sourceFileId,
    fileName: 'lectern/copy.mp4',
    range: 'bytes=100-139',
  });
  const cut = Buffer.concat([a, b]).subarray(100, 140);
  const hash = sha1(cut);
  expect(copied).toMatchObject({ action: 'copy', contentLength: 40, contentSha1: hash, contentType: 'video/mp4' });
  await client.ok('b2_delete_file_version', { fileId: sourceFileId, fileName: 'lectern/film.mp4' });
  const back = await client.get(`/file/${sandbox.bucket.bucketName}/lectern/copy.mp4`);
  expect(back.body.equals(cut)).toBe(true);
});

test('metadata of a copy is copied, or replaced as a whole', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const source = await storeFile(client, sandbox, 'lectern/a.mp4', 'x', { 'X-Bz-Info-k': 'v' });
  const copy = (more: object) =>
    client.call('b2_copy_file', { sourceFileId: source['fileId'], fileName: 'lectern/c', ...more });
  expect((await copy({})).json).toMatchObject({ contentType: 'video/mp4', fileInfo: { k: 'v' } });
  expect((await copy({ metadataDirective: 'REPLACE', contentType: 'text/plain' })).json).toMatchObject({
    contentType: 'text/plain',
    fileInfo: {},
  });
  expect(refusal(await copy({ metadataDirective: 'REPLACE' }))).toEqual([400, 'bad_request']);
  expect(refusal(await copy({ contentType: 'text/plain' }))).toEqual([400, 'bad_request']);
  expect(refusal(await copy({ range: 'bytes=5-9' }))).toEqual([416, 'range_not_satisfiable']);
  expect(refusal(await copy({ range: 'from the start' }))).toEqual([400, 'bad_request']);
});

test('parts may be copied from a finished file', async () => {
  await using sandbox = await startForTest({ limits: { maxPartBytes: 260 } });
  const client = await signIn(sandbox);
  const [a, b] = [noise(120, 1), noise(150, 2)];
  const source = await storeLargeFile(client, sandbox, 'lectern/film.mp4', [a, b]);
  const largeFileId = await startFile(client, sandbox, 'lectern/new.mp4');
  const copy = (partNumber: number, range?: string) =>
    client.call('b2_copy_part', {
      sourceFileId: source['fileId'],
      largeFileId,
      partNumber,
      ...(range === undefined ? {} : { range }),
    });
  const one = await copy(1, 'bytes=0-119');
  const two = await copy(2, 'bytes=120-269');
  const partSha1Array = [one, two].map((part) => String(part.json['contentSha1']));
  await client.ok('b2_finish_large_file', { fileId: largeFileId, partSha1Array });
  const whole = await sandbox.sha1OfObject(String(source['fileId']));
  expect(await sandbox.sha1OfObject(largeFileId)).toBe(whole);
  expect(refusal(await copy(3))).toEqual([400, 'bad_request']); // finished meanwhile
  const other = await startFile(client, sandbox, 'lectern/other.mp4');
  const tooLarge = await client.call('b2_copy_part', {
    sourceFileId: source['fileId'],
    largeFileId: other,
    partNumber: 1,
  });
  expect(refusal(tooLarge)).toEqual([400, 'source_too_large']);
  expect(tooLarge.json['message']).toBe('Copy source too big: 270');
});
