import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { growClip } from '../fixtures/sample-course.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, connectStorage, lessonRow, openCourse, until } from '../story/steps.ts';
import { type DiskFault, fileSizeLimit, obeyingPermissions, smallDisk } from './errors-machine.ts';
import { firstDatabase, openStudio } from './errors-rig.ts';
import { importFolder } from './screens-rig.ts';
import { accessTo, dock } from './uploads-rig.ts';

/** Makes a course as a person does; the dialog stays open while it cannot be saved. */
async function newCourse(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New course', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Title').fill(title);
  await page.getByRole('dialog').getByRole('button', { name: 'Create course' }).click();
}
/** The notice above everything; an open dialog hides it from those who cannot see, so it is looked up by its words. */
const banner = (page: Page) => page.getByText('saves nothing new until');
const titles = async (page: Page): Promise<string[]> => (await ask(page, 'course.list', {})).map(({ title }) => title);

/** From the first write that fails to the first that works again; answers the courses there are then. */
async function liveThrough(fault: DiskFault, dataDir: string): Promise<string[]> {
  const { app, page } = await openStudio({ dataDir, ...(fault.wrapper ? { wrapper: fault.wrapper } : {}) });
  await ask(page, 'course.create', { title: 'Before' });
  await page.getByRole('link', { name: 'Before' }).first().waitFor();

  fault.happen(app);
  // It comes back, and above the list stands why: no toast that goes.
  await page.getByRole('link', { name: 'Before' }).first().press('Delete');
  await page.getByRole('alert').filter({ hasText: 'Nothing was deleted.' }).getByText(fault.title).waitFor();
  await page.getByRole('link', { name: 'Before' }).first().waitFor();
  await newCourse(page, 'During');
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: fault.title }).waitFor();
  await banner(page).waitFor();
  expect(await titles(page)).toEqual(['Before']);
  await expect(ask(page, 'settings.save', { theme: 'dark' })).rejects.toThrow(/DISK_FULL|READ_ONLY/);
  expect(await ask(page, 'settings.get', {})).toMatchObject({ theme: 'system' });

  fault.end(app);
  await banner(page).waitFor({ state: 'detached' });
  await page.getByRole('dialog').getByRole('button', { name: 'Create course' }).click();
  await until('the course being there', async () => (await titles(page)).includes('During'));
  return titles(page);
}

test('the disk is full: said so, nothing is lost or half saved, and it goes on when there is space', async () => {
  const dataDir = temporaryFolder();
  expect(await liveThrough(smallDisk(dataDir), dataDir)).toHaveLength(2);
});

test('files may not grow: said so, nothing is lost or half saved, and it goes on when they may', async () => {
  const dataDir = temporaryFolder();
  expect(await liveThrough(fileSizeLimit(dataDir), dataDir)).toHaveLength(2);
});

test('the disk fills during an upload: it stops, says why, and goes on by itself when there is space', async () => {
  const dataDir = temporaryFolder();
  const fault = smallDisk(dataDir);
  const b2 = await startB2Sandbox({ dir: temporaryFolder(), seed: { prefix: 'courses/' } });
  try {
    b2.faults.setLink({ bytesPerSecondTotal: 8_000_000 });
    const { app, page } = await openStudio({ dataDir, ...(fault.wrapper ? { wrapper: fault.wrapper } : {}) });
    const folder = join(temporaryFolder(), 'Zoology');
    await growClip(
      join(import.meta.dirname, '../fixtures/media/index-first.mp4'),
      join(folder, 'Mammals.mp4'),
      24e6,
      3,
    );
    await connectStorage(page, { storage: accessTo(b2) });
    await importFolder(page, folder);
    await openCourse(page, 'Zoology');
    await b2.log.waitForBytes(2_000_000);
    fault.happen(app);
    await dock(page).getByText('This disk is full').waitFor();
    await dock(page).getByRole('button', { name: 'Try now' }).waitFor();
    fault.end(app);
    await lessonRow(page, 'Mammals').getByText('Ready').waitFor({ timeout: 60_000 });
    expect(b2.objects()).toHaveLength(1);
    expect(b2.unfinished()).toEqual([]);
  } finally {
    await b2.stop();
  }
});

test('a database that may not be read: said so, and opened when it may', async () => {
  const dataDir = temporaryFolder();
  const first = await openStudio({ dataDir });
  await ask(first.page, 'course.create', { title: 'Before' });
  await first.close();
  chmodSync(firstDatabase(dataDir), 0o000);
  const { page } = await openStudio({ dataDir, ...obeyingPermissions() });
  await page.getByRole('heading', { name: 'Lectern cannot open its data file.' }).waitFor();
  chmodSync(firstDatabase(dataDir), 0o600);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Before' }).first().waitFor();
  expect(await titles(page)).toEqual(['Before']);
});
