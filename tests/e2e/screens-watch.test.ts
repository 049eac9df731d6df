import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropFolder, holdFiles, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { importAll, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { layFolder, openNewCourse, openStudio, outlineTitles, rows, scriptFolderPicker, soon } from './screens-rig.ts';

/*
 * A watched folder in the built app: a recorder writes into it, what it wrote is offered when it is whole, reviewed and
 * imported. One story, in the order in which it happens; the ten seconds of rest are real. After it, what is dropped on
 * a course: its own folder again, and files at a line or on a lesson.
 */
let studio: Studio;
let page: Page;
let home: string;
let exports: string;
let clip: Buffer;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  home = temporaryFolder();
  exports = join(home, 'Exports');
  await mkdir(exports);
  clip = await readFile(join(import.meta.dirname, '../fixtures/media/index-first.mp4'));
  await openNewCourse(page, join(home, 'Anatomy'), ['1 - Basics/1 - Cells.mp4']);
});
afterAll(() => studio.close());

const bar = (name = 'Exports'): Locator => page.getByRole('region', { name: `Watched folder “${name}”` });
const list = (): Locator => page.getByRole('list', { name: 'Watched folders' });
/** Ten seconds of rest, a look, and a machine that does other things. */
const offered = { timeout: 60_000 };

async function openDetails(): Promise<void> {
  await page.getByRole('link', { name: 'Details' }).first().click();
  await page.getByRole('textbox', { name: 'Subtitle' }).waitFor();
}
test('a folder is watched from the menu of the outline, and by keyboard from the details', async () => {
  await scriptFolderPicker(studio, null);
  await rows(page).filter({ hasText: 'Cells' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Watch a folder…' }).click();
  await openDetails();
  await page.getByText('No folder is watched for this course on this computer.').waitFor();
  await scriptFolderPicker(studio, exports);
  await page.getByRole('button', { name: 'Watch a folder…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The folder is watched.').first().waitFor();
  await list().getByText('Exports', { exact: true }).waitFor();
  await list()
    .getByText(/^Watching/)
    .waitFor();
  await expectCleanIn(studio, 'details with a watched folder');
});

test('a recording is said to be growing, and offered when it is whole and at rest', async () => {
  const path = join(exports, '2 - Tissue.mp4');
  await writeFile(path, clip.subarray(0, 2_000));
  await list()
    .getByText(/1 file is still being written/)
    .waitFor();
  // A recorder that pauses longer than any rest: not whole is not offered
  await list()
    .getByText(/1 file cannot be opened, and is offered when it is whole/)
    .waitFor(offered);
  await openCourse(page, 'Anatomy');
  await rows(page).first().waitFor();
  await expect.poll(() => bar().count(), soon).toBe(0);
  await appendFile(path, clip.subarray(2_000));
  await bar().getByText('1 new recording in “Exports”').waitFor(offered);
  await expectCleanIn(studio, 'course with an offer');
});

test('Review, Import: the lesson is at the end of the chapter, and the offer is gone', async () => {
  await bar().getByRole('button', { name: 'Review' }).click();
  await page.getByRole('heading', { name: 'Import “Exports”' }).waitFor();
  await page.getByRole('button', { name: 'Import 1 recording' }).click();
  await rows(page).first().waitFor();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Basics', 'Cells', 'Tissue']);
  await bar().waitFor({ state: 'detached' });
});

test('a re-export is a new version of its lesson, and what is not imported with it is still offered', async () => {
  // Boxes of nothing behind the last one: other bytes, and whole
  const nothing = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('free')]);
  await writeFile(join(exports, '2 - Tissue.mp4'), Buffer.concat([clip, nothing]));
  await writeFile(join(exports, '3 - Organs.mp4'), Buffer.concat([clip, nothing, nothing]));
  await bar().getByText('1 new and 1 re-exported recordings in “Exports”').waitFor(offered);
  await bar().getByRole('button', { name: 'Review' }).click();
  await page.getByText('New version of “Tissue”').waitFor();
  await page.getByRole('checkbox', { name: 'Import “Organs”' }).uncheck();
  await page.getByRole('button', { name: 'Import 1 recording' }).click();
  await rows(page).first().waitFor();
  await bar().getByText('1 new recording in “Exports”').waitFor();
  expect(await outlineTitles(page)).toEqual(['# Basics', 'Cells', 'Tissue']);
});

test('dismissed is not offered again; a folder that is gone says so, and another one can be chosen', async () => {
  await bar().getByRole('button', { name: 'Dismiss' }).click();
  await bar().waitFor({ state: 'detached' });
  const moved = join(home, 'Exports 2');
  await rename(exports, moved);
  await bar()
    .getByText(/the folder was moved, renamed or deleted/)
    .waitFor();
  await scriptFolderPicker(studio, moved);
  await bar().getByRole('button', { name: 'Choose another folder…' }).click();
  await bar().waitFor({ state: 'detached' });
  await openDetails();
  await list().getByText('Exports 2', { exact: true }).waitFor();
  await list().getByRole('button', { name: 'Check now' }).click();
  await list()
    .getByText(/^Watching.*Checked \d/)
    .waitFor();
  await list().getByRole('button', { name: 'More for “Exports 2”' }).focus();
  await page.keyboard.press('Enter');
  const stop = page.getByRole('menuitem', { name: 'Stop watching' });
  await stop.waitFor();
  await page.keyboard.press('End');
  await expect.poll(() => stop.evaluate((item) => item === document.activeElement), soon).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText('No folder is watched for this course on this computer.').waitFor();
});

describe('a folder that is dropped again on its course', () => {
  let root: string;
  const changes = () => page.getByRole('treegrid', { name: 'What will be imported' });
  const row = (title: string): Locator => changes().getByRole('row').filter({ hasText: title });
  const onCourse = (): Locator => page.getByRole('heading', { name: 'Botany', exact: true });

  test('as it was: no changes, and nothing is imported a second time', async () => {
    root = join(home, 'Botany');
    await openNewCourse(page, root, [
      '1 - Basics/1 - Roots.mp4',
      '1 - Basics/2 - Stems.mp4',
      '2 - More/1 - Leaves.mp4',
    ]);
    await dropFolder(page, onCourse(), [root]);
    await page.getByText('No changes').waitFor();
    await page.getByText('All 3 recordings of this folder are in the course as they are.').waitFor();
    await expectCleanIn(studio, 'a folder without changes');
    await page.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# Basics', 'Roots', 'Stems', '# More', 'Leaves']);
  });

  test('new, newer, renamed and missing in one screen; missing is deleted only if it is checked; one undo', async () => {
    await layFolder(root, ['1 - Basics/3 - Flowers.mp4']);
    await appendFile(join(root, '1 - Basics/1 - Roots.mp4'), Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65]));
    await rename(join(root, '1 - Basics/2 - Stems.mp4'), join(root, '1 - Basics/2 - Shoots.mp4'));
    await rm(join(root, '2 - More/1 - Leaves.mp4'));
    // By the folder picker: who cannot drag has the same
    await scriptFolderPicker(studio, root);
    await page.keyboard.press('Control+o');
    await page.getByRole('heading', { name: 'Changes in “Botany”' }).waitFor();
    await page.getByText('1 new · 1 newer · 1 renamed · 1 missing').waitFor();
    await row('New version of “Roots”').waitFor();
    await row('Flowers').getByText('New', { exact: true }).waitFor();
    await row('Was 2 - Stems.mp4: the title goes with it, from “Stems”').getByText('Shoots', { exact: true }).waitFor();
    await row('Leaves').getByText('The lesson stays in the course').waitFor();
    await expectCleanIn(studio, 'changes of a folder');
    await page.getByRole('button', { name: 'Apply 3 changes' }).waitFor();
    await changes().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await row('Leaves').getByText('The lesson goes to the trash').waitFor();
    await page.getByRole('button', { name: 'Apply 4 changes' }).click();
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# Basics', 'Roots', 'Shoots', 'Flowers', '# More']);
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: 4 changes from the folder “Botany”').first().waitFor();
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# Basics', 'Roots', 'Stems', '# More', 'Leaves']);
  });

  test('from where it was moved to: its lessons play from there', async () => {
    await openNewCourse(page, join(home, 'Zoology'), ['1 - Fish.mp4', '2 - Birds.mp4']);
    const there = join(home, 'Drive', 'Zoology');
    await mkdir(join(home, 'Drive'));
    await rename(join(home, 'Zoology'), there);
    await dropFolder(page, page.getByRole('heading', { name: 'Zoology', exact: true }), [there]);
    await page.getByText('2 recordings are in another place now.').waitFor();
    await page.getByRole('button', { name: 'Use them from here' }).click();
    await rows(page).filter({ hasText: 'Fish' }).click();
    const canPlay = (): Promise<boolean> =>
      page.locator('[data-inspector] video').evaluate((video) => (video as HTMLVideoElement).readyState > 0);
    await expect.poll(canPlay, soon).toBe(true);
  });
});

test('files go to the line between rows; one on a lesson asks, with both lengths; the menu has the same', async () => {
  await openNewCourse(page, join(home, 'Lines'), ['1 - First/1 - Ants.mp4', '1 - First/2 - Bees.mp4']);
  const more = await layFolder(join(home, 'Later'), ['Crabs.mp4', 'Dodos.webm', 'Earlier/Emus.mp4']);
  const row = (title: string): Locator => rows(page).filter({ hasText: title });
  const choose = async (title: string, verb: string): Promise<void> => {
    await row(title).click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: verb }).press('Enter');
  };
  const line = page.locator('[data-drop-line]:not([hidden])');
  const between = await holdFiles(page, row('Ants'), [join(more, 'Crabs.mp4'), join(more, 'Dodos.webm')], 0.9);
  await page.getByText('Add to “First” at the line').waitFor();
  expect(await line.count()).toBe(1);
  await between.letGo();
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# First', 'Ants', 'Crabs', 'Dodos', 'Bees']);
  const above = await holdFiles(page, row('First'), [join(more, 'Earlier')], 0.1);
  await page.getByText('Add as the first chapters').waitFor();
  await above.letGo();
  await importAll(page);
  const titles = ['# Earlier', 'Emus', '# First', 'Ants', 'Crabs', 'Dodos', 'Bees'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(titles);

  const on = await holdFiles(page, row('Bees'), [join(more, 'Dodos.webm')]);
  await page.getByText('Replace the video of “Bees”', { exact: true }).waitFor();
  await expect.poll(() => line.count(), soon).toBe(0);
  await on.letGo();
  const asked = page.getByRole('dialog', { name: 'Replace the video of “Bees”?' });
  await asked.getByRole('row', { name: /^Now 2 - Bees\.mp4 0:04/ }).waitFor();
  await asked.getByRole('row', { name: /^New Dodos\.webm 0:03/ }).waitFor();
  await expectCleanIn(studio, 'a video to be replaced');
  await asked.getByRole('button', { name: 'Replace' }).click();
  await row('Bees').getByText('0:03').waitFor();
  await page.getByText('The video of “Bees” was replaced.').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await row('Bees').getByText('0:04').waitFor();
  expect(await outlineTitles(page)).toEqual(titles);

  await scriptFolderPicker(studio, join(more, 'Crabs.mp4'));
  await choose('Bees', 'Replace video…');
  await asked.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => row('Bees').evaluate((one) => one === document.activeElement), soon).toBe(true);
  await choose('Bees', 'Replace video…');
  await asked.getByRole('button', { name: 'Add as a new lesson' }).click();
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual([...titles, 'Crabs']);
  await choose('Ants', 'Add files here…');
  await importAll(page);
  await expect.poll(async () => (await outlineTitles(page)).slice(3, 5), soon).toEqual(['Ants', 'Crabs']);
});
