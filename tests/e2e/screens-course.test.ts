import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import {
  copyText,
  dragRow,
  openNewCourse,
  openStudio,
  outline,
  outlineTitles,
  rows,
  soon,
  spoken,
  struckTitles,
} from './screens-rig.ts';

/* The outline of a course in the built app, by mouse and by keyboard. Each test has a course of its own. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const files = ['1 - One/1 - A.mp4', '1 - One/2 - B.mp4', '1 - One/3 - C.mp4', '2 - Two/1 - D.mp4', '2 - Two/2 - E.mp4'];
const whole = ['# One', 'A', 'B', 'C', '# Two', 'D', 'E'];
const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
const press = (...keys: readonly string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const titleField = (): Locator => outline(page).getByRole('textbox');

async function open(title: string): Promise<void> {
  await openNewCourse(page, join(temporaryFolder(), title), files);
  await expect.poll(() => outlineTitles(page), soon).toEqual(whole);
}

/** The titles of the selected rows, and of the row that has the keyboard. */
async function selection(): Promise<{ selected: string[]; keyboard: string | null }> {
  return outline(page).evaluate((tree) => {
    const titleOf = (element: Element | null): string | null =>
      element?.querySelector('[data-title]')?.textContent ?? null;
    const marked = [...tree.querySelectorAll('[aria-selected="true"]')];
    const at = (element: Element): number => element.getBoundingClientRect().top;
    const selected = marked.toSorted((a, b) => at(a) - at(b)).map((one) => titleOf(one) ?? '');
    return { selected, keyboard: titleOf(document.activeElement?.closest('[role="row"]') ?? null) };
  });
}

test('rename: F2 and Enter, Escape, empty, and the chain of Tab', async () => {
  await open('Renaming');
  await row('A').click();
  await press('F2');
  expect(await titleField().evaluate((input) => (input as HTMLInputElement).selectionEnd)).toBe(1);
  await page.keyboard.type('Alpha');
  await press('Enter', 'F2');
  await page.keyboard.type('thrown away');
  await press('Escape', 'F2');
  await titleField().fill('  ');
  await press('Enter');
  await expect.poll(selection, soon).toEqual({ selected: ['Alpha'], keyboard: 'Alpha' });
  await press('F2');
  await page.keyboard.type('First');
  await press('Tab');
  await page.keyboard.type('Second');
  await press('Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
  await page.keyboard.type('Chapter');
  await press('Enter');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Chapter', 'First', 'Second', 'C', '# Two', 'D', 'E']);
  await row('Second').click();
  await row('Second').locator('[data-title]').click();
  await page.keyboard.type('By a click');
  await row('D').click();
  await row('By a click').waitFor();
});

test('lines that are pasted fill the selected titles, shown before they do; one undo takes all back', async () => {
  await openCourse(page, 'Renaming');
  const before = ['# Chapter', 'First', 'By a click', 'C', '# Two', 'D', 'E'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(before);
  const dialog = page.getByRole('dialog', { name: 'Rename from the pasted lines' });
  const cells = () => dialog.getByRole('row').allInnerTexts();
  await row('First').click();
  await row('D').click({ modifiers: ['Shift'] });
  await copyText(page, 'One\n\nThree\tof a sheet\n');
  await press('Control+v');
  await dialog.waitFor();
  expect(await cells()).toEqual([
    'Now\tThen',
    'First\tOne',
    'By a click\tstays as it is',
    'C\tThree',
    'D\tstays as it is',
  ]);
  await expectCleanIn(studio, 'fill down');
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect([await outlineTitles(page), (await selection()).keyboard]).toEqual([before, 'D']);
  // The same while one of them is being typed.
  await press('F2');
  await page.keyboard.type('thrown away');
  await press('Control+v');
  await dialog.getByRole('button', { name: 'Rename 2 lessons' }).waitFor();
  await press('Enter');
  await page.getByText('Renamed 2 lessons').first().waitFor();
  await expect
    .poll(() => outlineTitles(page), soon)
    .toEqual(['# Chapter', 'One', 'By a click', 'Three', '# Two', 'D', 'E']);
  await expect.poll(selection, soon).toEqual({ selected: ['One', 'By a click', 'Three', 'D'], keyboard: 'D' });
  await press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(before);
  // A title of its own may come in lines.
  await row('C').click();
  await press('F2', 'Control+v');
  expect(await titleField().inputValue()).toMatch(/^One\s*Three/);
  await press('Escape');
});

test('a title being typed is not touched by a change from elsewhere', async () => {
  await open('Typing');
  await row('A').click();
  await press('F2');
  await page.keyboard.type('being ty');
  const { chapters } = await ask(page, 'course.getOutline', { courseId: (await courseCalled('Typing')).courseId });
  const [first, second] = chapters[0]?.lessons ?? [];
  if (!first || !second) throw new Error('no lessons');
  await ask(page, 'lesson.rename', { lessonId: first.lessonId, title: 'from elsewhere' });
  await ask(page, 'lesson.rename', { lessonId: second.lessonId, title: 'B from elsewhere' });
  await row('B from elsewhere').waitFor();
  expect(await titleField().inputValue()).toBe('being ty');
  await page.keyboard.type('ped');
  await press('Enter');
  await row('being typed').waitFor();
});

async function courseCalled(title: string) {
  const found = (await ask(page, 'course.list', {})).find((one) => one.title === title);
  if (!found) throw new Error(`no course ${title}`);
  return found;
}

test('Alt with arrows moves lessons and chapters and says where they are', async () => {
  await open('Moving');
  await row('C').click();
  await press('Alt+ArrowUp');
  await expect.poll(() => spoken(page), soon).toBe('“C”: 2 of 3 in “One”');
  await press('Alt+ArrowDown', 'Alt+ArrowDown');
  await expect.poll(() => spoken(page), soon).toBe('“C”: 1 of 3 in “Two”');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', '# Two', 'C', 'D', 'E']);
  await press('Alt+Shift+ArrowUp');
  await expect.poll(() => spoken(page), soon).toBe('Chapter “Two”: 1 of 2');
  await press('Alt+Shift+ArrowUp');
  await expect.poll(() => spoken(page), soon).toBe('Already at the top');
  await row('A').click();
  await page.keyboard.down('Shift');
  await row('B').click();
  await page.keyboard.up('Shift');
  await press('Alt+ArrowUp');
  await expect.poll(() => spoken(page), soon).toBe('2 lessons: from 4 of 5 in “Two”');
  const moved = ['# Two', 'C', 'D', 'E', 'A', 'B', '# One'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(moved);
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await openCourse(page, 'Moving');
  await expect.poll(() => outlineTitles(page), soon).toEqual(moved);
});

test('Move to… finds a chapter by its words, here and in another course; one undo takes it back', async () => {
  await openNewCourse(page, join(temporaryFolder(), 'Receiving'), ['1 - Two/1 - X.mp4', '2 - One/1 - Y.mp4']);
  await open('Sending');
  const dialog = page.getByRole('dialog', { name: 'Move 1 lesson to' });
  const places = () => dialog.getByRole('option').allInnerTexts();
  /** It has the keyboard: what is typed before that goes where it was. */
  const isReady = () => dialog.locator('input:focus').waitFor();
  await row('A').click();
  await press('Control+Shift+M');
  await isReady();
  await page.keyboard.type('two send');
  await expect.poll(places, soon).toEqual([expect.stringMatching(/^Two\s+this course$/)]);
  await expectCleanIn(studio, 'move to');
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'B', 'C', '# Two', 'D', 'E', 'A']);
  await expect.poll(() => spoken(page), soon).toBe('“A”: 3 of 3 in “Two”');
  await expect.poll(selection, soon).toEqual({ selected: ['A'], keyboard: 'A' });

  await row('B').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  await isReady();
  await page.keyboard.type('no such words');
  await dialog.getByText('No chapter and no course is called “no such words”.').waitFor();
  await press('Escape');
  await expect.poll(selection, soon).toEqual({ selected: ['B'], keyboard: 'B' });
  await press('Control+Shift+M');
  await isReady();
  await page.keyboard.type('receiving');
  await dialog.getByRole('option').first().waitFor();
  await press('ArrowDown');
  await dialog.getByRole('radio', { name: 'At the start' }).click();
  await dialog.getByRole('button', { name: 'Move 1 lesson' }).click();
  await page.getByText('Moved “B” to “Receiving”: 1 of 2 in “One”').first().waitFor();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'C', '# Two', 'D', 'E', 'A']);
  await expect.poll(selection, soon).toEqual({ selected: ['C'], keyboard: 'C' });
  await press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'B', 'C', '# Two', 'D', 'E', 'A']);
});

test('delete strikes through until Save changes; undo, row and menu bring back', async () => {
  await open('Deleting');
  const struck = () => struckTitles(page);
  await row('B').click();
  await press('Delete');
  await page.getByText('“B” goes when you save').first().waitFor();
  await page.getByText('1 lesson to delete', { exact: true }).waitFor();
  await page.getByRole('row', { name: /B.*Goes when you save/ }).waitFor();
  await expect.poll(selection, soon).toEqual({ selected: ['B'], keyboard: 'B' });
  await row('Two').click();
  await press('Delete');
  await expect.poll(struck, soon).toEqual(['B', 'Two', 'D', 'E']);
  await expectCleanIn(studio, 'rows struck through');
  await press('Control+z');
  await page.getByText('Undone: deletion of “Two”').waitFor();
  await press('Control+z');
  await expect.poll(struck, soon).toEqual([]);
  await press('Control+Shift+z', 'Control+y');
  await expect.poll(struck, soon).toEqual(['B', 'Two', 'D', 'E']);
  await row('D').getByRole('button', { name: 'Do not delete “D”' }).click();
  await expect.poll(struck, soon).toEqual(['B']);
  await row('B').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Do not delete' }).click();
  await expect.poll(struck, soon).toEqual([]);
  await row('B').click();
  await press('Delete');
  await row('Two').click();
  await press('Delete', 'Control+s');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'C']);
  await page.getByText('to delete').waitFor({ state: 'detached' });
  await press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(whole);
  await expect.poll(struck, soon).toEqual([]);
});

test('collapse and expand by mouse, keyboard and for good', async () => {
  await open('Folding');
  await row('Two').getByTitle('Collapse “Two”').click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'C', '# Two']);
  await row('B').click();
  await press('ArrowLeft');
  await expect.poll(async () => (await selection()).keyboard, soon).toBe('One');
  await press('ArrowLeft');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', '# Two']);
  expect(await row('One').getAttribute('aria-expanded')).toBe('false');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await openCourse(page, 'Folding');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', '# Two']);
  await row('Two').focus();
  await press('ArrowRight', 'ArrowRight');
  await expect.poll(async () => (await selection()).keyboard, soon).toBe('D');
});

test('selection by click, Ctrl, Shift, arrows, Ctrl+A; the bar acts on all', async () => {
  await open('Selecting');
  await row('A').click();
  await row('C').click({ modifiers: ['Control'] });
  await expect.poll(async () => (await selection()).selected, soon).toEqual(['A', 'C']);
  await row('E').click({ modifiers: ['Control', 'Shift'] });
  await expect.poll(async () => (await selection()).selected, soon).toEqual(['A', 'C', 'D', 'E']);
  await press('Control+a');
  await page.getByRole('heading', { name: '5 lessons selected' }).waitFor();
  await press('Escape');
  await row('B').click();
  await press('Shift+ArrowDown', 'Shift+ArrowDown');
  await expect.poll(async () => (await selection()).selected, soon).toEqual(['B', 'C', 'D']);
  await page.getByRole('button', { name: 'Delete 3 lessons' }).click();
  await expect.poll(() => struckTitles(page), soon).toEqual(['B', 'C', 'D']);
  await page.getByText('3 lessons go when you save').first().waitFor();
  // One toast tells the last step: an older one's *Undo* would take back another step than it says.
  expect(await page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => struckTitles(page), soon).toEqual([]);
});

test('a lesson is added by menu, key and context menu, and its title is typed at once', async () => {
  await open('Adding');
  const typeTitle = async (title: string): Promise<void> => {
    await titleField().waitFor();
    await page.keyboard.type(title);
    await press('Enter');
    await row(title).waitFor();
  };
  await row('A').click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text lesson' }).click();
  await typeTitle('Reading');
  await press('Control+Enter');
  await typeTitle('More');
  await row('Reading').getByTitle('Text').waitFor();
  await row('Two').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add lesson' }).hover();
  await page.getByRole('menuitem', { name: 'Quiz' }).click();
  await typeTitle('Test');
  const added = ['# One', 'A', 'Reading', 'More', 'B', 'C', '# Two', 'D', 'E', 'Test'];
  await expect.poll(() => outlineTitles(page), soon).toEqual(added);
  // The inspector of what has no video does not miss one.
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Title' }).waitFor();
  await expect.poll(() => page.getByText('This lesson has no video.').count(), soon).toBe(0);
  await press('Control+z');
  await page.getByText('Undone: rename of “New lesson”').waitFor();
  await press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(added.slice(0, -1));
});

const dragTo = (title: string, target: string, part: number): Promise<void> =>
  dragRow(page, row(title), row(target), part);

test('rows are dragged: one, several as a block, into a chapter that springs open, chapters, and given up', async () => {
  await open('Dragging');
  await dragTo('D', 'A', 0.8);
  await page.locator('[data-drop-line]:not([hidden])').waitFor();
  await expect.poll(() => page.locator('[data-drag-ghost]').innerText(), soon).toBe('D');
  await page.mouse.up();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'D', 'B', 'C', '# Two', 'E']);
  await expect.poll(() => spoken(page), soon).toBe('“D”: 2 of 4 in “One”');
  await expect.poll(selection, soon).toEqual({ selected: ['D'], keyboard: 'D' });

  await row('C').click();
  await row('A').click({ modifiers: ['Control'] });
  await dragTo('A', 'E', 0.9);
  await expect.poll(() => page.locator('[data-drag-ghost]').innerText(), soon).toBe('2 lessons');
  await press('Escape');
  await page.locator('[data-drop-line]:not([hidden])').waitFor({ state: 'detached' });
  await page.mouse.up();
  expect((await selection()).selected).toEqual(['A', 'C']);
  await dragTo('A', 'E', 0.9);
  await page.mouse.up();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'D', 'B', '# Two', 'E', 'A', 'C']);
  expect((await selection()).selected).toEqual(['A', 'C']);
  await press('Control+z');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'D', 'B', 'C', '# Two', 'E']);

  await row('Two').getByTitle('Collapse “Two”').click();
  await dragTo('B', 'Two', 0.5);
  await row('E').waitFor();
  const box = await row('E').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 2, { steps: 2 });
  await page.mouse.up();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'D', 'C', '# Two', 'B', 'E']);

  await row('Two').getByTitle('Collapse “Two”').waitFor();
  const before = await row('Two').boundingBox();
  await dragTo('Two', 'One', 0.3);
  // All chapters are closed meanwhile, and the one that is held is where it was.
  expect(await outlineTitles(page)).toEqual(['# One', '# Two']);
  expect(await row('Two').boundingBox()).toEqual(before);
  await press('Escape');
  await page.mouse.up();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'D', 'C', '# Two', 'B', 'E']);
  await dragTo('Two', 'One', 0.3);
  await page.mouse.up();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Two', 'B', 'E', '# One', 'A', 'D', 'C']);
  await expect.poll(() => spoken(page), soon).toBe('Chapter “Two”: 1 of 2');
});

test('the context menu does what its verbs say', async () => {
  await open('Menu');
  const choose = async (title: string, verb: string): Promise<void> => {
    await row(title).click({ button: 'right' });
    await page.getByRole('menuitem', { name: verb }).click();
  };
  await choose('D', 'Rename');
  await titleField().waitFor();
  await page.keyboard.type('Delta');
  await press('Enter');
  await row('Delta').waitFor();
  await choose('Delta', 'Move up');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'C', 'Delta', '# Two', 'E']);
  await choose('Delta', 'Delete');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'C', '# Two', 'E']);
  await choose('E', 'Add chapter');
  await titleField().waitFor();
  await page.keyboard.type('Three');
  await press('Enter');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'C', '# Two', 'E', '# Three']);
  await page.getByRole('button', { name: 'Hide inspector' }).click();
  await choose('A', 'Show in inspector');
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Title' }).waitFor();
});
