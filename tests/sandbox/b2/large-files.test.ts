import { expect, test } from 'vitest';
import {
  noise,
  partTarget,
  refusal,
  sendPart,
  sha1,
  signIn,
  startFile,
  startForTest,
  storeLargeFile,
} from './testing.ts';

const a = noise(120, 1);
const b = noise(150, 2);
const end = noise(1, 3);

test('a large file goes up in parts and is finished by their hashes', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  const sent = await sendPart(target, 1, a);
  expect(sent.json).toMatchObject({ fileId, partNumber: 1, contentLength: 120, contentSha1: sha1(a) });
  await sendPart(target, 2, end);
  const done = await client.ok('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(end)] });
  expect(done).toMatchObject({ fileId, action: 'upload', contentLength: 121, contentSha1: 'none' });
  expect(sandbox.objects()).toMatchObject([{ fileId, bytes: 121, partCount: 2 }]);
  expect(await sandbox.sha1OfObject(fileId)).toBe(sha1(Buffer.concat([a, end])));
  expect(sandbox.unfinished()).toEqual([]);
});

test('parts may come in any order and be sent again: the later one wins', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  await sendPart(target, 2, end);
  await sendPart(target, 1, a);
  await sendPart(target, 1, b);
  expect(sandbox.unfinished()).toMatchObject([{ parts: [{ bytes: 150, sha1: sha1(b) }, { bytes: 1 }] }]);
  expect(sandbox.storedBytes()).toBe(151);
  const old = await client.call('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(end)] });
  expect(refusal(old)).toEqual([400, 'part_sha1_mismatch']);
  await client.ok('b2_finish_large_file', { fileId, partSha1Array: [sha1(b), sha1(end)] });
  expect(await sandbox.sha1OfObject(fileId)).toBe(sha1(Buffer.concat([b, end])));
});

test('a large file needs two parts', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  await sendPart(await partTarget(client, fileId), 1, a);
  const answer = await client.call('b2_finish_large_file', { fileId, partSha1Array: [sha1(a)] });
  expect(answer.json).toEqual({ status: 400, code: 'bad_request', message: 'large files must have at least 2 parts' });
});

test('a part that is too small is taken, and refused at the finish', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  const small = noise(99);
  expect((await sendPart(target, 1, small)).status).toBe(200);
  await sendPart(target, 2, a);
  const answer = await client.call('b2_finish_large_file', { fileId, partSha1Array: [sha1(small), sha1(a)] });
  expect(refusal(answer)).toEqual([400, 'bad_request']);
  expect(answer.json['message']).toContain('Part number 1 is smaller than 100 bytes');
  await sendPart(target, 1, noise(100)); // exactly the minimum
  await client.ok('b2_finish_large_file', { fileId, partSha1Array: [sha1(noise(100)), sha1(a)] });
});

test('a gap, a missing hash and a malformed hash are refused', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  await sendPart(target, 1, a);
  await sendPart(target, 3, end);
  const finish = (...partSha1Array: string[]) => client.call('b2_finish_large_file', { fileId, partSha1Array });
  const gap = await finish(sha1(a), sha1(b), sha1(end));
  expect(refusal(gap)).toEqual([400, 'missing_part']);
  expect(gap.json['message']).toBe('Part number 2 has not been uploaded');
  await sendPart(target, 2, b);
  expect(refusal(await finish(sha1(a), sha1(b)))).toEqual([400, 'bad_request']);
  expect(refusal(await finish(sha1(a), 'xyz', sha1(end)))).toEqual([400, 'bad_request']);
  expect(refusal(await finish(sha1(a), sha1(b), sha1(end), sha1(a)))).toEqual([400, 'missing_part']);
});

test('a finish that is repeated answers "No active upload", the file info tells that it is done', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { fileId } = await storeLargeFile(client, sandbox, 'lectern/film.mp4', [a, end]);
  const again = await client.call('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(end)] });
  expect(again.json).toEqual({ status: 400, code: 'bad_request', message: `No active upload for: ${String(fileId)}` });
  expect(await client.ok('b2_get_file_info', { fileId })).toMatchObject({ action: 'upload', contentLength: 121 });
  const url = await client.call('b2_get_upload_part_url', { fileId });
  expect(refusal(url)).toEqual([400, 'bad_request']);
});

test('a cancelled file vanishes; its parts and its upload URL go with it', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  await sendPart(target, 1, a);
  expect(await client.ok('b2_cancel_large_file', { fileId })).toMatchObject({ fileId, fileName: 'lectern/film.mp4' });
  expect(refusal(await client.call('b2_cancel_large_file', { fileId }))).toEqual([400, 'bad_request']);
  expect(refusal(await client.call('b2_list_parts', { fileId }))).toEqual([400, 'bad_request']);
  expect((await sendPart(target, 2, b)).json['message']).toContain('No active upload');
  expect(refusal(await client.call('b2_get_file_info', { fileId }))).toEqual([404, 'not_found']);
  expect([sandbox.unfinished(), sandbox.storedBytes()]).toEqual([[], 0]);
});

test('deleting an unfinished file cancels it', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  await sendPart(target, 1, a);
  const wrongName = await client.call('b2_delete_file_version', { fileId, fileName: 'lectern/other.mp4' });
  expect(refusal(wrongName)).toEqual([400, 'file_not_present']);
  const named = { fileId, fileName: 'lectern/film.mp4' };
  expect(await client.ok('b2_delete_file_version', named)).toEqual(named);
  expect((await sendPart(target, 2, b)).json['message']).toContain('No active upload');
  expect(refusal(await client.call('b2_list_parts', { fileId }))).toEqual([400, 'bad_request']);
  expect(refusal(await client.call('b2_delete_file_version', named))).toEqual([400, 'file_not_present']);
  expect([sandbox.unfinished(), sandbox.storedBytes()]).toEqual([[], 0]);
});

test('a malformed file id is a bad request', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const answer = await client.call('b2_cancel_large_file', { fileId: 'bad-id' });
  expect(answer.json).toEqual({ status: 400, code: 'bad_request', message: 'Invalid fileId: bad-id' });
});

test('part numbers run from 1 to 10000', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const target = await partTarget(client, await startFile(client, sandbox));
  for (const partNumber of [0, -1, 10_001, 1.5]) {
    expect(refusal(await sendPart(target, partNumber, a))).toEqual([400, 'bad_request']);
  }
  expect((await sendPart(target, 10_000, a)).status).toBe(200);
});

test('parts are listed in pages of at most 1000', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  for (const partNumber of [1, 2, 5]) await sendPart(target, partNumber, a);
  const all = await client.ok('b2_list_parts', { fileId });
  expect(all).toMatchObject({ nextPartNumber: null, parts: [{ partNumber: 1 }, { partNumber: 2 }, { partNumber: 5 }] });
  const first = await client.ok('b2_list_parts', { fileId, maxPartCount: 2 });
  expect(first).toMatchObject({ nextPartNumber: 5, parts: [{ contentLength: 120, contentSha1: sha1(a) }, {}] });
  expect(await client.ok('b2_list_parts', { fileId, startPartNumber: 3 })).toMatchObject({
    parts: [{ partNumber: 5 }],
  });
  expect(await client.ok('b2_list_parts', { fileId, startPartNumber: 0 })).toEqual(all); // as the npm package asks
  expect(refusal(await client.call('b2_list_parts', { fileId, maxPartCount: 1001 }))).toEqual([400, 'bad_request']);
  expect(refusal(await client.call('b2_list_parts', { fileId, startPartNumber: 10_001 }))).toEqual([
    400,
    'bad_request',
  ]);
});

test('unfinished large files are listed oldest first, 100 a page, by prefix', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const { bucketId } = sandbox.bucket;
  const ids: string[] = [];
  for (let index = 0; index < 102; index += 1) ids.push(await startFile(client, sandbox, `lectern/${200 - index}`));
  const list = (more: object = {}) =>
    client.ok('b2_list_unfinished_large_files', { bucketId, namePrefix: 'lectern/', ...more });
  const idsOf = (page: Record<string, unknown>) => (page['files'] as { fileId: string }[]).map((file) => file.fileId);
  const first = await list();
  expect(idsOf(first)).toEqual(ids.slice(0, 100));
  const second = await list({ startFileId: first['nextFileId'] });
  expect([idsOf(second), second['nextFileId']]).toEqual([ids.slice(100), null]);
  expect(idsOf(await list({ namePrefix: 'lectern/20' }))).toEqual([ids[0]]);
  const tooMany = await client.call('b2_list_unfinished_large_files', {
    bucketId,
    namePrefix: 'lectern/',
    maxFileCount: 101,
  });
  expect(refusal(tooMany)).toEqual([400, 'bad_request']);
  expect(first).toMatchObject({ files: expect.arrayContaining([expect.objectContaining({ action: 'start' })]) });
});

test('large_file_sha1 and src_last_modified_millis are kept and never verified', async () => {
  await using sandbox = await startForTest();
  const client = await signIn(sandbox);
  const fileInfo = { large_file_sha1: '0'.repeat(40), src_last_modified_millis: '1700000000000' };
  const started = await client.ok('b2_start_large_file', {
    bucketId: sandbox.bucket.bucketId,
    fileName: 'lectern/film.mp4',
    contentType: 'b2/x-auto',
    fileInfo,
  });
  expect(started).toMatchObject({ fileInfo, contentType: 'video/mp4', contentLength: 0, contentSha1: 'none' });
  const { fileId } = started;
  const target = await partTarget(client, String(fileId));
  await sendPart(target, 1, a);
  await sendPart(target, 2, b);
  const done = await client.ok('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(b)] });
  expect(done).toMatchObject({ fileInfo, contentSha1: 'none' });
});

test('a part larger than the limit, and an empty part, are refused', async () => {
  await using sandbox = await startForTest({ limits: { maxPartBytes: 200, maxLargeFileBytes: 250 } });
  const client = await signIn(sandbox);
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  expect(refusal(await sendPart(target, 1, noise(201)))).toEqual([400, 'bad_request']);
  expect(refusal(await sendPart(target, 1, ''))).toEqual([400, 'bad_request']);
  await sendPart(target, 1, a);
  await sendPart(target, 2, b);
  const answer = await client.call('b2_finish_large_file', { fileId, partSha1Array: [sha1(a), sha1(b)] });
  expect(answer.json['message']).toBe('File is larger than 250 bytes');
});
