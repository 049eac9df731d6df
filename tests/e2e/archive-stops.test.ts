import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sampleArchive } from '../helpers/archive.ts';
import { dropFolder } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse, until } from '../story/steps.ts';
import { fileSizeLimit, smallDisk } from './errors-machine.ts';
import { openStudio } from './errors-rig.ts';
import { importFolder, layFolder, scriptFolderPicker, scriptSaveDialog, soon } from './screens-rig.ts';

/* Exports and imports of the built app that are stopped, killed, or run out of space: nothing half is left. */
const folderIn = (name: string): string => mkdtempSync(join(temporaryFolder(), `${name}-`));
const exportDialog = (page: Page) => page.getByRole('dialog', { name: 'Export “Cells”' });
const titles = async (page: Page): Promise<string[]> => (await ask(page, 'course.list', {})).map(({ title }) => title);

/** Takes a while wherever it is: a file of this size is read twice and written once, and has no blocks of its own. */
const HUGE_BYTES = 6_000_000_000;
async function layHuge(): Promise<string> {
  const root = await layFolder(join(temporaryFolder(), 'Cells'), ['1 - One.mp4', '1 - One.pdf']);
  truncateSync(join(root, '1 - One.pdf'), HUGE_BYTES);
  return root;
}
async function startExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export…' }).click();
  await exportDialog(page).getByRole('button', { name: 'Export', exact: true }).click();
}

test('an export goes on in the background, is shown again, and when stopped leaves nothing', async () => {
  const studio = await openStudio();
  const { page } = studio;
  await importFolder(page, await layHuge());
  await openCourse(page, 'Cells');
  const out = folderIn('out');
  await scriptSaveDialog(studio, join(out, 'Cells.lectern.zip'));
  await startExport(page);
  await exportDialog(page).getByRole('progressbar').waitFor();
  await exportDialog(page).getByRole('button', { name: 'Go on in the background' }).click();
  await expect.poll(() => exportDialog(page).count(), soon).toBe(0);
  await page.getByText('Exporting “Cells”').waitFor();
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  await expect.poll(() => readdirSync(out).length, soon).toBe(1);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await exportDialog(page)
    .getByText(/^Writing .* of 12/)
    .waitFor();
  await exportDialog(page).getByRole('button', { name: 'Stop' }).click();
  await exportDialog(page).getByRole('button', { name: 'Export', exact: true }).waitFor();
  expect(readdirSync(out)).toEqual([]);
});

test('killed while it exports: the next start takes away what was begun', async () => {
  const first = await openStudio();
  await importFolder(first.page, await layHuge());
  await openCourse(first.page, 'Cells');
  const out = folderIn('out');
  await scriptSaveDialog(first, join(out, 'Cells.lectern.zip'));
  await startExport(first.page);
  await until('the export being under way', async () => readdirSync(out).length > 0);
  await first.kill();
  expect(readdirSync(out)).toEqual([expect.stringMatching(/^\.lectern-[0-9a-f]{16}\.part$/)]);

  const { page } = await openStudio({ dataDir: first.dataDir });
  await page.getByRole('treegrid', { name: 'Outline' }).waitFor();
  await expect.poll(() => readdirSync(out), soon).toEqual([]);
});

test('killed while it imports: there is no course and no half of a file, and the import works after it', async () => {
  const archive = join(folderIn('archive'), 'Cells.lectern.zip');
  copyFileSync(await sampleArchive((at) => Buffer.alloc(150_000_000, at + 1)), archive);
  const first = await openStudio();
  const folder = folderIn('in');
  const begin = async ({ page }: typeof first): Promise<void> => {
    await dropFolder(page, page.getByRole('main'), [archive]);
    await page.getByRole('heading', { name: 'Import “Cells”' }).waitFor();
    await page.getByRole('button', { name: 'Choose folder…' }).click();
    await page.getByRole('button', { name: 'Import 3 lessons' }).click();
  };
  await first.page.getByText('Drop a folder of videos here to make a course.').waitFor();
  await scriptFolderPicker(first, folder);
  await begin(first);
  await until('the import being under way', async () => readdirSync(folder).length > 0);
  await first.kill();
  const isPart = (name: string): boolean => name.startsWith('.');

  const second = await openStudio({ dataDir: first.dataDir });
  const { page } = second;
  await page.getByText('Drop a folder of videos here to make a course.').waitFor();
  expect(await titles(page)).toEqual([]);
  await expect.poll(() => readdirSync(folder).filter(isPart), soon).toEqual([]);
  await scriptFolderPicker(second, folder);
  await begin(second);
  await page.getByRole('treegrid', { name: 'Outline' }).waitFor();
  expect(await titles(page)).toEqual(['Cells']);
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).size)).toEqual([150_000_000, 150_000_000]);
});

const alert = (page: Page, words: string) => exportDialog(page).getByRole('alert').filter({ hasText: words });
const exportAgain = (page: Page) => exportDialog(page).getByRole('button', { name: 'Export', exact: true }).click();

test('no room for an archive: said before anything is written, and another disk takes it', async () => {
  const dataDir = temporaryFolder();
  const disk = smallDisk(dataDir);
  const studio = await openStudio({ dataDir, ...(disk.wrapper ? { wrapper: disk.wrapper } : {}) });
  const { app, page } = studio;
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Cells'), ['1 - One.mp4'], 40_000_000));
  await openCourse(page, 'Cells');
  await scriptSaveDialog(studio, join(dataDir, 'profiles/Cells.lectern.zip'));
  // Where nobody may mount a small disk, a limit stands in for it
  if (!disk.wrapper) disk.happen(app);
  await startExport(page);
  await alert(page, disk.wrapper ? 'There is not enough space there.' : 'takes no file as large as this').waitFor();
  if (!disk.wrapper) disk.end(app);
  const out = folderIn('out');
  await scriptSaveDialog(studio, join(out, 'Cells.lectern.zip'));
  await exportAgain(page);
  await page.getByText('Exported “Cells.lectern.zip”').waitFor();
  expect(readdirSync(out)).toEqual(['Cells.lectern.zip']);
});

test('a place that is gone, and files that may not grow so large: each says so, and there is a way on', async () => {
  const studio = await openStudio();
  const { app, page, dataDir } = studio;
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Cells'), ['1 - One.mp4'], 40_000_000));
  await openCourse(page, 'Cells');
  const gone = join(folderIn('out'), 'gone');
  await scriptSaveDialog(studio, join(gone, 'Cells.lectern.zip'));
  await startExport(page);
  await alert(page, 'The chosen place is not there any more.').waitFor();

  mkdirSync(gone);
  const limit = fileSizeLimit(dataDir);
  limit.happen(app);
  await exportAgain(page);
  await alert(page, 'That disk takes no file as large as this.').waitFor();
  expect(readdirSync(gone)).toEqual([]);
  limit.end(app);
  await exportAgain(page);
  await page.getByText('Exported “Cells.lectern.zip”').waitFor();
  expect(readdirSync(gone)).toEqual(['Cells.lectern.zip']);
});
