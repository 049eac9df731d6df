import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { growClip } from '../fixtures/sample-course.ts';
import { dropFolder, launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, importAll, lessonRow } from '../story/steps.ts';
import { obeyingPermissions } from './errors-machine.ts';
import { notice } from './errors-rig.ts';

let studio: Studio;
let page: Page;
const faults: string[] = [];
beforeAll(async () => {
  studio = await launchStudio(obeyingPermissions());
  ({ page } = studio);
  page.on('pageerror', (error) => void faults.push(String(error)));
});
afterAll(async () => {
  await studio.close();
  expect(faults).toEqual([]);
});

const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
let seed = 100;
/** A folder with these videos, each with bytes of its own. */
async function folderOf(name: string, videos: readonly string[]): Promise<string> {
  const root = join(temporaryFolder(), name);
  mkdirSync(root, { recursive: true });
  for (const video of videos) await growClip(clip, join(root, video), 0, (seed += 1));
  return root;
}
async function drop(path: string): Promise<void> {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  await dropFolder(page, page.getByRole('main'), [path]);
}
const preview = () => page.getByRole('treegrid', { name: 'What will be imported' });
const courseTitles = async (): Promise<string[]> => (await ask(page, 'course.list', {})).map(({ title }) => title);

test('files and folders that may not be read are listed with the reason; the rest is imported', async () => {
  const root = await folderOf('Botany', ['Mosses.mp4', 'Ferns.mp4', 'Locked/Trees.mp4']);
  chmodSync(join(root, 'Ferns.mp4'), 0o000);
  chmodSync(join(root, 'Locked'), 0o000);
  await drop(root);
  await page.getByRole('heading', { name: 'Import “Botany”' }).waitFor();
  const reason = 'Lectern may not read it: check its permissions';
  for (const name of ['Ferns', 'Locked']) {
    await preview().getByRole('row').filter({ hasText: name }).getByText(reason).waitFor();
  }
  await importAll(page);
  await lessonRow(page, 'Mosses').waitFor();
  expect(await courseTitles()).toContain('Botany');
  chmodSync(join(root, 'Locked'), 0o700);
});

test('a folder that may not be read at all: said so on the course list, and dropped again when it may', async () => {
  const root = await folderOf('Mycology', ['Moulds.mp4']);
  chmodSync(root, 0o000);
  await drop(root);
  await notice(page, 'Lectern may not read that folder.').getByText('Check its permissions').waitFor();
  chmodSync(root, 0o700);
  await drop(root);
  await page.getByRole('heading', { name: 'Import “Mycology”' }).waitFor();
  expect(await notice(page, 'Lectern may not read that folder.').count()).toBe(0);
});

test('a folder with nothing to import: said so', async () => {
  await drop(await folderOf('Empty', []));
  await notice(page, 'There is nothing to import in there.').getByText('Drop videos').waitFor();
  expect(await courseTitles()).not.toContain('Empty');
});

test('the folder goes between preview and import: said so, nothing was imported, and it works when it is back', async () => {
  const root = await folderOf('Geology', ['Granite.mp4', 'Basalt.mp4']);
  await drop(root);
  await preview().getByText('Granite', { exact: true }).waitFor();
  rmSync(root, { recursive: true });
  await page.getByRole('button', { name: 'Import 2 lessons' }).click();
  await notice(page, 'The folder is not there any more.').getByText('Nothing was imported.').waitFor();
  expect(await courseTitles()).not.toContain('Geology');
  await growClip(clip, join(root, 'Granite.mp4'), 0, 1);
  await growClip(clip, join(root, 'Basalt.mp4'), 0, 2);
  await importAll(page);
  expect(await courseTitles()).toContain('Geology');
});
