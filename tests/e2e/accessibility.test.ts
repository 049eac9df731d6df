import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSampleCourse } from '../fixtures/sample-course.ts';
import { setTheme, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { dropOnCourseList, importAll, lessonRow, openSettings } from '../story/steps.ts';
import { openStudio } from './screens-rig.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = ['light', 'dark'] as const;

let studio: Studio;
let page: Page;
let folder: string;
beforeAll(async () => {
  studio = await openStudio();
  ({ page } = studio);
  folder = (await makeSampleCourse(temporaryFolder())).root;
});
afterAll(() => studio.close());

/** What axe finds on the screen as it stands, one line per fault. */
async function faults(): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The same screen must be clean in both themes; contrast is part of it. */
async function expectClean(screen: string): Promise<void> {
  for (const theme of THEMES) {
    await setTheme(studio.app, theme);
    await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    // Colours on their way from one theme to the other have no contrast of their own.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ effect }) => effect?.getComputedTiming().iterations === Infinity),
    );
    expect(await faults(), `${screen}, ${theme}`).toEqual([]);
  }
}

test('the empty course list', async () => {
  await page.getByRole('button', { name: 'Choose a folder…' }).waitFor();
  await expectClean('empty course list');
});

test('the import preview, the course and its inspector', async () => {
  await dropOnCourseList(page, folder);
  await page.getByText('What is a cell').first().waitFor();
  await expectClean('import preview');
  await importAll(page);
  await expectClean('course');
  await lessonRow(page, 'Welcome').click();
  await page.locator('video').waitFor();
  await expectClean('inspector');
});

test('details, the filled course list and every page of the settings', async () => {
  await page
    .getByRole('link', { name: 'Details' })
    .or(page.getByRole('button', { name: 'Details' }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Subtitle' }).waitFor();
  await expectClean('details');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: 'Cell Biology' }).first().waitFor();
  await expectClean('course list');
  for (const section of ['Account', 'Storage', 'Appearance'] as const) {
    await openSettings(page, section);
    await expectClean(`settings, ${section}`);
  }
});

test('the main job by keyboard alone: choose a folder, look, import, rename, undo', async () => {
  const keyboard = await openStudio();
  try {
    const { app, page: view } = keyboard;
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, folder);
    await view.getByRole('button', { name: 'Choose a folder…' }).waitFor();
    await tabTo(view, 'Choose a folder…');
    await view.keyboard.press('Enter');
    await view.getByRole('heading', { name: /^Import “/ }).waitFor();
    await tabTo(view, 'Import 8 lessons');
    await view.keyboard.press('Enter');
    const outline = view.getByRole('treegrid', { name: 'Outline' });
    await outline.waitFor();
    await tabInto(view, 'treegrid');
    await view.keyboard.press('ArrowDown');
    await view.keyboard.press('F2');
    await view.getByRole('textbox', { name: /title/i }).first().waitFor();
    await view.keyboard.type('Hello');
    await view.keyboard.press('Enter');
    await outline.getByText('Hello').waitFor();
    await view.keyboard.press('Control+z');
    await outline.getByText('Hello').waitFor({ state: 'detached' });
    await outline.getByText('Welcome').waitFor();
  } finally {
    await keyboard.close();
  }
});

const focusedName = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '';

/** Presses Tab until the control of that name has the focus; fails after a full round. */
async function tabTo(view: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await view.evaluate(focusedName)).trim() === name) return;
    await view.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches “${name}”`);
}

async function tabInto(view: Page, role: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await view.evaluate((wanted) => document.activeElement?.closest(`[role=${wanted}]`) != null, role)) return;
    await view.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches a ${role}`);
}
