import { copyFile, mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { showTheme } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask } from '../story/steps.ts';
import { accessibilityFaults } from './errors-rig.ts';
import { importFolder, openSignedInStudio, soon } from './screens-rig.ts';

/* How films are stored, in the built app: looked at before they are sent, and with their index first. */
const media = join(import.meta.dirname, '../fixtures/media');
const recordedAt = new Date('2026-01-15T10:00:00Z');
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  page = studio.page;
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

async function importFilm(course: string, fixture: string, file: string): Promise<void> {
  const root = join(temporaryFolder(), course);
  await mkdir(root, { recursive: true });
  await copyFile(join(media, fixture), join(root, file));
  await utimes(join(root, file), recordedAt, recordedAt);
  await importFolder(page, root);
}

test('index first: a switch in the settings, and the receipt tells both hashes', async () => {
  await page.keyboard.press('Control+Comma');
  await page.getByRole('link', { name: 'Uploads' }).first().click();
  await page.getByRole('switch', { name: 'Put the index of a film first' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSettings', {})).indexFirst, soon).toBe(true);
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(studio, theme);
    expect({ theme, faults: await accessibilityFaults(page) }).toEqual({ theme, faults: [] });
  }
  await importFilm('Late index', 'index-last.mp4', '1 - Late.mp4');
  const dock = page.getByRole('region', { name: 'Uploads' });
  await dock.getByText('1 file uploaded and verified').waitFor();
  const [row] = await ask(page, 'upload.list', {});
  const receipt = row && (await ask(page, 'receipt.get', { versionId: row.snapshot.versionId }));
  expect(receipt?.source?.sha1).toHaveLength(40);
  expect(receipt?.source?.sha1).not.toBe(receipt?.sha1);
});

test('a recording that was never finished: told before it is sent, with the way on, and sent anyway', async () => {
  await importFilm('Crashed', 'no-index.mp4', '1 - Crashed.mp4');
  const dock = page.getByRole('region', { name: 'Uploads' });
  if ((await dock.getByRole('list', { name: 'Queue' }).count()) === 0) {
    await dock.getByRole('button', { name: 'Queue' }).click();
  }
  const item = dock.getByRole('listitem').filter({ hasText: '1 - Crashed.mp4' });
  await item.getByText('Recording not finished').waitFor();
  await item.getByRole('button', { name: 'More for “1 - Crashed.mp4”' }).click();
  await page.getByRole('menuitem', { name: 'Send anyway' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).ready, soon).toBe(2);
});
