import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { keyboardOf } from './keyboard-hands.ts';
import {
  copyText,
  openStudio,
  outline,
  outlineTitles,
  scriptFolderPicker,
  scriptSaveDialog,
  soon,
  spoken,
  struckTitles,
} from './screens-rig.ts';

/* A course made and edited without a mouse: only keys are pressed here, everything else is looked at. */
let studio: Studio;
let page: Page;
let hands: ReturnType<typeof keyboardOf>;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  hands = keyboardOf(page);
});
afterAll(() => studio.close());

const titles = (): Promise<string[]> => outlineTitles(page);
const selected = (): Promise<string[]> =>
  outline(page)
    .locator('[aria-selected=true]')
    .evaluateAll((all) =>
      all
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((one) => one.querySelector('[data-title]')?.textContent ?? ''),
    );
const shows = (words: string): Promise<void> => page.getByText(words).first().waitFor();

async function newCourse(title: string): Promise<void> {
  // Whatever a test before has left open.
  await hands.press('Escape', 'Control+n');
  await hands.arrives('Title');
  await hands.type(title);
  await hands.press('Enter');
  await page.getByRole('heading', { name: title, exact: true }).waitFor();
}

/** Adds chapters (`# One`) and lessons with the keys for it, each title typed at once. */
async function add(...parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    const isChapter = part.startsWith('# ');
    await hands.press(isChapter ? 'Control+Shift+Enter' : 'Control+Enter');
    await hands.arrives(isChapter ? 'Title of the chapter' : 'Title of the lesson');
    await hands.type(isChapter ? part.slice(2) : part);
    await hands.press('Enter');
    await hands.arrives(isChapter ? part.slice(2) : part);
  }
}

test('courses: made, renamed, duplicated, deleted, selected, and restored from the trash', async () => {
  const { length: before } = await ask(page, 'course.list', {});
  await newCourse('Botany');
  await newCourse('Zoology');
  await hands.command('Courses');
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  // At the course one comes from
  await hands.arrives('Zoology', 'row');
  await hands.press('F2');
  await hands.arrives('Title');
  await hands.type('Animals');
  await hands.press('Enter');
  await hands.arrives('Animals');
  await hands.press('Control+d');
  await shows('Duplicated as “Animals copy”');
  await hands.press('Control+a');
  await shows(`${String(before + 3)} selected`);
  await hands.press('Escape');
  await hands.goTo('Animals copy', 'ArrowRight');
  await hands.press('Delete');
  await shows('Deleted “Animals copy”');
  await expect.poll(async () => (await hands.where())?.role ?? null, soon).not.toBe(null);
  await hands.command('Trash');
  await page.getByRole('heading', { name: 'Trash', exact: true }).waitFor();
  await hands.goTo('Restore “Animals copy”');
  await hands.press('Enter');
  await shows('Restored “Animals copy”');
  await hands.press('Control+z');
  await page.getByRole('button', { name: 'Restore “Animals copy”' }).waitFor();
  const { length } = await ask(page, 'course.list', {});
  expect(length).toBe(before + 2);
});

test('outline: added, renamed in a chain, selected, and moved: by steps, to a place with a name, several as a block', async () => {
  await newCourse('Cells');
  await add('# One', 'A', 'B', 'C', '# Two', 'D', 'E');
  const whole = ['# One', 'A', 'B', 'C', '# Two', 'D', 'E'];
  await expect.poll(titles, soon).toEqual(whole);
  // Renamed in a chain; where nothing was changed nothing is written.
  await hands.press('Home');
  await hands.arrives('One');
  await hands.press('F2', 'Tab');
  await hands.type('Alpha');
  await hands.press('Tab');
  await hands.type('Beta');
  await hands.press('Enter');
  await hands.arrives('Beta');
  await expect.poll(titles, soon).toEqual(['# One', 'Alpha', 'Beta', 'C', '# Two', 'D', 'E']);
  // Selected by keys: a range, one more, all, one again.
  await hands.press('Shift+ArrowDown');
  await expect.poll(selected, soon).toEqual(['Beta', 'C']);
  await hands.press('Control+ArrowDown', 'Control+ArrowDown', 'Control+Space');
  await expect.poll(selected, soon).toEqual(['Beta', 'C', 'D']);
  await hands.press('Control+a');
  await expect.poll(selected, soon).toEqual(['Alpha', 'Beta', 'C', 'D', 'E']);
  await hands.press('Escape');
  await expect.poll(selected, soon).toEqual(['D']);
  // Moved by steps, as a block, and to a place with a name.
  await hands.press('Home', 'ArrowDown', 'Shift+ArrowDown', 'Alt+ArrowDown');
  await expect.poll(() => spoken(page), soon).toBe('2 lessons: from 2 of 3 in “One”');
  await expect.poll(titles, soon).toEqual(['# One', 'C', 'Alpha', 'Beta', '# Two', 'D', 'E']);
  await hands.press('Control+Shift+m');
  await hands.arrives('Chapter or course');
  await hands.type('two');
  await page.getByRole('option').first().getByText('Two').waitFor();
  await hands.goTo('At the end');
  // A finger is longer on a key than a test: a choice among few follows only a key that is still down.
  await page.keyboard.down('ArrowLeft');
  await hands.arrives('At the start');
  await page.keyboard.up('ArrowLeft');
  await hands.goTo('Move 2 lessons');
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual(['# One', 'C', '# Two', 'Alpha', 'Beta', 'D', 'E']);
  expect(await selected()).toEqual(['Alpha', 'Beta']);
  await hands.arrives('Alpha');
  await hands.press('Home', 'Alt+Shift+ArrowDown');
  await expect.poll(titles, soon).toEqual(['# Two', 'Alpha', 'Beta', 'D', 'E', '# One', 'C']);
});

test('outline: duplicated, deleted with Save changes, restored from the trash to its place; steps taken back', async () => {
  await newCourse('Tissues');
  await add('# Two', 'Alpha', '# One', 'C');
  await hands.press('ArrowUp');
  await hands.arrives('One');
  await hands.press('Control+d');
  await expect.poll(titles, soon).toEqual(['# Two', 'Alpha', '# One', 'C', '# One copy', 'C']);
  await hands.arrives('One copy');
  // Deleted with Save changes, brought back from the trash to where it was.
  await hands.press('Delete');
  await expect.poll(() => struckTitles(page), soon).toEqual(['One copy', 'C']);
  await hands.press('Control+z');
  await expect.poll(() => struckTitles(page), soon).toEqual([]);
  await hands.press('Control+y');
  await expect.poll(() => struckTitles(page), soon).toEqual(['One copy', 'C']);
  await hands.press('Control+s');
  const without = ['# Two', 'Alpha', '# One', 'C'];
  await expect.poll(titles, soon).toEqual(without);
  await hands.arrives('C');
  await hands.command('Trash');
  await hands.goTo('Restore “One copy”');
  await hands.press('Enter');
  await shows('Restored “One copy”');
  await hands.press('Control+k');
  await hands.arrives('Command, course or lesson');
  await hands.type('Tissues');
  await page.getByRole('option').first().getByText('Tissues', { exact: true }).waitFor();
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual([...without, '# One copy', 'C']);
  // Back by the panel, to before it was restored.
  await hands.press('Control+Shift+h');
  await hands.arrives(/^“One copy” back from the trash/);
  await hands.press('ArrowDown', 'Enter');
  await hands.arrives(/^deletion of “One copy”You are here/);
  await hands.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(titles, soon).toEqual(without);
  await hands.arrives(/./, 'row');
});

test('course details by keys: fields, objectives, choices, and Save changes', async () => {
  await newCourse('Optics');
  await hands.goTo('Details');
  await hands.press('Enter');
  await page.getByRole('textbox', { name: 'Subtitle' }).waitFor();
  await hands.goTo('Subtitle');
  await hands.type('Light as it is');
  await hands.goTo('Objective 1');
  await hands.type('First');
  await hands.press('Enter');
  await hands.type('Second');
  await hands.goTo('Level');
  await hands.press('Enter');
  await page.getByRole('option', { name: 'Beginner' }).waitFor();
  await hands.type('beg');
  await hands.arrives('Beginner', 'option');
  await hands.press('Enter');
  await hands.arrives('Level');
  await hands.goTo('Save changes');
  await hands.press('Enter');
  await shows('All changes saved');
  await hands.arrives(/./, 'main');
  const courseId = (await ask(page, 'course.list', {})).find(({ title }) => title === 'Optics')?.courseId;
  if (!courseId) throw new Error('no course');
  const saved = await ask(page, 'course.getDetails', { courseId });
  expect(saved).toMatchObject({ subtitle: 'Light as it is', objectives: ['First', 'Second'], level: 'beginner' });
});

test('many lessons by keys: lines pasted, edited together, found and replaced, out as a table and in again', async () => {
  await newCourse('Many');
  await add('# One', 'A', 'B');
  await hands.press('ArrowUp', 'Shift+ArrowDown');
  await copyText(page, 'Cell\nCell wall');
  await hands.press('Control+v');
  await hands.goToButton('Rename 2 lessons');
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual(['# One', 'Cell', 'Cell wall']);
  await hands.arrives(/^Cell/);
  await hands.press('Control+e');
  await hands.arrives('Titles');
  await hands.type('{n} {title}');
  await hands.goTo('Status');
  await hands.press('Enter');
  await page.getByRole('option', { name: 'Draft', exact: true }).waitFor();
  await hands.type('dr');
  await hands.arrives('Draft', 'option');
  await hands.press('Enter');
  await hands.arrives('Status');
  await hands.goToButton('Change 2 lessons');
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual(['# One', '1 Cell', '2 Cell wall']);
  await hands.arrives(/Cell/);
  expect(await selected()).toEqual(['1 Cell', '2 Cell wall']);
  await hands.press('Control+Shift+f');
  await hands.arrives('Find');
  await hands.type('Cell');
  await hands.press('Tab');
  await hands.type('Tissue');
  await hands.press('Enter');
  await hands.goToButton('Replace in 2 texts');
  await hands.press('Enter');
  const replaced = ['# One', '1 Tissue', '2 Tissue wall'];
  await expect.poll(titles, soon).toEqual(replaced);
  await hands.arrives(/Tissue/);
  const file = join(temporaryFolder(), 'many.csv');
  await scriptSaveDialog(studio, file);
  await hands.command('Export outline as CSV…');
  await shows('Saved as “many.csv”');
  await hands.arrives(/Tissue/);
  await writeFile(file, (await readFile(file, 'utf8')).replace('2 Tissue wall', 'Walls'));
  await scriptFolderPicker(studio, file);
  await hands.command('Import outline from CSV…');
  await hands.goToButton('Apply 1 change');
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual(['# One', '1 Tissue', 'Walls']);
  await hands.arrives(/Tissue|Walls/);
  await hands.press('Control+z');
  await expect.poll(titles, soon).toEqual(replaced);
});

test('a lesson of another kind and the versions by menus that are opened with keys', async () => {
  await newCourse('Kinds');
  await add('# One');
  await hands.goTo('Add', 'Shift+Tab');
  await hands.press('Enter');
  await page.getByRole('menuitem', { name: 'Text lesson' }).waitFor();
  await hands.goTo(/^Text lesson/, 'ArrowDown');
  await hands.press('Enter');
  await hands.arrives('Title of the lesson');
  await hands.type('Reading');
  await hands.press('Enter');
  await hands.arrives('Reading');
  await hands.goTo('More for the course', 'Shift+Tab');
  await hands.press('Enter');
  await page.getByRole('menuitem', { name: 'Versions' }).waitFor();
  await hands.goTo('Versions', 'ArrowDown');
  await hands.press('Enter');
  await page.getByRole('heading', { name: /^Versions/ }).waitFor();
  await hands.arrives(/./, 'main');
  await expect.poll(() => outline(page).count(), soon).toBe(0);
});
