import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { expectCleanIn } from './axe.ts';
import {
  openNewCourse,
  openStudio,
  outline,
  outlineTitles,
  rows,
  scriptFolderPicker,
  scriptSaveDialog,
  soon,
} from './screens-rig.ts';

/* Texts of a course in bulk: found and replaced, and as a table that goes out and comes back. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
const folderOf = (title: string): string => join(temporaryFolder(), title);
const FILES = ['1 - Cells/1 - A cell.mp4', '1 - Cells/2 - Cell walls.mp4', '2 - Other/1 - Excellent.mp4'];
const AS_IT_WAS = ['# Cells', 'A cell', 'Cell walls', '# Other', 'Excellent'];

test('find and replace by the keyboard: what changes is shown, ticked and replaced in one step; the selection stays', async () => {
  const root = folderOf('Cell biology');
  await openNewCourse(page, root, FILES);
  await row('A cell').click();
  await row('Cell walls').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+Shift+F');
  const dialog = page.getByRole('dialog', { name: 'Find and replace' });
  await page.keyboard.type('cell');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tissue');
  const replace = dialog.getByRole('button', { name: 'Replace', exact: true });
  expect(await replace.isDisabled()).toBe(true);
  await page.keyboard.press('Enter');
  await dialog.getByText('5 places in 5 texts.').waitFor();
  expect(await dialog.getByRole('listitem').first().innerText()).toMatch(
    new RegExp(`${basename(root)} · Title of the course\\s+Cell biology\\s+tissue biology`),
  );
  await dialog.getByRole('checkbox', { name: 'Whole words' }).check();
  // What is shown is always of what stands there.
  await expect.poll(() => dialog.getByRole('listitem').count(), soon).toBe(0);
  await dialog.getByRole('button', { name: 'Find', exact: true }).click();
  await dialog.getByText('3 places in 3 texts.').waitFor();
  await expectCleanIn(studio, 'find and replace');
  await dialog.getByRole('checkbox', { name: 'Replace in “Cell biology”, Title of the course' }).uncheck();
  await dialog.getByRole('button', { name: 'Replace in 2 texts' }).click();
  await page.getByText('Replaced in 2 texts').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  const after = ['# Cells', 'A tissue', 'tissue walls', '# Other', 'Excellent'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(after);
  expect(await outline(page).locator('[aria-selected="true"]').count()).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(AS_IT_WAS);
});

test('a regular expression: a bad one is told beside it, one without an end is stopped, a good one takes its groups along', async () => {
  await openNewCourse(page, folderOf('Patterns'), [
    ...FILES,
    '2 - Other/2 - aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.mp4',
  ]);
  await page.getByRole('button', { name: 'More for the course' }).click();
  await page.getByRole('menuitem', { name: 'Find and replace…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find and replace' });
  const find = dialog.getByRole('textbox', { name: 'Find' });
  for (const texts of ['Titles', 'Subtitles and descriptions'])
    await dialog.getByRole('checkbox', { name: texts, exact: true }).uncheck();
  await find.fill('cell');
  await find.press('Enter');
  await dialog.getByRole('alert').getByText('Check where to look.').waitFor();
  await dialog.getByRole('checkbox', { name: 'Titles', exact: true }).check();
  await dialog.getByRole('checkbox', { name: 'Regular expression' }).check();
  await find.fill('(a');
  await find.press('Enter');
  await dialog.getByRole('alert').getByText('This is no regular expression.').waitFor();
  await find.fill('^(a+)+b$');
  await find.press('Enter');
  await dialog
    .getByRole('alert')
    .getByText(/did not come to an end, and was stopped/)
    .waitFor();
  await find.fill('^(\\w+) (cell|walls)$');
  await dialog.getByRole('textbox', { name: 'Replace with' }).fill('$2, $1');
  await find.press('Enter');
  await dialog.getByText('2 places in 2 texts.').waitFor();
  await dialog.getByRole('button', { name: 'Replace in 2 texts' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await outlineTitles(page)).slice(0, 3), soon)
    .toEqual(['# Cells', 'cell, A', 'walls, Cell']);
});

test('the outline goes out as a table and comes back: what changes is shown first, bad rows by their lines, one undo', async () => {
  await openNewCourse(page, folderOf('Table'), FILES);
  const file = join(temporaryFolder(), 'outline.csv');
  await scriptSaveDialog(studio, file);
  await page.getByRole('button', { name: 'More for the course' }).click();
  await page.getByRole('menuitem', { name: 'Export outline as CSV…' }).click();
  await page.getByText('Saved as “outline.csv”').first().waitFor();
  const [head = '', cells = '', first = '', second = '', other = '', third = ''] = (await readFile(file, 'utf8')).split(
    '\r\n',
  );
  // As a person does in a spreadsheet: a lesson goes to another chapter, one is renamed and opens later, one is new.
  const changed = [
    head,
    cells,
    second.replace('Cell walls', '"\'=Walls"').replace(',ready,no,,', ',draft,no,7,'),
    other,
    first,
    third.replace(',ready,', ',done,'),
    ',lesson,Summary,text,,,,,',
  ];
  await writeFile(file, changed.join('\n'));
  await scriptFolderPicker(studio, file);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('outline from csv');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import outline from CSV' });
  await dialog.getByText('1 new · 1 changed · 1 moved').waitFor();
  await dialog
    .getByText('“done” is no status: ready or draft. It stays as it is; the rest of the row is taken.')
    .waitFor();
  await dialog.getByText('Line 6').waitFor();
  await expectCleanIn(studio, 'outline from a table');
  await dialog.getByRole('button', { name: 'Apply 3 changes' }).click();
  await page.getByText('Applied 3 changes of the table').first().waitFor();
  const after = ['# Cells', '=Walls', '# Other', 'A cell', 'Excellent', 'Summary'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(after);
  await page.keyboard.press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(AS_IT_WAS);

  // Put down on the outline, without one of the rows: it stays unless it is to go.
  await writeFile(file, [head, cells, first, other, third].join('\n'));
  await dropFolder(page, outline(page), [file]);
  await dialog.getByText('1 is not in the table: “Cell walls”').waitFor();
  expect(await dialog.getByRole('button', { name: 'Apply 0 changes' }).isDisabled()).toBe(true);
  await dialog.getByRole('checkbox', { name: 'Delete it' }).check();
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(AS_IT_WAS.filter((title) => title !== 'Cell walls'));
});
