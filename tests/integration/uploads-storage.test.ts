import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testConnection } from '../../src/main/uploads/adapters/storage-check.ts';
import { createStorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import type { Seed } from '../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';

let folder: string;
let sandbox: B2Sandbox;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-storage-'));
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(seed: Seed = {}): Promise<StorageSettings> {
  sandbox = await startB2Sandbox({ dir: folder, seed });
  const { keyId, applicationKey } = sandbox.keys.restricted;
  return { keyId, applicationKey, bucket: sandbox.bucket.bucketName, prefix: sandbox.prefix, endpoint: sandbox.url };
}
const codesOf = async (settings: StorageSettings): Promise<string[]> =>
  (await testConnection(settings)).map(({ code, severity }) => `${severity} ${code}`);

const rule = {
  fileNamePrefix: '',
  daysFromHidingToDeleting: null,
  daysFromUploadingToHiding: null,
  daysFromStartingToCancelingUnfinishedLargeFiles: null,
};
const uploader = ['listBuckets', 'readBuckets', 'listFiles', 'readFiles', 'writeFiles', 'deleteFiles'];

test('everything right', async () => {
  expect(await codesOf(await open())).toEqual(['ok OK']);
});

test.each<readonly [string, Partial<StorageSettings>, string[]]>([
  ['wrong key', { applicationKey: 'K000' }, ['blocker WRONG_KEY']],
  ['unknown key id', { keyId: '0000000000000000000000000' }, ['blocker WRONG_KEY']],
  ['another bucket', { bucket: 'somebody-elses' }, ['blocker BUCKET_NOT_ALLOWED']],
  ['prefix outside of the key', { prefix: 'elsewhere' }, ['blocker PREFIX_NOT_ALLOWED']],
  ['plain http', { endpoint: 'http://b2.example.org' }, ['blocker INSECURE_ENDPOINT']],
  ['no address at all', { endpoint: 'not an address' }, ['blocker INSECURE_ENDPOINT']],
  ['nobody listens', { endpoint: 'http://127.0.0.1:9' }, ['blocker UNREACHABLE']],
])('%s', async (_name, wrong, expected) => {
  expect(await codesOf({ ...(await open()), ...wrong })).toEqual(expected);
});

test('master key', async () => {
  const settings = await open();
  expect(await codesOf({ ...settings, ...sandbox.keys.master })).toEqual(['blocker MASTER_KEY']);
});

test('key that may make keys, for all buckets', async () => {
  const settings = await open();
  const codes = await codesOf({ ...settings, ...sandbox.keys.overPowerful });
  expect(codes).toEqual(['blocker KEY_TOO_POWERFUL', 'warning KEY_NOT_RESTRICTED', 'warning KEY_WITHOUT_FOLDER']);
});

test('key for all buckets that is harmless otherwise, and a bucket that does not exist', async () => {
  const settings = await open({ keys: [{ keyName: 'wide', capabilities: uploader }] });
  const wide = { ...settings, ...sandbox.keys.named['wide'] };
  expect(await codesOf(wide)).toEqual(['warning KEY_NOT_RESTRICTED', 'warning KEY_WITHOUT_FOLDER']);
  expect(await codesOf({ ...wide, bucket: 'no-such-bucket' })).toEqual([
    'blocker BUCKET_NOT_FOUND',
    'warning KEY_NOT_RESTRICTED',
    'warning KEY_WITHOUT_FOLDER',
  ]);
});

test('capabilities that are missing: needed ones and useful ones', async () => {
  const poor = { keyName: 'poor', capabilities: ['writeFiles'], bucketOnly: true, namePrefix: 'lectern/' } as const;
  const settings = await open({ keys: [poor] });
  const findings = await testConnection({ ...settings, ...sandbox.keys.named['poor'] });
  expect(findings.map(({ severity, data }) => [severity, data['capability']])).toEqual([
    ['blocker', 'readFiles'],
    ['blocker', 'listFiles'],
    ['warning', 'deleteFiles'],
    ['warning', 'listBuckets'],
  ]);
});

test.each([
  ['no folder', null],
  ['a folder without an end', 'lectern'],
])('key for one bucket and %s', async (_name, namePrefix) => {
  const settings = await open({ keys: [{ keyName: 'broad', capabilities: uploader, bucketOnly: true, namePrefix }] });
  expect(await codesOf({ ...settings, ...sandbox.keys.named['broad'] })).toEqual(['warning KEY_WITHOUT_FOLDER']);
});

test('bucket rules that work against uploads', async () => {
  const settings = await open({
    lifecycleRules: [
      { ...rule, fileNamePrefix: 'lectern/', daysFromStartingToCancelingUnfinishedLargeFiles: 7 },
      { ...rule, fileNamePrefix: 'lectern/media/', daysFromUploadingToHiding: 30, daysFromHidingToDeleting: 1 },
      { ...rule, fileNamePrefix: 'backups/', daysFromUploadingToHiding: 1 },
    ],
  });
  expect(await testConnection(settings)).toEqual([
    { code: 'LIFECYCLE_DELETES_FILES', severity: 'blocker', data: { days: 30 } },
    { code: 'LIFECYCLE_CANCELS_UPLOADS', severity: 'warning', data: { days: 7 } },
  ]);
});

test('a clock that is an hour off, and a page that is not the service', async () => {
  const settings = await open();
  const answers = [
    async () => {
      const real = await fetch(`${sandbox.url}/b2api/v4/b2_authorize_account`, {
        headers: {
          Authorization: `Basic ${Buffer.from(`${settings.keyId}:${settings.applicationKey}`).toString('base64')}`,
        },
      });
      return { body: await real.text(), date: new Date(Date.now() - 3_600_000).toUTCString() };
    },
    () => Promise.resolve({ body: '<html>Welcome to our hotel</html>', date: new Date().toUTCString() }),
  ];
  const server = createServer((_request, response) => {
    void answers
      .shift()?.()
      .then(({ body, date }) => response.writeHead(200, { Date: date }).end(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await testConnection({ ...settings, endpoint })).toEqual([
    { code: 'CLOCK_SKEW', severity: 'warning', data: { minutes: 60 } },
  ]);
  expect(await codesOf({ ...settings, endpoint })).toEqual(['blocker SERVER']);
  server.closeAllConnections();
  server.close();
});

test('a finding never names the key', async () => {
  const settings = await open();
  const findings = JSON.stringify(await testConnection({ ...settings, bucket: 'other-one', prefix: 'x' }));
  expect(findings).not.toContain(settings.applicationKey);
});

/** An object put there by another client than ours. */
async function store(settings: StorageSettings, name: string, bytes: Buffer): Promise<string> {
  const basic = Buffer.from(`${settings.keyId}:${settings.applicationKey}`).toString('base64');
  const signIn = await fetch(`${sandbox.url}/b2api/v2/b2_authorize_account`, {
    headers: { Authorization: `Basic ${basic}` },
  });
  const { authorizationToken } = (await signIn.json()) as { authorizationToken: string };
  const asked = await fetch(`${sandbox.url}/b2api/v2/b2_get_upload_url`, {
    method: 'POST',
    headers: { Authorization: authorizationToken },
    body: JSON.stringify({ bucketId: sandbox.bucket.bucketId }),
  });
  const url = (await asked.json()) as { uploadUrl: string; authorizationToken: string };
  const stored = await fetch(url.uploadUrl, {
    method: 'POST',
    headers: {
      Authorization: url.authorizationToken,
      'X-Bz-File-Name': name.split('/').map(encodeURIComponent).join('/'),
      'Content-Type': 'video/mp4',
      'X-Bz-Content-Sha1': createHash('sha1').update(bytes).digest('hex'),
    },
    body: new Uint8Array(bytes),
  });
  return ((await stored.json()) as { fileId: string }).fileId;
}

test('reading for playback: whole, a range, by name, after the token went stale', async () => {
  const settings = await open();
  const bytes = randomBytes(300_000);
  const objectName = 'lectern/media/Übung 1 + 2.mp4';
  const fileId = await store(settings, objectName, bytes);
  const client = createStorageClient();
  client.configure(settings);
  const read = async (
    object: Parameters<typeof client.downloadRange>[0],
    range: { start: number; end?: number } | null,
  ) => {
    const got = await client.downloadRange(object, range, AbortSignal.timeout(5_000));
    if (!got.ok) return got.error;
    const { status, contentLength, contentRange, contentType, stream } = got.value;
    return { status, contentLength, contentRange, contentType, bytes: await buffer(stream) };
  };
  expect(await read({ fileId }, null)).toEqual({
    status: 200,
    contentLength: 300_000,
    contentRange: null,
    contentType: 'video/mp4',
    bytes,
  });
  const part = { status: 206, contentLength: 1_000, contentRange: 'bytes 5000-5999/300000', contentType: 'video/mp4' };
  expect(await read({ fileId }, { start: 5_000, end: 5_999 })).toEqual({
    ...part,
    bytes: bytes.subarray(5_000, 6_000),
  });
  sandbox.expireTokens('account');
  const byName = { bucketName: settings.bucket, objectName };
  expect(await read(byName, { start: 299_999 })).toMatchObject({ status: 206, bytes: bytes.subarray(299_999) });
  expect(await read({ ...byName, objectName: 'lectern/none' }, null)).toMatchObject({
    kind: 'not-found',
    retry: 'never',
  });
  expect(await read({ fileId }, { start: 400_000 })).toMatchObject({ kind: 'invalid' });
  expect((await client.deleteFileVersion(fileId, objectName, AbortSignal.timeout(5_000))).ok).toBe(true);
  expect((await client.deleteFileVersion(fileId, objectName, AbortSignal.timeout(5_000))).ok).toBe(true);
  expect(sandbox.objects()).toEqual([]);
  client.configure(null);
  expect(await read({ fileId }, null)).toMatchObject({ code: 'not-configured' });
  client.close();
});

test.each(['master', 'overPowerful'] as const)(
  'a %s key, given by a policy, plays and deletes nothing',
  async (name) => {
    const settings = await open();
    const fileId = await store(settings, 'lectern/one.mp4', randomBytes(1_000));
    const client = createStorageClient();
    client.configure({ ...settings, ...sandbox.keys[name] });
    const refused = { ok: false, error: { kind: 'forbidden', retry: 'after-user', code: 'key-too-powerful' } };
    expect(await client.downloadRange({ fileId }, null, AbortSignal.timeout(5_000))).toEqual(refused);
    expect(await client.deleteFileVersion(fileId, 'lectern/one.mp4', AbortSignal.timeout(5_000))).toEqual(refused);
    expect(sandbox.objects()).toHaveLength(1);
    client.close();
  },
);

test('stopping a download half way, and a server that is gone', async () => {
  const settings = await open();
  const fileId = await store(settings, 'lectern/big.mp4', randomBytes(3_000_000));
  const client = createStorageClient();
  client.configure(settings);
  sandbox.faults.setLink({ bytesPerSecondTotal: 500_000 });
  const stop = new AbortController();
  const got = await client.downloadRange({ fileId }, null, stop.signal);
  if (!got.ok) throw new Error(got.error.code);
  const ended = buffer(got.value.stream).then(
    () => 'whole',
    (error: Error) => error.message,
  );
  stop.abort();
  expect(await ended).toBe('aborted');
  await sandbox.faults.away({ mode: 'refuse' });
  const away = await client.downloadRange({ fileId }, null, AbortSignal.timeout(5_000));
  expect(away).toMatchObject({ ok: false, error: { kind: 'offline' } });
  client.close();
});
