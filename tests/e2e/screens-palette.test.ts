import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { openNewCourse, openStudio, outlineTitles, rows, soon } from './screens-rig.ts';

/* The palette in the built app: everything that can be done and gone to, by typing. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  await ask(page, 'course.create', { title: 'Éléments' });
  await openNewCourse(page, join(temporaryFolder(), 'Biology'), ['1 - One/1 - Alpha.mp4', '1 - One/2 - Beta.mp4']);
});
afterAll(() => studio.close());

const palette = (): Locator => page.getByRole('dialog', { name: 'Go to anything' });
const options = (): Locator => palette().getByRole('option');
const shown = async (): Promise<string[]> =>
  (await options().allInnerTexts()).map((words) => words.split('\n').filter(Boolean).join(' · '));
const marked = (): Promise<string> => palette().getByRole('option', { selected: true }).innerText();
const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
const withKeyboard = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[role="row"]')?.querySelector('[data-title]')?.textContent);

async function type(words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  await page.keyboard.type(words);
}

test('a lesson is gone to by the beginning of its words, from anywhere; what was used last is first', async () => {
  await page.getByRole('link', { name: 'Trash' }).click();
  await type('bet bio');
  await expect.poll(shown, soon).toEqual(['Beta · Biology › One']);
  await expectCleanIn(studio, 'palette');
  await page.keyboard.press('Enter');
  await palette().waitFor({ state: 'detached' });
  await expect.poll(withKeyboard, soon).toBe('Beta');
  await type('');
  await expect.poll(async () => (await shown())[0], soon).toBe('Beta · Biology › One');
  await page.keyboard.type('ELEM');
  await expect.poll(shown, soon).toEqual(['Éléments · Course']);
  await options().first().click();
  await page.getByRole('heading', { name: 'Éléments', exact: true }).waitFor();
  await type('');
  await expect.poll(async () => (await shown())[0], soon).toBe('Biology · Course');
  await page.keyboard.press('Escape');
});

test('commands stand there with their keys while they are possible, and the verbs for what is selected', async () => {
  await type('biology');
  await options().first().waitFor();
  await page.keyboard.press('Enter');
  await row('Alpha').click();
  await type('save');
  await palette().getByText('No command, course or lesson is called “save”.').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('rename');
  await expect.poll(shown, soon).toEqual(['Rename · F2']);
  await page.keyboard.press('Escape');
  await expect.poll(withKeyboard, soon).toBe('Alpha');
  await type('move down');
  await page.keyboard.press('Enter');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Beta', 'Alpha']);
  await type('undo');
  await expect.poll(shown, soon).toEqual(['Undo · Ctrl+Z']);
  await page.keyboard.press('Enter');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Alpha', 'Beta']);
  await row('Alpha').click();
  await page.keyboard.press('Delete');
  await type('save');
  await expect.poll(shown, soon).toEqual(['Save changes · Ctrl+S']);
  await page.keyboard.press('Enter');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Beta']);
});

test('? shows the keys, those of the page too, and not while one types; the keyboard goes back', async () => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const lines = (): Promise<string[]> => sheet.locator('tbody tr').allInnerTexts();
  await row('Beta').click();
  await page.keyboard.press('?');
  await sheet.waitFor();
  await expectCleanIn(studio, 'shortcuts');
  await page.keyboard.type('rena?');
  await sheet.getByText('No shortcut fits “rena?”.').waitFor();
  await page.keyboard.press('Backspace');
  await expect.poll(lines, soon).toEqual([expect.stringMatching(/^Rename\s+F2$/)]);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await expect.poll(withKeyboard, soon).toBe('Beta');
});

test('arrows go through it, the button and a second Ctrl+K open and close it', async () => {
  await page.getByRole('button', { name: 'Go to anything…' }).click();
  await palette().waitFor();
  const first = await marked();
  await page.keyboard.press('ArrowDown');
  await expect.poll(marked, soon).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(marked, soon).toBe(first);
  await page.keyboard.press('Control+k');
  await palette().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+n');
  const asked = page.getByRole('dialog', { name: 'New course' });
  await asked.waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  expect(await palette().count()).toBe(0);
});
