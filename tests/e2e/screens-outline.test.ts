import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFolder, setTheme, type Studio } from '../helpers/launch.ts';
import { setWindowSize } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, importAll, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import {
  layFolder,
  openNewCourse,
  openStudio,
  outline,
  outlineTitles,
  rows,
  scriptFolderPicker,
  soon,
  spoken,
  struckTitles,
} from './screens-rig.ts';

/* The course page where it is easily wrong: scrolled away, undone, changed by another hand, empty, narrow. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' });
const titleBox = (): Locator => inspector().getByRole('textbox', { name: /^Title/ });
const folderOf = (title: string): string => join(temporaryFolder(), title);
const keyboardAt = (): Promise<string | null> =>
  page.evaluate(() => {
    const at = document.activeElement?.closest('[role="row"]');
    return at?.querySelector('[data-title]')?.textContent ?? null;
  });
/** All of a row lies within what is seen of the outline. */
async function isInSight(title: string): Promise<boolean> {
  const [box, around] = [await row(title).boundingBox(), await outline(page).boundingBox()];
  if (!box || !around) return false;
  return box.y >= around.y && box.y + box.height <= around.y + around.height + 1;
}
async function expectInSight(title: string): Promise<void> {
  await expect.poll(() => isInSight(title), soon).toBe(true);
}

test('scrolled away by the wheel, the keyboard still walks from where it was', async () => {
  const parts = Array.from({ length: 60 }, (_, at) => `1 - Long/${String(at + 1)} - Part ${String(at + 1)}.mp4`);
  await openNewCourse(page, folderOf('Scrolling'), parts);
  await row('Part 3').click();
  await outline(page).hover();
  await page.mouse.wheel(0, 5_000);
  await row('Part 60').waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(keyboardAt, soon).toBe('Part 4');
  await page.keyboard.press('ArrowDown');
  await expect.poll(keyboardAt, soon).toBe('Part 5');
  await expectInSight('Part 5');
  await page.mouse.wheel(0, 5_000);
  await row('Part 60').waitFor();
  await page.keyboard.press('F2');
  await outline(page).getByRole('textbox').waitFor();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expect.poll(keyboardAt, soon).toBe('Renamed');
  await expectInSight('Renamed');
});

test('a window that shrinks away from the selected row does not take the keyboard', async () => {
  await setWindowSize(studio, { width: 1440, height: 900 });
  await openCourse(page, 'Scrolling');
  await page.keyboard.press('Home');
  await outline(page).evaluate((box) => box.scrollTo(0, 0));
  await row('Part 22').click();
  await setWindowSize(studio, { width: 1440, height: 520 });
  await page.keyboard.press('ArrowDown');
  await expect.poll(keyboardAt, soon).toBe('Part 23');
  await expectInSight('Part 23');
  await setWindowSize(studio, { width: 1440, height: 900 });
});

test('letters go to the title that starts with them, from the row that has the keyboard', async () => {
  await openNewCourse(page, folderOf('Typing'), ['Cells/Alpha.mp4', 'Cells/Beta two.mp4', 'Cells/Beta one.mp4']);
  await row('Alpha').click();
  await page.keyboard.type('beta t');
  await expect.poll(keyboardAt, soon).toBe('Beta two');
  await page.waitForFunction((from) => performance.now() > from + 600, await page.evaluate(() => performance.now()));
  await page.keyboard.press('c');
  await expect.poll(keyboardAt, soon).toBe('Cells');
  await inspector().getByText('Lessons').waitFor();
});

test('Edit together… shows what becomes of each lesson; what its kind holds stays, and one undo takes it back', async () => {
  const files = ['1 - One/1 - A.mp4', '1 - One/2 - B.mp4', '1 - One/3 - C.mp4', '2 - Two/1 - D.mp4'];
  await openNewCourse(page, folderOf('Together'), files);
  const dialog = page.getByRole('dialog', { name: 'Edit 3 lessons' });
  const effect = dialog.getByRole('region', { name: 'What changes' });
  const choose = async (label: string, option: string) => {
    await dialog.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await row('A').click();
  await row('C').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+e');
  await effect.getByText('Nothing changes.').waitFor();
  await page.keyboard.type('{n} {title}');
  await dialog.getByRole('textbox', { name: 'Digits' }).fill('2');
  await choose('Kind', 'Text');
  await choose('Status', 'Draft');
  await choose('Chapter', 'Two');
  await dialog.getByRole('checkbox', { name: /^Free preview/ }).check();
  await dialog.getByRole('combobox', { name: 'Add tags to all' }).fill('Lab');
  await page.keyboard.press('Enter');
  await effect.getByText('Title: 02 B').waitFor();
  await effect.getByText('It holds what only its kind shows: the kind stays.').nth(2).waitFor();
  await effect.getByText('Status: Draft · Free preview: yes · Chapter: Two · Tags: Lab').nth(2).waitFor();
  await expectCleanIn(studio, 'edit together');
  await dialog.getByRole('button', { name: 'Change 3 lessons' }).click();
  await page.getByText('Changed 3 lessons').first().waitFor();
  const edited = ['# One', '# Two', 'D', '01 A', '02 B', '03 C'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(edited);
  await expect.poll(() => outline(page).locator('[aria-selected="true"]').count(), soon).toBe(3);
  await expect.poll(keyboardAt, soon).toBe('03 C');
  // What they have in common now is shown as such.
  await page.getByRole('button', { name: 'Edit together…' }).click();
  await dialog.getByText('Stays: Draft').waitFor();
  expect(await dialog.getByRole('checkbox', { name: /^Free preview/ }).isChecked()).toBe(true);
  expect(await dialog.getByRole('checkbox', { name: 'Lab' }).isChecked()).toBe(true);
  await page.keyboard.press('Escape');
  await row('03 C').getByRole('img', { name: 'Tags: Lab' }).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'C', '# Two', 'D']);
});

test('undoing the import from the course page leads to the courses, and Redo brings it back', async () => {
  await openNewCourse(page, folderOf('Undone'), ['1 - One.mp4']);
  await row('One').click();
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { name: 'Courses' }).waitFor();
  await page.getByText('Undone: import of 1 lesson').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Undone' }).count(), soon).toBe(0);
  await expect.poll(() => page.getByRole('alert').count(), soon).toBe(0);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await page.getByRole('link', { name: 'Undone' }).first().click();
  await row('One').waitFor();
});

test('a course deleted by another hand says so and has a way back', async () => {
  const courseId = await openNewCourse(page, folderOf('Deleted elsewhere'), ['1 - One.mp4']);
  await ask(page, 'course.delete', { courseIds: [courseId] });
  await page.getByText('This course is not here any more.').waitFor();
  await page.getByRole('link', { name: 'Back to courses' }).click();
  await page.getByRole('heading', { name: 'Courses' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Deleted elsewhere' }).count(), soon).toBe(0);
});

test('the toast that undid a step offers the way back, and again', async () => {
  await openNewCourse(page, folderOf('Back and forth'), ['1 - One.mp4', '2 - Two.mp4']);
  await row('Two').click();
  await page.keyboard.press('Delete');
  const struck = () => struckTitles(page);
  const toast = (words: string): Locator => page.getByRole('listitem').filter({ hasText: words });
  await toast('“Two” goes when you save').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(struck, soon).toEqual([]);
  await toast('Undone: deletion of “Two”').getByRole('button', { name: 'Redo', exact: true }).click();
  await expect.poll(struck, soon).toEqual(['Two']);
  // The click that undid has left no timer behind that would take this toast away early.
  const clicked = await page.evaluate(() => performance.now());
  await toast('Redone: deletion of “Two”').waitFor();
  await page.waitForFunction((from) => performance.now() > from + 1_000, clicked);
  await toast('Redone: deletion of “Two”').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(struck, soon).toEqual([]);
});

test('undo and redo stand in the title bar, by the name of their step, before and after the save', async () => {
  await openNewCourse(page, folderOf('Buttons'), ['1 - One.mp4', '2 - Two.mp4']);
  const titleBar = (name: string): Promise<void> => page.getByRole('button', { name }).first().click();
  const struck = () => struckTitles(page);
  await row('Two').click();
  await page.keyboard.press('Delete');
  await titleBar('Undo deletion of “Two”');
  await expect.poll(struck, soon).toEqual([]);
  await titleBar('Redo deletion of “Two”');
  await expect.poll(struck, soon).toEqual(['Two']);
  await titleBar('Save changes');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Buttons', 'One']);
  await titleBar('Undo deletion of “Two”');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Buttons', 'One', 'Two']);
});

test('rows deleted by another hand are not selected any more, and the keyboard goes to what stands there', async () => {
  const files = ['1 - A.mp4', '2 - B.mp4', '3 - C.mp4', '4 - D.mp4'];
  const courseId = await openNewCourse(page, folderOf('Other hand'), files);
  await row('A').click();
  await row('C').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Delete 3 lessons' }).waitFor();
  const [chapter] = (await ask(page, 'course.getOutline', { courseId })).chapters;
  const [, b, c] = chapter?.lessons.map(({ lessonId }) => lessonId) ?? [];
  if (!b || !c) throw new Error('no lessons');
  await ask(page, 'course.saveAll', { courseId, deletes: [c] });
  await page.getByRole('button', { name: 'Delete 2 lessons' }).waitFor();
  await page.getByRole('heading', { name: '2 lessons selected' }).waitFor();
  await expect.poll(keyboardAt, soon).toBe('D');
  await ask(page, 'course.saveAll', { courseId, deletes: [b] });
  await page.getByRole('heading', { name: 'Other hand' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Delete \d/ }).count(), soon).toBe(0);
  await page.keyboard.press('ArrowUp');
  await expect.poll(keyboardAt, soon).toBe('A');
});

test('lessons and chapters are duplicated by key, menu and button; the copies are selected, one undo takes each back', async () => {
  const whole = ['# One', 'A', 'B', 'C', '# Two', 'D'];
  const files = ['1 - One/1 - A.mp4', '1 - One/2 - B.mp4', '1 - One/3 - C.mp4', '2 - Two/1 - D.mp4'];
  await openNewCourse(page, folderOf('Duplicating'), files);
  const selected = () => outline(page).locator('[aria-selected=true] [data-title]').allInnerTexts();
  await row('A').click();
  await row('C').click({ modifiers: ['Control'] });
  // Held down, it is still one.
  await page.keyboard.down('Control');
  for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('d');
  await page.keyboard.up('d');
  await page.keyboard.up('Control');
  await expect.poll(() => spoken(page), soon).toBe('Duplicated 2 lessons');
  await expect.poll(selected, soon).toEqual(['A copy', 'C copy']);
  await expect.poll(keyboardAt, soon).toBe('A copy');
  await row('Two').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const all = ['# One', 'A', 'B', 'C', 'A copy', 'C copy', '# Two', 'D', '# Two copy', 'D'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(all);
  await row('B').click();
  await inspector().getByRole('button', { name: 'Duplicate' }).click();
  await expect.poll(() => spoken(page), soon).toBe('Duplicated as “B copy”');
  await expect.poll(() => outlineTitles(page), soon).toEqual(all.toSpliced(3, 0, 'B copy'));
  // The copy plays the file of the original: there is nothing to upload again.
  await inspector().locator('video').waitFor();
  for (const step of ['B', 'Two']) {
    await page.keyboard.press('Control+z');
    await page.getByText(`Undone: duplicate of “${step}”`).waitFor();
  }
  await page.keyboard.press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(whole);
});

test('a long title stands in the inspector in full, and Enter keeps what was typed', async () => {
  await openNewCourse(page, folderOf('Long titles'), ['1 - Short.mp4']);
  await row('Short').click();
  const long = 'Under the microscope: how to prepare, stain and mount a section so that a beginner can tell its parts';
  const low = (await titleBox().boundingBox())?.height ?? 0;
  await titleBox().fill(`${long}\nfrom each other`);
  await titleBox().press('Enter');
  const whole = `${long} from each other`;
  await row(whole).waitFor();
  expect(await titleBox().inputValue()).toBe(whole);
  expect(await titleBox().getAttribute('title')).toBe(whole);
  const { seen, full } = await titleBox().evaluate((box) => ({ seen: box.clientHeight, full: box.scrollHeight }));
  expect(full).toBeLessThanOrEqual(seen);
  expect(seen).toBeGreaterThan(low * 2);
});

test('two captions with the same bytes keep their own names', async () => {
  const files = ['1 - Welcome.mp4', '1 - Welcome.en.vtt', '2 - What is a cell.mp4', '2 - What is a cell.en.vtt'];
  await openNewCourse(page, folderOf('Twins'), files);
  await row('What is a cell').click();
  await inspector().getByTitle('2 - What is a cell.en.vtt').waitFor();
  await row('Welcome').click();
  await inspector().getByTitle('1 - Welcome.en.vtt').waitFor();
  await expect.poll(() => inspector().getByTitle('2 - What is a cell.en.vtt').count(), soon).toBe(0);
});

test('captions are seen in a narrow window, their controls only when they are wanted', async () => {
  await openCourse(page, 'Twins');
  await row('Welcome').click();
  await row('Welcome').getByText('EN', { exact: true }).waitFor();
  await setWindowSize(studio, { width: 1024, height: 700 });
  await row('Welcome').getByText('CC', { exact: true }).waitFor();
  expect(await row('Welcome').getByTitle('Captions: English').isVisible()).toBe(true);
  const video = inspector().locator('video');
  await video.waitFor();
  await setTheme(studio.app, 'light');
  const controls = () => video.evaluate((element) => (element as HTMLVideoElement).controls);
  expect(await controls()).toBe(false);
  expect(await video.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 0, 0)');
  await video.hover();
  await expect.poll(controls, soon).toBe(true);
  await row('Welcome').hover();
  await expect.poll(controls, soon).toBe(false);
  await video.focus();
  await expect.poll(controls, soon).toBe(true);
  await setWindowSize(studio, { width: 1440, height: 900 });
});

test('an empty chapter is filled by its button and by a drop', async () => {
  const courseId = await openNewCourse(page, folderOf('Filling'), ['1 - One.mp4']);
  await ask(page, 'chapter.create', { courseId, title: 'Evolution' });
  await row('Evolution').getByText('Drop videos here to fill this chapter.').waitFor();
  await scriptFolderPicker(
    studio,
    await layFolder(folderOf('More'), ['1 - Finches.mp4', '2 - Moths.mp4', 'reading.pdf']),
  );
  await row('Evolution').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Filling', 'One', '# Evolution', 'Finches', 'Moths']);
  // What was imported is at hand: selected, with the keyboard, in the inspector.
  await expect.poll(keyboardAt, soon).toBe('Finches');
  expect(await titleBox().inputValue()).toBe('Finches');

  // What came beside them is the chapter's: seen, opened and removed there.
  await row('Evolution').click();
  const reading = page.getByRole('button', { name: 'Open “reading.pdf”' });
  await reading.waitFor();
  await page.getByRole('button', { name: 'Remove “reading.pdf”' }).press('Enter');
  await reading.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await reading.waitFor();
  await row('Finches').click();

  await ask(page, 'chapter.create', { courseId, title: 'Fossils' });
  await row('Fossils').waitFor();
  const more = await layFolder(folderOf('Later'), ['1 - Ammonites.mp4']);
  await dropFolder(page, row('Fossils'), [join(more, '1 - Ammonites.mp4')]);
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toContain('Ammonites');
  expect((await outlineTitles(page)).slice(-2)).toEqual(['# Fossils', 'Ammonites']);
});
