import { copyFile, mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse, openSettings } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { importFolder, layFolder, rows, soon } from './screens-rig.ts';
import { dock, item, more, openQueue, openSendingStudio, startStorage } from './uploads-rig.ts';

/*
 * The receipt of an upload in the built app: what it tells, and *Verify again* against what is really stored; and films
 * that are looked at before they are sent, or stored in another form than they have on disk.
 */
const FILE_BYTES = 25_000_000;
let b2: B2Sandbox;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  page = studio.page;
  b2.faults.once('damage-stored', { operations: ['b2_upload_file'] });
  const root = await layFolder(join(temporaryFolder(), 'Kept'), ['1 - Small.mp4']);
  await importFolder(page, root);
  await dock(page).getByText('1 file uploaded and verified').waitFor();
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Large'), ['1 - Large.mp4'], FILE_BYTES));
  await dock(page).getByText('2 files uploaded and verified').waitFor();
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

const receipt = (file: string): Locator => page.getByRole('dialog', { name: `Receipt for ${file}` });

async function openReceipt(course: string, file: string): Promise<Locator> {
  await openCourse(page, course);
  await rows(page)
    .filter({ hasText: file.slice(4, 9) })
    .last()
    .click();
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: 'Receipt…' }).click();
  const dialog = receipt(file);
  await dialog.getByText('Stored as').waitFor();
  return dialog;
}

test('a receipt in both themes; beginning and end, then everything, are equal; the result stays', async () => {
  const dialog = await openReceipt('Large', '1 - Large.mp4');
  await dialog
    .getByText(/lectern|media\//)
    .first()
    .waitFor();
  await dialog.getByText('Hashes of the parts').click();
  await dialog.getByRole('list', { name: 'Hashes of the parts' }).getByText('Part 3').waitFor();
  await dialog.getByRole('button', { name: 'Verify beginning and end' }).click();
  await dialog.getByText('Equal: what is stored is what was sent.').waitFor();
  await dialog.getByText(/2 MB compared with the file on this computer/).waitFor();
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText(/25 MB compared with the hashes of this receipt/).waitFor();
  await expectCleanIn(studio, 'receipt');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  await openReceipt('Large', '1 - Large.mp4');
  await receipt('1 - Large.mp4').getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
});

test('stopped in the middle: nothing is claimed of it', async () => {
  const dialog = await openReceipt('Large', '1 - Large.mp4');
  b2.faults.setLink({ bytesPerSecondTotal: 1_000_000 });
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText(/Reading back/).waitFor();
  await expect.poll(() => dialog.getByRole('progressbar').count(), soon).toBe(1);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await dialog.getByRole('button', { name: 'Verify everything' }).waitFor();
  b2.faults.clear();
  await page.keyboard.press('Escape');
});

test('what was damaged in storage is found, with the way on', async () => {
  const dialog = await openReceipt('Kept', '1 - Small.mp4');
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText('Not equal: what is stored is not what was sent.').waitFor();
  await dialog.getByText(/Upload the file again/).waitFor();
  await expectCleanIn(studio, 'receipt of what was altered');
  await page.keyboard.press('Escape');
});

test('it is uploaded again from here, and not linked to what was found to be another one', async () => {
  const dialog = await openReceipt('Kept', '1 - Small.mp4');
  await dialog.getByRole('button', { name: 'Upload again' }).click();
  await dialog.waitFor({ state: 'detached' });
  await dock(page).getByText('2 files uploaded and verified').waitFor();
  await openReceipt('Kept', '1 - Small.mp4');
  await expect.poll(() => dialog.getByRole('button', { name: 'Upload again' }).count(), soon).toBe(0);
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
});

test('no network: it says that it found out nothing, and how to go on', async () => {
  const dialog = await openReceipt('Large', '1 - Large.mp4');
  await b2.faults.away({ mode: 'refuse' });
  await dialog.getByRole('button', { name: 'Verify beginning and end' }).click();
  await dialog.getByText('It could not be read back.').waitFor();
  await b2.faults.back();
  await dialog.getByRole('button', { name: 'Verify beginning and end' }).click();
  await dialog.getByText('It could not be read back.').waitFor({ state: 'detached' });
  await dialog.getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count(), soon).toBe(0);
});

async function importFilm(course: string, fixture: string, file: string): Promise<void> {
  const root = join(temporaryFolder(), course);
  const recordedAt = new Date('2026-01-15T10:00:00Z');
  await mkdir(root, { recursive: true });
  await copyFile(join(import.meta.dirname, '../fixtures/media', fixture), join(root, file));
  await utimes(join(root, file), recordedAt, recordedAt);
  await importFolder(page, root);
}
async function readyUpload(file: string) {
  const upload = async () => (await ask(page, 'upload.list', {})).find(({ fileName }) => fileName === file)?.snapshot;
  await expect.poll(async () => (await upload())?.state, soon).toBe('ready');
  return upload();
}

test('index first: a switch in the settings, and the receipt tells both hashes', async () => {
  await openSettings(page, 'Uploads');
  await page.getByRole('switch', { name: 'Put the index of a film first' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSettings', {})).indexFirst, soon).toBe(true);
  await expectCleanIn(studio, 'upload settings');
  await importFilm('Late index', 'index-last.mp4', '1 - Late.mp4');
  const upload = await readyUpload('1 - Late.mp4');
  const told = upload && (await ask(page, 'receipt.get', { versionId: upload.versionId }));
  expect(told?.source?.sha1).toHaveLength(40);
  expect(told?.sha1).toBe(await b2.sha1OfObject(told?.fileId ?? ''));
  expect(told?.source?.sha1).not.toBe(told?.sha1);
});

test('a recording that was never finished: told before it is sent, with the way on, and sent anyway', async () => {
  await importFilm('Crashed', 'no-index.mp4', '1 - Crashed.mp4');
  await openQueue(page);
  await item(page, '1 - Crashed.mp4').getByText('Recording not finished').waitFor();
  await more(page, '1 - Crashed.mp4', 'Send anyway');
  expect((await readyUpload('1 - Crashed.mp4'))?.reason).toBeNull();
});
