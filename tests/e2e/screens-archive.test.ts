import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { fileOf, handArchive, type HandEntry, hashOf, zipByHand } from '../helpers/archive.ts';
import { dropFolder, type LaunchOptions, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, lessonRow, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import {
  holdSaveDialog,
  openNewCourse,
  openStudio as open,
  outline,
  outlineTitles,
  scriptFolderPicker,
  scriptSaveDialog,
  soon,
  widthOver,
} from './screens-rig.ts';

/* Course archives in the built app: a course leaves one studio as a file and comes into another. */
const FILES = ['1 One/1 - Welcome.mp4', '1 One/1 - Welcome.en.vtt', '1 One/1 - Welcome.pdf', '2 Two/1 - End.mp4'];
const studios: Studio[] = [];
afterEach(async () => {
  for (const studio of studios.splice(0)) await studio.close();
});
async function openStudio(options: LaunchOptions = {}): Promise<Studio> {
  const studio = await open(options);
  studios.push(studio);
  return studio;
}

const folderIn = (name: string): string => mkdtempSync(join(temporaryFolder(), `${name}-`));
const contentsOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => hashOf('sha256', readFileSync(join(parentPath, name))))
    .toSorted();
const exportDialog = (page: Page, title = 'Cells'): Locator => page.getByRole('dialog', { name: `Export “${title}”` });
const preview = (page: Page, title = 'Cells'): Locator => page.getByRole('heading', { name: `Import “${title}”` });
const titles = async (page: Page): Promise<string[]> => (await ask(page, 'course.list', {})).map(({ title }) => title);

/** A course of a new folder; answers where an archive of it is to go. */
async function makeCourse(studio: Studio) {
  const root = join(temporaryFolder(), 'Cells');
  await openNewCourse(studio.page, root, FILES);
  const target = join(folderIn('out'), 'Cells.lectern.zip');
  await scriptSaveDialog(studio, target);
  return { root, target };
}
async function drop(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  await dropFolder(page, page.getByRole('main'), [path]);
}

test('export, wipe, import: the same outline and the same bytes, with a preview before and one undo after', async () => {
  const first = await openStudio();
  const { root, target } = await makeCourse(first);
  const [shown, bytes] = [await outlineTitles(first.page), contentsOf(root)];
  await first.page.getByRole('button', { name: 'Export…' }).click();
  const dialog = exportDialog(first.page);
  await dialog.getByRole('switch', { name: 'With the history of its steps' }).click();
  await dialog.getByText('4 files').waitFor();
  await expectCleanIn(first, 'export dialog');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await first.page.getByText('Exported “Cells.lectern.zip”').waitFor();
  await expect.poll(() => dialog.count(), soon).toBe(0);
  rmSync(root, { recursive: true });

  const second = await openStudio();
  const { page } = second;
  await drop(page, target);
  await preview(page).waitFor();
  const list = page.getByRole('list', { name: 'What will be imported' });
  await list.getByText('Welcome').waitFor();
  await list.getByText('1 caption · 1 resource').waitFor();
  await page.getByText('Show the history').click();
  await page.getByRole('list', { name: 'History of the course' }).getByText('import of 2 lessons').waitFor();
  await expectCleanIn(second, 'archive preview');
  const apply = page.getByRole('button', { name: 'Import 2 lessons' });
  expect(await apply.isDisabled()).toBe(true);
  expect(await titles(page)).toEqual([]);
  const folder = folderIn('in');
  await scriptFolderPicker(second, folder);
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await apply.click();
  await outline(page).waitFor();
  await expect.poll(() => outlineTitles(page), soon).toEqual(shown);
  expect(contentsOf(folder)).toEqual(bytes);
  await lessonRow(page, 'Welcome').click();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 1);

  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: import of 2 lessons').waitFor();
  await expect.poll(() => titles(page), soon).toEqual([]);
  expect(contentsOf(folder)).toEqual(bytes);
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('Redone: import of 2 lessons').waitFor();
  await openCourse(page, 'Cells');
  await expect.poll(() => outlineTitles(page), soon).toEqual(shown);
});

test('by keyboard alone: Ctrl+Shift+E, Ctrl+Shift+O, and Escape changes nothing', async () => {
  const studio = await openStudio();
  const { page } = studio;
  const { target } = await makeCourse(studio);
  await page.keyboard.press('Control+Shift+E');
  await exportDialog(page).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => exportDialog(page).count(), soon).toBe(0);
  expect(readdirSync(join(target, '..'))).toEqual([]);
  await page.keyboard.press('Control+Shift+E');
  await tabTo(page, 'Export');
  await page.keyboard.press('Enter');
  await page.getByText('Exported “Cells.lectern.zip”').waitFor();

  await scriptFolderPicker(studio, target);
  await page.keyboard.press('Control+Shift+O');
  await preview(page).waitFor();
  await page.getByText('This course is here already.').waitFor();
  await page.getByText('Not needed: every file is on this computer already').waitFor();
  await tabTo(page, 'Import 2 lessons');
  await page.keyboard.press('Enter');
  await outline(page).waitFor();
  await expect.poll(() => titles(page), soon).toEqual(['Cells', 'Cells']);
});

const entries = handArchive();
/** With its first file as it should not be. */
const altered = (change: Partial<HandEntry>): Buffer =>
  zipByHand(entries.files.map((file, at) => (at === 0 ? { ...file, ...change } : file)).concat(entries.text()));
const hostile: readonly (readonly [what: string, content: Buffer, words: string])[] = [
  ['a path', entries.zip([{ name: '../x.mp4', content: Buffer.from('x') }]), 'has a name that leads elsewhere'],
  ['a link', altered({ mode: 0o120777 }), 'there is a link in it'],
  ['a cut', entries.zip().subarray(0, -30), 'its beginning or end is missing'],
  ['another version', handArchive((manifest) => Object.assign(manifest, { version: 99 })).zip(), 'by a newer Lectern'],
  ['something else', zipByHand([{ name: 'x.txt', content: Buffer.from('x') }]), 'is not a course archive'],
];
test('hostile archives are refused on sight, each with its reason and the way on', async () => {
  const studio = await openStudio();
  const { page } = studio;
  for (const [what, content, words] of hostile) {
    await page.getByRole('link', { name: 'Settings', exact: true }).click(); // what was said before goes with its screen
    await drop(page, fileOf(content));
    const note = page.getByRole('alert').filter({ hasText: words });
    await note.waitFor();
    expect(await note.innerText()).toMatch(/Nothing was imported|Lectern writes them/);
    if (what === 'a cut') await expectCleanIn(studio, 'a refused archive');
  }
  expect(await titles(page)).toEqual([]);

  await scriptFolderPicker(studio, fileOf(altered({ flags: 1, method: 8 })));
  await page.getByRole('button', { name: 'Import archive…' }).click();
  await page.getByRole('alert').filter({ hasText: 'a file in it is encrypted' }).waitFor();
});

test('bytes that are not what the manifest says: the import stops and leaves neither a course nor a file', async () => {
  const studio = await openStudio();
  const { page } = studio;
  await drop(page, fileOf(altered({ content: Buffer.from('CONTENT 0') })));
  await preview(page).waitFor();
  const folder = folderIn('in');
  await scriptFolderPicker(studio, folder);
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await page.getByRole('button', { name: 'Import 3 lessons' }).click();
  await page.getByText('the content of a file is not what it should be').waitFor();
  expect([readdirSync(folder), await titles(page)]).toEqual([[], []]);
});

test('a file that is not here is named before the export and after, and again before the import', async () => {
  const studio = await openStudio();
  const { page } = studio;
  const { root, target } = await makeCourse(studio);
  rmSync(join(root, '2 Two/1 - End.mp4'));
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = exportDialog(page);
  await dialog.getByText('1 file is not on this computer as it was').waitFor();
  await dialog.getByText('Which ones').click();
  const names = dialog.getByRole('list', { name: 'Files that stay out' });
  await names.getByText('1 - End.mp4').waitFor();
  expect(await names.innerText()).toContain('not in the cloud either');
  await expectCleanIn(studio, 'export with a missing file');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText('Not in it: 1 - End.mp4').waitFor();

  const other = await openStudio();
  await drop(other.page, target);
  await other.page.getByText('1 file is not in the archive.').waitFor();
  await other.page.getByText('Which ones').click();
  await other.page.getByRole('list', { name: 'Files that are not in the archive' }).getByText('1 - End.mp4').waitFor();
});

test('an export in the background says how it ended where it said that it was going on', async () => {
  const studio = await openStudio();
  const { page } = studio;
  const { target } = await makeCourse(studio);
  await page.getByRole('button', { name: 'Export…' }).click();
  const going = page.getByText('Exporting “Cells”');
  const start = async () => {
    const answer = await holdSaveDialog(studio);
    await exportDialog(page).getByRole('button', { name: 'Export', exact: true }).click();
    await exportDialog(page).getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await page.keyboard.press('Escape'); // the same as the button
    await expect.poll(() => exportDialog(page).count(), soon).toBe(0);
    await going.waitFor();
    return answer;
  };
  const close = await start();
  await close(null);
  await exportDialog(page).waitFor();
  await expect.poll(() => going.count(), soon).toBe(0);
  const save = await start();
  await save(target);
  await page.getByText('Exported “Cells.lectern.zip”').waitFor();
  expect([await going.count(), await exportDialog(page).count()]).toEqual([0, 0]);
  await expect.poll(() => page.getByRole('button', { name: 'Show', exact: true }).count(), soon).toBe(0);
});

test('words without end are cut and do not push anything out of sight', async () => {
  const studio = await openStudio();
  const { page } = studio;
  const long = 'L'.repeat(180);
  const target = join(folderIn('out'), 'Long.lectern.zip');
  await scriptSaveDialog(studio, target);
  await openNewCourse(page, join(temporaryFolder(), 'Cells'), [`1 ${long}/1 - n${long}.mp4`]);
  await page.getByRole('button', { name: 'Export…' }).click();
  await exportDialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText('Exported “').waitFor();
  await drop(page, target);
  const list = page.getByRole('list', { name: 'What will be imported' });
  await list.getByRole('heading', { name: long }).waitFor();
  expect(await list.evaluate(widthOver)).toBe(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
});

/** Presses Tab until the control of that name has the focus; fails after a full round. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (focused.trim() === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches “${name}”`);
}
