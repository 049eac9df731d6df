import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, lessonRow, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { allStored, importFolder, layFolder, rows, soon } from './screens-rig.ts';
import { dock, openSendingStudio, startStorage } from './uploads-rig.ts';

/* What was found to be altered in storage is not ready anywhere, until it was uploaded again. */
let b2: B2Sandbox;
let policy: string;
let studio: Studio;
let page: Page;
const dataDir = temporaryFolder();

beforeAll(async () => {
  ({ b2, policy } = await startStorage());
  studio = await openSendingStudio(policy, { dataDir });
  page = studio.page;
  b2.faults.once('damage-stored', { operations: ['b2_upload_file'] });
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Kept'), ['1 - First.mp4', '2 - Second.mp4']));
  await dock(page).getByText('2 files uploaded and verified').waitFor();
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' });
const row = (file: string): Locator =>
  page.getByRole('grid', { name: 'Queue' }).getByRole('row').filter({ hasText: file });

/** Which of the two files the fault met: they go up together. */
async function verifyBoth(): Promise<'First' | 'Second'> {
  let altered: 'First' | 'Second' | null = null;
  for (const { snapshot, lessonTitle } of await ask(page, 'upload.list', {})) {
    const found = await ask(page, 'receipt.testStored', { uploadId: snapshot.uploadId, mode: 'all' });
    if (found.verdict === 'altered') altered = lessonTitle as 'First' | 'Second';
  }
  if (altered === null) throw new Error('nothing was altered');
  return altered;
}

test('lesson, chapter, course, dock and queue say it, in both themes, and it stays over a restart', async () => {
  await openCourse(page, 'Kept');
  await lessonRow(page, 'First').getByText('Ready').waitFor();
  const title = await verifyBoth();
  await lessonRow(page, title).getByText('Altered in storage').waitFor();
  await rows(page).first().getByText('1 not intact in storage').waitFor();
  await lessonRow(page, title).click();
  await inspector()
    .getByText(/What is stored is not what was sent/)
    .waitFor();
  await dock(page).getByText('1 upload not intact in storage').waitFor();
  await dock(page).getByRole('button', { name: 'Clear done' }).click();
  await expect.poll(async () => (await ask(page, 'upload.list', {})).length, soon).toBe(1);
  await expectCleanIn(studio, 'outline and dock with a stored fault');
  await studio.close();
  studio = await openSendingStudio(policy, { dataDir });
  page = studio.page;
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByText('1 not intact in storage').first().waitFor();
});

test('from the queue, by the keyboard, it is uploaded again, and is ready', async () => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Upload queue' }).press('Enter');
  await page.getByRole('radio', { name: 'Failed 1' }).click();
  await row('.mp4').getByText('Altered in storage').waitFor();
  await row('.mp4').press('ArrowDown');
  await row('.mp4')
    .getByRole('button', { name: /^More for/ })
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Upload again' }).press('Enter');
  await page.getByRole('radio', { name: 'All 1' }).click();
  await row('.mp4').getByText('Ready').waitFor();
  await dock(page).getByText('1 file uploaded and verified').waitFor();
  expect((await ask(page, 'upload.list', {})).map(({ storedFault }) => storedFault)).toEqual([null]);
  await openCourse(page, 'Kept');
  await rows(page).first().getByText('Ready').waitFor();
});

test('from the lesson: the menu leads to the receipt, the inspector to another upload', async () => {
  b2.faults.once('damage-stored', { operations: ['b2_upload_file'] });
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Again'), ['1 - Only.mp4']));
  await allStored(page);
  await openCourse(page, 'Again');
  const only = (await ask(page, 'upload.list', {})).find(({ lessonTitle }) => lessonTitle === 'Only');
  if (!only) throw new Error('no upload');
  await ask(page, 'receipt.testStored', { uploadId: only.snapshot.uploadId, mode: 'ends' });
  await lessonRow(page, 'Only').getByText('Altered in storage').waitFor();
  await lessonRow(page, 'Only').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Receipt…' }).click();
  await page.getByRole('dialog').getByText('Not equal: what is stored is not what was sent.').waitFor();
  await page.keyboard.press('Escape');
  await lessonRow(page, 'Only').click();
  await inspector().getByRole('button', { name: 'Upload again' }).press('Enter');
  await lessonRow(page, 'Only').getByText('Ready').waitFor();
  await expect.poll(() => inspector().getByRole('button', { name: 'Upload again' }).count(), soon).toBe(0);
});
