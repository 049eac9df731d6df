import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { uploaderCapabilities } from '../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openSettings } from '../story/steps.ts';
import { notice } from './errors-rig.ts';

let b2: B2Sandbox;
let studio: Studio;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  const weak = { keyName: 'weak', capabilities: ['listBuckets', 'readFiles', 'listFiles'], bucketOnly: true };
  const wide = { keyName: 'wide', capabilities: uploaderCapabilities };
  b2 = await startB2Sandbox({
    dir: temporaryFolder(),
    seed: { bucket: 'our-bucket', prefix: 'courses/', keys: [weak, wide] },
  });
  studio = await launchStudio();
  ({ page } = studio);
  page.on('pageerror', (error) => void faults.push(String(error)));
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
  expect(faults).toEqual([]);
});

interface Values {
  readonly keyId: string;
  readonly applicationKey: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string;
}
async function fillStorage(change: Partial<Values>): Promise<void> {
  const right = { ...b2.keys.restricted, bucket: 'our-bucket', prefix: 'courses/', endpoint: b2.url };
  const values: Values = { ...right, ...change };
  await openSettings(page, 'Storage');
  await page.getByLabel('Key ID').fill(values.keyId);
  await page.getByLabel('Application key', { exact: true }).fill(values.applicationKey);
  await page.getByLabel('Bucket', { exact: true }).fill(values.bucket);
  await page.getByLabel('Folder in the bucket').fill(values.prefix);
  await page.getByLabel('Endpoint').fill(values.endpoint);
}
const press = (name: string): Promise<void> => page.getByRole('button', { name }).click();
/** The worst of its kind stands first. */
const finding = (title: string) =>
  page.getByRole('list', { name: 'What the test found' }).getByRole('listitem').filter({ hasText: title }).first();

const blockers: readonly (readonly [name: string, change: () => Partial<Values>, title: string, fix: string])[] = [
  ['a wrong key', () => ({ applicationKey: 'K000wrong' }), 'Backblaze does not accept this key.', 'make a new one'],
  ['a key that was deleted', () => ({ keyId: '000gone' }), 'Backblaze does not accept this key.', 'make a new one'],
  ['the master key', () => b2.keys.master, 'This is the master key of the account.', 'for this one bucket'],
  ['a key that makes keys', () => b2.keys.overPowerful, 'This key may do more than Lectern needs.', 'writeKeys'],
  ['a key that only reads', () => b2.keys.named['weak'] ?? {}, 'This key may not do everything', 'writeFiles'],
  ['the bucket of another key', () => ({ bucket: 'their-bucket' }), 'This key is for another bucket.', 'Choose'],
  ['a folder outside of the key', () => ({ prefix: 'x/' }), 'This key is for another folder', 'Enter the folder'],
  [
    'a bucket that is not there',
    () => ({ ...b2.keys.named['wide'], bucket: 'no-bucket' }),
    'There is no bucket of this name.',
    'Check its spelling',
  ],
  [
    'plain http to the world',
    () => ({ endpoint: 'http://b2.example.org' }),
    'The endpoint does not start with https://.',
    'Use an https address',
  ],
  [
    'an address where nobody answers',
    () => ({ endpoint: 'http://127.0.0.1:9' }),
    'The storage cannot be reached.',
    'Check the network connection and the endpoint',
  ],
];

test.each(blockers)('%s is found by the test and never saved', async (_name, change, title, fix) => {
  await fillStorage(change());
  await press('Test connection');
  await finding(title).getByText(fix).waitFor();
  await press('Save storage');
  await notice(page, 'Not saved. Change what is marked below, then save again.').waitFor();
  await finding(title).waitFor();
  expect(await ask(page, 'storage.get', {})).toBeNull();
});

test('a keyring that refuses: the key is not saved, and the words say where it would be kept', async () => {
  await studio.app.evaluate(({ safeStorage }) => {
    Object.assign(globalThis, { encrypt: safeStorage.encryptStringAsync });
    safeStorage.encryptStringAsync = () => Promise.reject(new Error('the keyring is locked'));
  });
  await fillStorage({});
  await press('Save storage');
  await notice(page, 'This computer’s password store is not available.').waitFor();
  expect(await ask(page, 'storage.get', {})).toBeNull();
  await studio.app.evaluate(({ safeStorage }) => {
    safeStorage.encryptStringAsync = Reflect.get(globalThis, 'encrypt') as typeof safeStorage.encryptStringAsync;
  });
});

test('a bucket rule that cancels unfinished uploads is a warning: it is said, and the storage is saved', async () => {
  const rule = {
    fileNamePrefix: '',
    daysFromStartingToCancelingUnfinishedLargeFiles: 1,
    daysFromUploadingToHiding: null,
    daysFromHidingToDeleting: null,
  };
  const other = await startB2Sandbox({ dir: temporaryFolder(), seed: { bucket: 'strict', lifecycleRules: [rule] } });
  try {
    await fillStorage({ ...other.keys.restricted, bucket: 'strict', prefix: other.prefix, endpoint: other.url });
    await press('Test connection');
    await finding('The bucket cancels uploads that take long.').getByText('lifecycle rule').waitFor();
    await press('Save storage');
    await page.getByText('Storage saved').first().waitFor();
    expect(await ask(page, 'storage.get', {})).toMatchObject({ bucket: 'strict', keySaved: true });
  } finally {
    await other.stop();
  }
});

test('right values: everything works', async () => {
  await fillStorage({});
  await press('Test connection');
  await finding('Everything works.').waitFor();
  expect(await page.getByRole('list', { name: 'What the test found' }).getByRole('listitem').count()).toBe(1);
});
