import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { setWindowSize } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { importFolder, layFolder, widthOver, soon, spoken } from './screens-rig.ts';
import { openSendingStudio, startStorage } from './uploads-rig.ts';

/* The page of the queue in the built app, by mouse and by keyboard. Everything is paused: the order stands still. */
let b2: B2Sandbox;
let studio: Studio;
let page: Page;
const files = ['1 - One.mp4', '2 - Two.mp4', '3 - Three.mp4', '4 - Four.mp4', '5 - Five.mp4'];

beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  page = studio.page;
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

const grid = (): Locator => page.getByRole('grid', { name: 'Queue' });
const row = (file: string): Locator => grid().getByRole('row').filter({ hasText: file });
/** What a row that is not selected is dragged by. */
const nameOf = (file: string): Locator => row(file).locator('[data-title]');
const bar = (): Locator => page.getByRole('toolbar', { name: /selected/ });
const verb = (name: string): Locator => bar().getByRole('button', { name, exact: true });
const order = async (): Promise<string> =>
  (await ask(page, 'upload.list', {})).map(({ fileName }) => fileName.slice(0, 1)).join('');
const displayed = async (): Promise<string> =>
  (await grid().getByRole('row').allInnerTexts()).map((text) => text.slice(0, 1)).join('');
const selected = async (): Promise<string> =>
  (await grid().getByRole('row', { selected: true }).allInnerTexts()).map((text) => text.slice(0, 1)).join('');

/** Five paused uploads, in order. */
beforeEach(async () => {
  await ask(page, 'upload.resumeAll', {});
  await expect
    .poll(async () => {
      const { total, ready } = await ask(page, 'upload.getSummary', {});
      return total - ready;
    }, soon)
    .toBe(0);
  await ask(page, 'upload.clearDone', {});
  await ask(page, 'upload.pauseAll', {});
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Course'), files));
  await expect.poll(order, soon).toBe('12345');
  if ((await grid().count()) === 0) await page.getByRole('link', { name: 'All uploads' }).click();
  await row('5 - Five.mp4').waitFor();
});

test('several selected by mouse; the order changed by buttons and keys, said, and kept', async () => {
  await row('4 - Four.mp4').click({ position: { x: 5, y: 5 } });
  await row('5 - Five.mp4').click({ position: { x: 5, y: 5 }, modifiers: ['Shift'] });
  await bar().getByText('2 selected').waitFor();
  await verb('Send first').click();
  await expect.poll(order, soon).toBe('45123');
  await verb('Move down').click();
  await expect.poll(order, soon).toBe('14523');
  expect(await spoken(page)).toBe('2 uploads moved, from number 2 of 5');
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => spoken(page), soon).toBe('Already first');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order, soon).toBe('41523');
  await nameOf('2 - Two.mp4').dragTo(row('4 - Four.mp4'), { targetPosition: { x: 40, y: 4 } });
  await expect.poll(order, soon).toBe('24153');
  // Selected rows are dragged together, from anywhere in one of them.
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  await row('3 - Three.mp4').click({ position: { x: 5, y: 5 }, modifiers: ['Control'] });
  await row('3 - Three.mp4').dragTo(row('2 - Two.mp4'), { targetPosition: { x: 40, y: 4 } });
  await expect.poll(order, soon).toBe('13245');
  await expect.poll(selected, soon).toBe('13');
});

test('the keyboard alone: ranges, all, cancel with Delete and taken back, a filter that hides what is selected', async () => {
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  // Where nothing is selected the row with the keyboard is meant.
  await page.keyboard.press('Escape');
  await expect.poll(selected, soon).toBe('');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order, soon).toBe('21345');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order, soon).toBe('12345');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(selected, soon).toBe('23');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press(' ');
  await expect.poll(selected, soon).toBe('235');
  await page.keyboard.press('Delete');
  await page.getByText('3 files are not uploaded.').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await row('2 - Two.mp4').getByText('Cancelled').waitFor({ state: 'detached' });
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).paused, soon).toBe(5);
  await row('2 - Two.mp4').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+a');
  await bar().getByText('5 selected').waitFor();
  await page.getByRole('radio', { name: /^Failed/ }).click();
  await bar().getByText('5 selected, 5 hidden').waitFor();
  await page.getByText('No upload is under “Failed”.').waitFor();
  await page.getByRole('button', { name: 'Show all uploads' }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).first().click();
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).ready, soon).toBe(5);
});

test('a menu on one of several is of all of them; on another it is of that one alone; Enter goes to the lesson', async () => {
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  await row('3 - Three.mp4').click({ position: { x: 5, y: 5 }, modifiers: ['Control'] });
  await row('3 - Three.mp4').click({ button: 'right', position: { x: 5, y: 5 } });
  await page.getByRole('menuitem', { name: 'Resume' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).ready, soon).toBe(2);
  await row('4 - Four.mp4').click({ button: 'right', position: { x: 5, y: 5 } });
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect.poll(async () => (await order()).indexOf('4') < (await order()).indexOf('2'), soon).toBe(true);
  await row('4 - Four.mp4').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect
    .poll(() => inspector.getByRole('textbox', { name: 'Title of the lesson' }).inputValue(), soon)
    .toBe('Four');
});

test('several are paused together', async () => {
  await b2.faults.away({ mode: 'refuse' });
  try {
    await ask(page, 'upload.resumeAll', {});
    await row('2 - Two.mp4').click({ position: { x: 5, y: 5 } });
    await row('4 - Four.mp4').click({ position: { x: 5, y: 5 }, modifiers: ['Shift'] });
    await expect.poll(() => verb('Pause').getAttribute('aria-disabled'), soon).toBeNull();
    await verb('Pause').click();
    await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).paused, soon).toBe(3);
    for (const file of ['2 - Two.mp4', '3 - Three.mp4', '4 - Four.mp4'])
      await row(file).getByText('Paused', { exact: true }).waitFor();
  } finally {
    await b2.faults.back();
  }
});

test('keys in the menu of a row are the menu’s own, and it moves that row, wherever the selection is', async () => {
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  await row('4 - Four.mp4').getByRole('button', { name: 'More for “4 - Four.mp4”' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await page.keyboard.press('End');
  await expect.poll(selected, soon).toBe('1');
  await page.getByRole('menuitem', { name: 'Move up' }).press('Enter');
  await expect.poll(order, soon).toBe('12435');
  await expect.poll(selected, soon).toBe('1');
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).paused, soon).toBe(5);
});

test('dragged below the last one that is to be sent it goes there, whatever is stored below', async () => {
  await row('1 - One.mp4').getByRole('button', { name: 'Resume' }).click();
  await expect.poll(displayed, soon).toBe('23451');
  await nameOf('2 - Two.mp4').dragTo(row('5 - Five.mp4'), { targetPosition: { x: 40, y: 40 } });
  await expect.poll(order, soon).toBe('34521');
});

test('the keyboard stays: when its row leaves, and on a button that went off', async () => {
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? (activeElement as HTMLElement).innerText.slice(0, 1);
    });
  await page.getByRole('radio', { name: /^Waiting/ }).click();
  await row('2 - Two.mp4').click({ position: { x: 5, y: 5 } });
  const second = (await ask(page, 'upload.list', {}))[1];
  if (!second) throw new Error('no second upload');
  await ask(page, 'upload.resume', { uploadIds: [second.snapshot.uploadId] });
  await expect.poll(focused, soon).toBe('3');
  await page.keyboard.press('ArrowDown');
  await expect.poll(selected, soon).toBe('4');
  await page.getByRole('radio', { name: /^All/ }).click();
  await row('4 - Four.mp4').click({ position: { x: 5, y: 5 } });
  await verb('Resume').press('Enter');
  await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).ready, soon).toBe(2);
  await expect.poll(() => verb('Resume').isDisabled(), soon).toBe(true);
  expect(await focused()).toBe('Resume');
});

test('nothing sticks out of a small window, and axe finds nothing in both themes', async () => {
  await row('1 - One.mp4').click({ position: { x: 5, y: 5 } });
  await setWindowSize(studio, { width: 1024, height: 700 });
  await expectCleanIn(studio, 'queue page in a small window');
  expect(await grid().evaluate(widthOver)).toBe(0);
  // A short name beside much room was cut for good, once its own cell had been drawn around a cut one.
  expect(await grid().locator('bdi[aria-hidden]').allInnerTexts()).toEqual([]);
});

test('a list that was scrolled is entered by Tab where it is', async () => {
  const more = Array.from({ length: 40 }, (_, at) => `${String(at + 10)} - More.mp4`);
  await importFolder(page, await layFolder(join(temporaryFolder(), 'More'), more));
  await expect.poll(() => grid().getAttribute('aria-rowcount'), soon).toBe('45');
  await grid().evaluate((list) => list.scrollTo(0, 1_200));
  const wayIn = grid().locator('[role="row"][tabindex="0"]');
  await expect.poll(async () => Number(await wayIn.getAttribute('aria-rowindex')), soon).toBeGreaterThan(20);
});
