import type { Locator, Page } from 'playwright-core';
import { outline } from '../e2e/screens-rig.ts';
import type { Studio } from '../helpers/launch.ts';
import { type Figures, round, summarise } from './report.ts';
import { echo, framesDuring, scrollInPage } from './ui-page.ts';

type Rows = Readonly<Record<string, Figures>>;
const TREE = '[data-outline]';
const OPENS = 10;
const EDITS = 40;
const MOVING_MS = 4_000;
/** A frame of the display; one that took half of another was late. */
const FRAME_MS = 1_000 / 60;

/** Frames a second while something moved, and how long they took. */
export function frameFigures(frames: readonly number[]): Figures {
  const allMs = frames.reduce((sum, ms) => sum + ms, 0);
  const late = frames.filter((ms) => ms > 1.5 * FRAME_MS).length;
  return {
    ...summarise(frames),
    fps: round((frames.length / allMs) * 1_000, 1),
    'late %': round((late / frames.length) * 100, 1),
  };
}

const inPage = (text: string): string => JSON.stringify(text);
const rowSays = (text: string): string =>
  `[...document.querySelectorAll('${TREE} [data-title]')].some((one) => one.textContent === ${inPage(text)})`;
/** Of so many rows it is said that they are selected. */
const isSaid = (count: number): string =>
  `[...document.querySelectorAll('[role=status]')].some((one) => one.textContent.replace(/\\D/g, '') === '${count}')`;

async function openOnce(page: Page): Promise<number> {
  const link = page.getByRole('link', { name: 'Large' }).first();
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await link.waitFor();
  return echo(page, { on: 'pointerdown', until: rowSays('Lesson 0'), act: () => link.click() });
}

async function repeat(times: number, measure: (n: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < times; n += 1) samples.push(await measure(n));
  return samples;
}

const lesson = (page: Page, title: string): Locator =>
  outline(page).getByRole('row').filter({ hasText: title }).first();

async function rename(page: Page, n: number): Promise<number> {
  const title = `Renamed ${n}`;
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await outline(page).getByRole('textbox').waitFor();
  await page.keyboard.type(title);
  return echo(page, { on: 'keydown', until: rowSays(title), act: () => page.keyboard.press('Enter') });
}

async function selectAll(page: Page): Promise<number> {
  const tookMs = await echo(page, {
    on: 'keydown',
    until: isSaid(2_000),
    act: () => page.keyboard.press('Control+a'),
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return tookMs;
}

const IN_BULK = 500;
/** So many rows on screen carry the word of a free preview. */
const arePreviews = (isSo: boolean): string =>
  `[...document.querySelectorAll('${TREE} [role=row]')].some((one) => one.querySelector('[title="Free preview"]')) === ${isSo}`;

async function selectSome(page: Page): Promise<void> {
  await page.locator(TREE).evaluate((box) => box.scrollTo(0, 0));
  await lesson(page, 'Renamed').click({ position: { x: 5, y: 10 } });
  const said = page.getByRole('status').filter({ hasText: `${IN_BULK} selected` });
  for (let n = 1; n < IN_BULK; n += 1) await page.keyboard.press('Shift+ArrowDown');
  await said.waitFor();
}

/** All that are selected become free previews, in the dialog, until the rows on screen say so; then back by one undo. */
async function bulk(page: Page): Promise<{ edited: number; undone: number }> {
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^Free preview/ }).check();
  const apply = dialog.getByRole('button', { name: /^Change \d+ lessons$/ });
  const edited = await echo(page, { on: 'pointerdown', until: arePreviews(true), act: () => apply.click() });
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByText(/^Changed \d+ lessons$/)
    .first()
    .waitFor();
  const undone = await echo(page, {
    on: 'keydown',
    until: arePreviews(false),
    act: () => page.keyboard.press('Control+z'),
  });
  await page
    .getByText(/^Undone/)
    .first()
    .waitFor();
  return { edited, undone };
}

/** Presses at one place, moves to the lower edge, and stays there, moving, while the list scrolls. */
async function drawToTheEdge(page: Page, from: { x: number; y: number }): Promise<void> {
  const box = await outline(page).boundingBox();
  if (!box) throw new Error('the outline is not on screen');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const endMs = performance.now() + MOVING_MS; performance.now() < endMs;) {
    const sway = Math.round(40 * Math.sin(performance.now() / 200));
    await page.mouse.move(from.x + 80 + sway, box.y + box.height - 6);
  }
}

async function placeOf(row: Locator, inset: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const box = await row.boundingBox();
  if (!box) throw new Error('the row is not on screen');
  return { x: box.x + inset.x, y: box.y + inset.y };
}

/** A lesson in hand, the list scrolling under it; then it is put back by Escape. */
async function drag(page: Page): Promise<number[]> {
  const title = outline(page).locator('[data-title]', { hasText: 'Lesson 1' }).first();
  await title.click();
  const from = await placeOf(title, { x: 5, y: 8 });
  const frames = await framesDuring(page, () => drawToTheEdge(page, from));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return frames;
}

/** 2,000 lessons: open, scroll, drag, rename, select all, edit 500 together and back. */
export async function measureOutline({ page }: Studio): Promise<Rows> {
  const opened = await repeat(OPENS, () => openOnce(page));
  const read = await framesDuring(page, () => scrollInPage(page, TREE, 40, MOVING_MS));
  const flung = await framesDuring(page, () => scrollInPage(page, TREE, 1_000, MOVING_MS));
  await page.locator(TREE).evaluate((box) => box.scrollTo(0, 0));
  const dragged = await drag(page);
  await page.locator(TREE).evaluate((box) => box.scrollTo(0, 0));
  await lesson(page, 'Lesson 0').click({ position: { x: 5, y: 10 } });
  const renamed = await repeat(EDITS, (n) => rename(page, n));
  const selected = await repeat(EDITS / 2, () => selectAll(page));
  await selectSome(page);
  const inBulk: { edited: number; undone: number }[] = [];
  for (let n = 0; n < OPENS; n += 1) inBulk.push(await bulk(page));
  return {
    'open, 2,000 lessons (goal 1,000 ms)': summarise(opened),
    'scroll, 40 px a frame (goal 55 fps)': frameFigures(read),
    'scroll, 1,000 px a frame': frameFigures(flung),
    'drag to the edge, scrolling (goal 55 fps)': frameFigures(dragged),
    'rename, Enter to the row (goal 100 ms)': summarise(renamed),
    'select all, to its number': summarise(selected),
    [`edit ${IN_BULK} together, to the rows (goal 100 ms)`]: summarise(inBulk.map(({ edited }) => edited)),
    'its undo, to the rows (goal 100 ms)': summarise(inBulk.map(({ undone }) => undone)),
  };
}

/** A rectangle over 10,000 rows, drawn to the lower edge, where the list scrolls on. */
export async function measureMarquee({ page }: Studio): Promise<Rows> {
  const opened = await repeat(3, () => openOnce(page));
  const from = await placeOf(lesson(page, 'Lesson 0'), { x: 5, y: 10 });
  const frames = await framesDuring(page, () => drawToTheEdge(page, from));
  await page.mouse.up();
  const selected = await page
    .getByRole('status')
    .filter({ hasText: /^[\d,]+ selected$/ })
    .innerText();
  return {
    'open, 10,000 lessons': summarise(opened),
    [`rectangle over 10,000 rows, to ${selected}`]: frameFigures(frames),
  };
}
