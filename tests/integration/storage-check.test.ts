import { createStorageActions } from '../../src/main/actions/storage.ts';
import { expect, test } from 'vitest';
import { checkStorage, testConnection } from '../../src/main/uploads/adapters/storage-check.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import type { StorageReport } from '../../src/shared/ipc/contract/storage.ts';
import type { Seed } from '../sandbox/b2/options.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { signIn, startForTest, storeFile } from '../sandbox/b2/testing.ts';

/* The storage check against a bucket that has what it looks for, and keys that may look at more or less of it. */
const playback = {
  corsRuleName: 'our-website',
  allowedOrigins: ['https://school.example'],
  allowedOperations: ['b2_download_file_by_name'],
  allowedHeaders: ['range'],
  exposeHeaders: [],
  maxAgeSeconds: 3600,
};
const rule = {
  fileNamePrefix: '',
  daysFromHidingToDeleting: 1,
  daysFromUploadingToHiding: null,
  daysFromStartingToCancelingUnfinishedLargeFiles: null,
};
const settingsOf = (sandbox: B2Sandbox, key = sandbox.keys.restricted): StorageSettings => ({
  ...key,
  bucket: sandbox.bucket.bucketName,
  prefix: sandbox.prefix,
  endpoint: sandbox.url,
});
const open = (seed: Seed = { corsRules: [playback] }) => startForTest({ seed });
const named = (sandbox: B2Sandbox, name: string): StorageSettings =>
  settingsOf(sandbox, sandbox.keys.named[name] ?? sandbox.keys.restricted);

/** Everything but the good, as `check state CODE…`. */
const faults = (checks: StorageReport['checks']): string[] =>
  checks
    .filter(({ state }) => state !== 'good')
    .map(({ check, state, findings }) => [check, state, ...findings.map(({ code }) => code)].join(' '));

test('everything right, every question asked', async () => {
  await using sandbox = await open();
  const client = await signIn(sandbox);
  await storeFile(client, sandbox, 'lectern/film.mp4', 'film');
  const checks = await checkStorage(settingsOf(sandbox));
  expect(checks.map(({ check }) => check)).toEqual([
    'connection',
    'key',
    'scope',
    'lifecycle',
    'versions',
    'caps',
    'cors',
    'clock',
  ]);
  expect(faults(checks)).toEqual([]);
});

test.each([
  ['no rule', []],
  ['a rule for uploads only', [{ ...playback, allowedOperations: ['b2_upload_file'] }]],
  ['a rule without ranges, so that nobody can jump in a video', [{ ...playback, allowedHeaders: ['authorization'] }]],
])('playback on web pages: %s', async (_name, corsRules) => {
  await using sandbox = await open({ corsRules });
  expect(faults(await checkStorage(settingsOf(sandbox)))).toEqual(['cors warning CORS_MISSING']);
  // Where the storage is only being connected that is not a word worth.
  expect(await testConnection(settingsOf(sandbox))).toEqual([{ code: 'OK', severity: 'ok', data: {} }]);
});

test('rules that delete or cancel, and hidden files of ours, never of others', async () => {
  await using sandbox = await open({
    corsRules: [playback],
    lifecycleRules: [
      { ...rule, daysFromStartingToCancelingUnfinishedLargeFiles: 7 },
      { ...rule, fileNamePrefix: 'lectern/', daysFromUploadingToHiding: 30 },
    ],
  });
  const master = await signIn(sandbox, sandbox.keys.master);
  for (const name of ['lectern/a.mp4', 'lectern/b.mp4', 'others/c.mp4']) {
    await storeFile(master, sandbox, name, 'film');
    await master.ok('b2_hide_file', { bucketId: sandbox.bucket.bucketId, fileName: name });
  }
  const checks = await checkStorage(settingsOf(sandbox));
  expect(faults(checks)).toEqual([
    'lifecycle fault LIFECYCLE_CANCELS_UPLOADS LIFECYCLE_DELETES_FILES',
    'versions warning FILES_HIDDEN',
  ]);
  expect(checks.find(({ check }) => check === 'versions')?.findings).toMatchObject([{ data: { count: 2 } }]);
});

test('a key that may not look: said of each question, and not taken for good', async () => {
  const blind = {
    keyName: 'blind',
    capabilities: ['writeFiles', 'readFiles'],
    bucketOnly: true,
    namePrefix: 'lectern/',
  };
  await using sandbox = await open({ keys: [blind] });
  expect(faults(await checkStorage(named(sandbox, 'blind')))).toEqual([
    'key fault CAPABILITY_MISSING CAPABILITY_MISSING CAPABILITY_MISSING',
    'lifecycle unknown',
    'versions unknown',
    'caps unknown',
    'cors unknown',
  ]);
});

test('a master key, and a key that makes keys, are refused; with those nothing is asked of the files', async () => {
  await using sandbox = await open();
  for (const name of ['master', 'overPowerful'] as const) {
    const since = sandbox.log.mark();
    const checks = await checkStorage(settingsOf(sandbox, sandbox.keys[name]));
    expect(checks.find(({ check }) => check === 'key')?.state).toBe('fault');
    expect(checks.find(({ check }) => check === 'versions')?.state).toBe('unknown');
    expect(sandbox.log.entries({ since }).map(({ operation }) => operation)).not.toContain('b2_list_file_versions');
  }
});

test('a key for the whole bucket, a clock that is wrong, a cap that is reached', async () => {
  const capabilities = ['listBuckets', 'listFiles', 'readFiles', 'writeFiles', 'deleteFiles'];
  await using sandbox = await open({
    corsRules: [playback],
    keys: [{ keyName: 'broad', capabilities, bucketOnly: true }],
  });
  sandbox.clock.skewDateHeader(-3_600_000);
  sandbox.faults.add({ operations: ['b2_list_file_versions'], fault: 'transaction-cap' });
  expect(faults(await checkStorage(named(sandbox, 'broad')))).toEqual([
    'scope warning KEY_WITHOUT_FOLDER',
    'versions unknown',
    'caps fault CAP_EXCEEDED',
    'clock warning CLOCK_SKEW',
  ]);
});

test('a wrong key, and a storage that does not answer: the rest could not be asked', async () => {
  await using sandbox = await open();
  const unasked = ['lifecycle', 'versions', 'caps', 'cors', 'clock'].map((check) => `${check} unknown`);
  const wrong = await checkStorage({ ...settingsOf(sandbox), applicationKey: 'K000' });
  expect(faults(wrong)).toEqual(['connection unknown', 'key fault WRONG_KEY', 'scope unknown', ...unasked]);
  const gone = await checkStorage({ ...settingsOf(sandbox), endpoint: 'http://127.0.0.1:9' });
  expect(faults(gone)).toEqual(['connection fault UNREACHABLE', 'key unknown', 'scope unknown', ...unasked]);
  expect(JSON.stringify([wrong, gone])).not.toContain(sandbox.keys.restricted.applicationKey);
});

test('the cap that the queue waits for is the answer to the question of caps, with the storage’s own code', async () => {
  const good = { check: 'caps', state: 'good', findings: [] } as const;
  let met: string | null = null;
  const actions = createStorageActions({
    policy: { keyId: 'k', applicationKey: 'a', bucket: 'b', prefix: '' },
    checkStorage: async () => [good],
    capMet: () => met,
    nowMs: () => 1,
  } as never);
  const ask = async () => actions['storage.testBucket']({}, { windowId: 1 } as never);
  expect(await ask()).toMatchObject({ data: { checks: [good] } });
  met = 'download_cap_exceeded';
  const findings = [{ code: 'CAP_EXCEEDED', severity: 'blocker', data: { detail: met } }];
  expect(await ask()).toMatchObject({ data: { checks: [{ check: 'caps', state: 'fault', findings }] } });
});
