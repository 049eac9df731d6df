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
  await expect.poll(() => palette().count(), soon).toBe(0);
});

/** The accelerator that the application's menu shows for an item. */
const accelerator = (words: string): Promise<string | undefined> =>
  studio.app.evaluate(
    ({ Menu }, label) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find((item) => item.label === label)?.accelerator as string | undefined,
    words,
  );
const keysOf = (command: string): Locator => page.getByRole('row', { name: command }).getByRole('button').first();

test('keys are changed in the settings: refused with the reason, taken over, in force everywhere at once, and reset', async () => {
  const opening = studio.app.waitForEvent('window');
  await page.keyboard.press('Control+Shift+n');
  const other = await opening;
  await other.getByRole('searchbox', { name: 'Search courses' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('link', { name: 'Change keys…' }).click();
  await keysOf('Search').click();
  await page.keyboard.press('Control+c');
  await page.getByText('Ctrl+C edits text. Press other keys.').waitFor();
  await page.keyboard.press('Control+w');
  const ofSystem = page.getByText('Ctrl+W belongs to the system or the window. Press other keys.');
  await ofSystem.waitFor();
  // Escape leaves it as it is, while keys are waited for and when it is asked whose they are to be.
  await page.keyboard.press('Escape');
  await ofSystem.waitFor({ state: 'detached' });
  const here = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '');
  await expect.poll(here, soon).toBe('Search: Ctrl+F. Change');
  await page.keyboard.press('Enter');
  await expect.poll(here, soon).toBe('Search: Press keys… Esc leaves it as it is');
  await page.keyboard.press('Control+j');
  await page.getByText('Ctrl+J is “Upload queue”.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(here, soon).toBe('Search: Ctrl+F. Change');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+j');
  await page.getByText('Ctrl+J is “Upload queue”.').waitFor();
  await expectCleanIn(studio, 'keyboard');
  await page.getByRole('button', { name: 'Take it over' }).click();
  await expect.poll(() => keysOf('Search').innerText(), soon).toBe('Ctrl+J');
  await expect.poll(() => keysOf('Upload queue').innerText(), soon).toBe('None');
  await expect.poll(() => accelerator('Search'), soon).toBe('CmdOrCtrl+J');
  await keysOf('Rename').click();
  await page.keyboard.press('F6');
  await expect.poll(() => keysOf('Rename').innerText(), soon).toBe('F6');
  const searched = () => other.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await other.keyboard.press('Control+j');
  await expect.poll(searched, soon).toBe('Search courses');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('biology');
  await page.keyboard.press('Enter');
  await row('Beta').click();
  await type('rename');
  await expect.poll(shown, soon).toEqual(['Rename · F6']);
  await page.keyboard.press('Escape');
  await expect.poll(withKeyboard, soon).toBe('Beta');
  await page.keyboard.press('F6');
  await rows(page).getByRole('textbox').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('link', { name: 'Change keys…' }).click();
  await page.getByRole('button', { name: 'Reset “Search”' }).click();
  await expect.poll(() => keysOf('Upload queue').innerText(), soon).toBe('Ctrl+J');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(() => keysOf('Rename').innerText(), soon).toBe('F2');
  await other.close();
});

/** What the buttons of the screen's toolbars, the menus behind them and the menu of the selected row are called. */
async function commandsOnScreen(rowMenu: Locator | null): Promise<string[]> {
  const bars = page.locator('main header, main [role="toolbar"]');
  const words = (all: Element[]): string[] =>
    all
      .filter((one) => !one.matches(':disabled, [aria-disabled="true"], [role="radio"], [type="submit"]'))
      .map((one) => one.getAttribute('aria-label') ?? one.textContent ?? '');
  const plain = await bars.locator('button:not([aria-haspopup]), a').evaluateAll(words);
  const menus = await bars.locator('button[aria-haspopup="menu"]').all();
  const inMenus: string[] = [];
  const readMenu = async (): Promise<void> => {
    const items = page.getByRole('menu').getByRole('menuitem');
    await items.first().waitFor();
    const branches = page.getByRole('menuitem').and(page.locator('[aria-haspopup]'));
    const heads = await branches.allInnerTexts();
    const all = await items.evaluateAll((found) => found.map((item) => item.querySelector('span')?.textContent ?? ''));
    inMenus.push(...all.filter((one) => !heads.includes(one)));
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  for (const menu of menus) {
    await menu.click();
    await readMenu();
  }
  if (rowMenu) {
    await rowMenu.click({ button: 'right' });
    await readMenu();
  }
  return [...plain, ...inMenus].map((one) => one.trim()).filter(Boolean);
}

/** Commands whose words are longer where no course stands around them. */
const longer: Readonly<Record<string, string>> = { 'Export…': 'Export course…', 'Import…': 'Import folder…' };

/** What of it the palette has not. */
async function missingInPalette(rowMenu: Locator | null = null): Promise<string[]> {
  const commands = await commandsOnScreen(rowMenu);
  await page.keyboard.press('Control+k');
  await options().first().waitFor();
  const offered = await options().locator('span:first-of-type').allInnerTexts();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
  expect(commands.length).toBeGreaterThan(0);
  const isOffered = (words: string): boolean => offered.some((one) => one === words || one.endsWith(`› ${words}`));
  return commands.filter((words) => !isOffered(words) && !isOffered(longer[words] ?? words));
}

test('what toolbars and menus of a screen can do is in the palette there', async () => {
  const missing: Record<string, string[]> = {};
  const goTo = async (words: string): Promise<void> => {
    await type(words);
    await options().first().waitFor();
    await page.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
  };
  await goTo('biology');
  await row('Beta').click();
  missing['outline'] = await missingInPalette(row('Beta'));
  await goTo('versions');
  await page.getByRole('button', { name: 'Keep a version' }).click();
  await page.keyboard.type('First');
  await page.keyboard.press('Enter');
  await page
    .getByRole('list', { name: 'Versions' })
    .getByRole('button', { name: /^First/ })
    .waitFor();
  missing['versions'] = await missingInPalette();
  await goTo('preview as a student');
  const begin = page.getByRole('link', { name: 'Start with the first lesson' });
  await begin.waitFor();
  await goTo('start with');
  await begin.waitFor({ state: 'detached' });
  await goTo('settings › backups');
  await page.getByRole('heading', { name: 'Backups', exact: true }).waitFor();
  await goTo('courses');
  const course = page.getByRole('grid', { name: 'Courses' }).getByRole('row').filter({ hasText: 'Éléments' });
  await course.click();
  missing['courses'] = await missingInPalette(course);
  await goTo('duplicate');
  await page.getByRole('row', { name: /Éléments.*copy/i }).click();
  await goTo('delete');
  await goTo('trash');
  await page.getByRole('button', { name: 'Empty trash' }).waitFor();
  missing['trash'] = await missingInPalette();
  await goTo('upload queue');
  await page.getByRole('heading', { level: 1, name: 'Upload queue' }).waitFor();
  expect(missing).toEqual({ outline: [], versions: [], courses: [], trash: [] });
});
