import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { noise, sha1, startForTest, type Reachable } from './testing.ts';

/** The package `backblaze-b2` 1.7.1, unmodified, which has no types of its own. Calls answer an axios response. */
type Call = (
  args?: object,
) => Promise<{ status: number; data: Record<string, unknown>; headers: Record<string, string> }>;
type Package = Record<
  | 'authorize'
  | 'getBucket'
  | 'listBuckets'
  | 'createBucket'
  | 'updateBucket'
  | 'deleteBucket'
  | 'getUploadUrl'
  | 'uploadFile'
  | 'listFileNames'
  | 'listFileVersions'
  | 'hideFile'
  | 'getFileInfo'
  | 'getDownloadAuthorization'
  | 'downloadFileByName'
  | 'downloadFileById'
  | 'deleteFileVersion'
  | 'startLargeFile'
  | 'getUploadPartUrl'
  | 'uploadPart'
  | 'listParts'
  | 'finishLargeFile'
  | 'cancelLargeFile'
  | 'createKey'
  | 'listKeys'
  | 'deleteKey',
  Call
>;
const B2 = createRequire(import.meta.url)('backblaze-b2') as new (options: object) => Package;

async function signIn(sandbox: Reachable, key = sandbox.keys.restricted): Promise<Package> {
  const { keyId: applicationKeyId, applicationKey } = key;
  const b2 = new B2({ applicationKeyId, applicationKey, retry: { retries: 0 } });
  await b2.authorize({ axiosOverride: { url: `${sandbox.url}/b2api/v2/b2_authorize_account` } });
  return b2;
}

const targetOf = ({ data }: { data: Record<string, unknown> }) => ({
  uploadUrl: data['uploadUrl'],
  uploadAuthToken: data['authorizationToken'],
});

test('a small file: up, listed, looked up, down, hidden, deleted', async () => {
  await using sandbox = await startForTest();
  const b2 = await signIn(sandbox);
  const { bucketId, bucketName } = sandbox.bucket;
  expect((await b2.getBucket({ bucketName })).data).toMatchObject({ buckets: [{ bucketId }] });
  const body = noise(5000);
  const fileName = 'lectern/Übung 1.mp4';
  const up = await b2.uploadFile({
    ...targetOf(await b2.getUploadUrl({ bucketId })),
    fileName,
    data: body,
    info: { note: 'a b' },
  });
  const fileId = up.data['fileId'];
  expect(up.data).toMatchObject({
    fileName,
    contentSha1: sha1(body),
    contentType: 'video/mp4',
    fileInfo: { note: 'a b' },
  });
  const listed = await b2.listFileNames({ bucketId, prefix: 'lectern/' });
  expect(listed.data).toMatchObject({ files: [{ fileId }] });
  expect((await b2.getFileInfo({ fileId })).data).toMatchObject({ fileName, contentLength: 5000 });
  const byName = await b2.downloadFileByName({ bucketName, fileName, responseType: 'arraybuffer' });
  expect(Buffer.compare(byName.data as unknown as Buffer, body)).toBe(0);
  const byId = await b2.downloadFileById({ fileId, responseType: 'arraybuffer' });
  expect(byId.headers['x-bz-content-sha1']).toBe(sha1(body));
  const shared = { bucketId, fileNamePrefix: 'lectern/', validDurationInSeconds: 60 };
  expect((await b2.getDownloadAuthorization(shared)).data).toHaveProperty('authorizationToken');
  await b2.hideFile({ bucketId, fileName });
  expect((await b2.listFileNames({ bucketId, prefix: 'lectern/' })).data).toMatchObject({ files: [] });
  expect((await b2.deleteFileVersion({ fileId, fileName })).data).toEqual({ fileId, fileName });
});

test('a large file: in parts, resumed by list, finished; another cancelled', async () => {
  await using sandbox = await startForTest();
  const b2 = await signIn(sandbox);
  const { bucketId } = sandbox.bucket;
  const parts = [noise(400, 1), noise(400, 2), noise(10, 3)];
  const fileInfo = { large_file_sha1: sha1(Buffer.concat(parts)) };
  const fileName = 'lectern/film.webm';
  const started = await b2.startLargeFile({ bucketId, fileName, axiosOverride: { data: { fileInfo } } });
  expect(started.data).toMatchObject({ action: 'start', contentType: 'video/webm', fileInfo });
  const fileId = started.data['fileId'];
  const target = targetOf(await b2.getUploadPartUrl({ fileId }));
  for (const [index, data] of parts.entries()) await b2.uploadPart({ ...target, partNumber: index + 1, data });
  expect((await b2.listParts({ fileId })).data).toMatchObject({ parts: [{ partNumber: 1 }, {}, { partNumber: 3 }] });
  const done = await b2.finishLargeFile({ fileId, partSha1Array: parts.map(sha1) });
  expect(done.data).toMatchObject({ action: 'upload', contentLength: 810, fileInfo });
  expect(await sandbox.sha1OfObject(String(fileId))).toBe(fileInfo.large_file_sha1);
  const other = await b2.startLargeFile({ bucketId, fileName });
  await b2.cancelLargeFile({ fileId: other.data['fileId'] });
  expect(sandbox.unfinished()).toEqual([]);
});

test('buckets and keys, with the master key', async () => {
  await using sandbox = await startForTest();
  const b2 = await signIn(sandbox, sandbox.keys.master);
  const made = await b2.createBucket({ bucketName: 'made-by-package', bucketType: 'allPrivate' });
  const { bucketId } = made.data;
  await b2.updateBucket({ bucketId, bucketType: 'allPublic' });
  expect((await b2.listBuckets()).data).toMatchObject({
    buckets: [{}, { bucketName: 'made-by-package', bucketType: 'allPublic' }],
  });
  const key = await b2.createKey({ capabilities: ['readFiles'], keyName: 'from-package', bucketId, namePrefix: 'x/' });
  expect(key.data).toMatchObject({ bucketId, namePrefix: 'x/', applicationKey: expect.stringMatching(/^K002/) });
  expect((await b2.listKeys()).data).toMatchObject({ keys: [{}, {}, { keyName: 'from-package' }] });
  expect((await b2.listFileVersions({ bucketId })).data).toEqual({ files: [], nextFileId: null, nextFileName: null });
  await b2.deleteKey({ applicationKeyId: key.data['applicationKeyId'] });
  await b2.deleteBucket({ bucketId });
  expect(sandbox.internalErrors()).toEqual([]);
});

test('a refusal reaches the caller with its code', async () => {
  await using sandbox = await startForTest();
  const b2 = await signIn(sandbox);
  const refused = b2.getFileInfo({ fileId: '4_znothing' });
  await expect(refused).rejects.toMatchObject({ response: { status: 404, data: { code: 'not_found' } } });
});
