import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { setWindowSize, untilDrawn } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse, openSettings } from '../story/steps.ts';
import { importFolder, layFolder, openStudio, rows, scriptFolderPicker, widthOver } from './screens-rig.ts';

/* What a person may need of the window: to see where the keyboard is, less motion, larger letters. */
const ZOOM = 2;
/** In CSS pixels at 200 %: a window of 1024 × 700. */
const ZOOMED = { width: 512, height: 350 };
let studio: Studio;
let page: Page;
let folder: string;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  folder = await layFolder(join(temporaryFolder(), 'Cells'), ['1 - One/1 - Alpha.mp4', '1 - One/2 - Beta.mp4']);
  await importFolder(page, folder);
});
beforeEach(() => page.getByRole('link', { name: 'Courses' }).first().click());
afterAll(() => studio.close());

const picture = async (): Promise<string> =>
  createHash('sha1')
    .update(await page.screenshot())
    .digest('hex');
const focused = () => {
  const at = document.activeElement;
  return at === null || at === document.body
    ? null
    : `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent ?? ''}`;
};

/** Goes through a screen by Tab; answers the stops at which nothing on screen shows where the keyboard is. */
async function unseenStops(stops: number): Promise<{ unseen: string[]; seen: number }> {
  const unseen: string[] = [];
  let seen = 0;
  for (let at = 0; at < stops; at += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(focused);
    if (name === null) continue; // between the last stop and the first
    await untilDrawn(page);
    const withFocus = await picture();
    // The place in the tab order stays when the focus goes.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await untilDrawn(page);
    if ((await picture()) === withFocus) unseen.push(name.slice(0, 60));
    else seen += 1;
  }
  return { unseen, seen };
}

test('the keyboard is seen at every stop of every screen', async () => {
  await page.getByRole('link', { name: 'Cells' }).waitFor();
  expect(await unseenStops(14)).toMatchObject({ unseen: [], seen: expect.toSatisfy((n: number) => n > 7) });
  await openCourse(page, 'Cells');
  expect(await unseenStops(13)).toMatchObject({ unseen: [] });
  await openSettings(page, 'Account');
  expect(await unseenStops(12)).toMatchObject({ unseen: [] });
});

test('with less motion wanted, nothing moves for longer than a blink', async () => {
  const longest = async (): Promise<number> => {
    await page.getByRole('button', { name: 'New course', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    const noted = await page.evaluate(() => (globalThis as unknown as { longestMs: number }).longestMs);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return noted;
  };
  await page.evaluate(() => {
    const noted = { longestMs: 0 };
    Object.assign(globalThis, noted);
    const note = (): void => {
      for (const { effect } of document.getAnimations()) {
        const { duration } = effect?.getComputedTiming() ?? {};
        const scope = globalThis as unknown as typeof noted;
        scope.longestMs = Math.max(scope.longestMs, Number(duration ?? 0));
      }
    };
    for (const type of ['animationstart', 'transitionrun']) document.addEventListener(type, note);
  });
  expect(await longest()).toBeGreaterThan(50);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await untilDrawn(page); // what was under way goes on as it began
  await page.evaluate(() => Object.assign(globalThis, { longestMs: 0 }));
  expect(await longest()).toBeLessThanOrEqual(1);
  await page.emulateMedia({ reducedMotion: null });
});

/** In the window, covered by nothing, and large enough to be hit. */
async function expectAtHand(control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  const box = await control.boundingBox();
  if (!box) throw new Error('not on screen');
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(ZOOMED.width);
  expect(box.y + box.height).toBeLessThanOrEqual(ZOOMED.height);
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  const isOnTop = await control.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(isOnTop).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

const zoom = (factor: number): Promise<void> =>
  studio.app.evaluate(({ BrowserWindow }, to) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.setZoomFactor(to);
  }, factor);

test('at 200 % in a window of 1024 × 700 the way on of every screen is at hand', async () => {
  await setWindowSize(studio, { width: 1024, height: 700 });
  await zoom(ZOOM);
  try {
    await page.waitForFunction(({ width }) => innerWidth === width, ZOOMED);
    await expectAtHand(page.getByRole('button', { name: 'Import folder…' }));
    await page.getByRole('button', { name: 'New course', exact: true }).click();
    await expectAtHand(page.getByRole('button', { name: 'Create course' }));
    await page.keyboard.press('Escape');
    await scriptFolderPicker(studio, folder);
    await page.getByRole('button', { name: 'Import folder…' }).click();
    await expectAtHand(page.getByRole('button', { name: /^Import \d lessons$/ }));
    await expectAtHand(page.getByRole('row').filter({ hasText: 'Alpha' }));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Cells' }).click();
    await rows(page).filter({ hasText: 'Alpha' }).waitFor();
    await expectAtHand(page.getByRole('button', { name: 'Import…' }));
    await expectAtHand(rows(page).filter({ hasText: 'Alpha' }));
    await page.getByRole('link', { name: 'Details' }).click();
    await expectAtHand(page.getByRole('button', { name: 'Save changes' }));
    await openSettings(page, 'Storage');
    await expectAtHand(page.getByRole('button', { name: 'Save storage' }));
    await openSettings(page, 'Account');
    await expectAtHand(page.getByRole('button', { name: 'Save server' }));
  } finally {
    await zoom(1);
  }
});

test('at 200 % a dialog takes the room there is, and a title without end leaves its own to the rest', async () => {
  const title = 'Long'.repeat(100);
  const courseId = await importFolder(
    page,
    await layFolder(join(temporaryFolder(), 'Long'), ['1 - One/1 - Alpha.mp4']),
  );
  await ask(page, 'course.saveAll', { courseId, details: { title } });
  await setWindowSize(studio, { width: 1024, height: 700 });
  await zoom(ZOOM);
  try {
    await page.waitForFunction(({ width }) => innerWidth === width, ZOOMED);
    await openCourse(page, title);
    const crumbs = page.getByRole('navigation', { name: 'Where you are' });
    await crumbs.getByText(title).waitFor();
    expect(await crumbs.getByRole('link', { name: 'Courses' }).evaluate(widthOver)).toBe(0);
    await page.keyboard.press('Control+Shift+E');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 file').waitFor();
    await untilDrawn(page);
    await expectAtHand(dialog.getByRole('button', { name: 'Close' }));
    await expectAtHand(dialog.getByRole('button', { name: 'Export', exact: true }));
    expect(await dialog.evaluate(widthOver)).toBe(0);
    expect((await dialog.boundingBox())?.height).toBeGreaterThan(ZOOMED.height * 0.85);
    await page.keyboard.press('Escape');
  } finally {
    await zoom(1);
  }
});
