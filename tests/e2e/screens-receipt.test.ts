import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { showTheme } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { openCourse } from '../story/steps.ts';
import { accessibilityFaults } from './errors-rig.ts';
import { importFolder, layFolder, openSignedInStudio, rows, soon } from './screens-rig.ts';

/* The receipt of an upload in the built app: what it tells, and *Verify again* against what is really stored. */
const FILE_BYTES = 25_000_000;
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  page = studio.page;
  cloud.b2.faults.once('damage-stored', { operations: ['b2_upload_file'] });
  const root = await layFolder(join(temporaryFolder(), 'Kept'), ['1 - Small.mp4']);
  await importFolder(page, root);
  await dock().getByText('1 file uploaded and verified').waitFor();
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Large'), ['1 - Large.mp4'], FILE_BYTES));
  await dock().getByText('2 files uploaded and verified').waitFor();
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const dock = (): Locator => page.getByRole('region', { name: 'Uploads' });
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
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(studio, theme);
    expect({ theme, faults: await accessibilityFaults(page) }).toEqual({ theme, faults: [] });
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  await openReceipt('Large', '1 - Large.mp4');
  await receipt('1 - Large.mp4').getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
});

test('stopped in the middle: nothing is claimed of it', async () => {
  const dialog = await openReceipt('Large', '1 - Large.mp4');
  cloud.b2.faults.setLink({ bytesPerSecondTotal: 1_000_000 });
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText(/Reading back/).waitFor();
  await expect.poll(() => dialog.getByRole('progressbar').count(), soon).toBe(1);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await dialog.getByRole('button', { name: 'Verify everything' }).waitFor();
  cloud.b2.faults.clear();
  await page.keyboard.press('Escape');
});

test('what was damaged in storage is found, with the way on', async () => {
  const dialog = await openReceipt('Kept', '1 - Small.mp4');
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText('Not equal: what is stored is not what was sent.').waitFor();
  await dialog.getByText(/Upload the file again/).waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(studio, theme);
    expect({ theme, faults: await accessibilityFaults(page) }).toEqual({ theme, faults: [] });
  }
  await page.keyboard.press('Escape');
});

test('it is uploaded again from here, and not linked to what was found to be another one', async () => {
  const dialog = await openReceipt('Kept', '1 - Small.mp4');
  await dialog.getByRole('button', { name: 'Upload again' }).click();
  await dialog.waitFor({ state: 'detached' });
  await dock().getByText('2 files uploaded and verified').waitFor();
  await openReceipt('Kept', '1 - Small.mp4');
  await expect.poll(() => dialog.getByRole('button', { name: 'Upload again' }).count(), soon).toBe(0);
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await dialog.getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
});

test('no network: it says that it found out nothing, and how to go on', async () => {
  const dialog = await openReceipt('Large', '1 - Large.mp4');
  await cloud.b2.faults.away({ mode: 'refuse' });
  await dialog.getByRole('button', { name: 'Verify beginning and end' }).click();
  await dialog.getByText('It could not be read back.').waitFor();
  await cloud.b2.faults.back();
  await dialog.getByRole('button', { name: 'Verify beginning and end' }).click();
  await dialog.getByText('It could not be read back.').waitFor({ state: 'detached' });
  await dialog.getByText('Equal: what is stored is what was sent.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count(), soon).toBe(0);
});
