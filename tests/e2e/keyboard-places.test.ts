import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { keyboardOf } from './keyboard-hands.ts';
import { openNewCourse, openStudio, outline, rows, soon } from './screens-rig.ts';

/* Where the keyboard is when a page comes up, and behind a dialog. */
let studio: Studio;
let page: Page;
let hands: ReturnType<typeof keyboardOf>;

const many = Array.from({ length: 40 }, (_, at) => `1 - Cells/${String(at + 1)} - Part ${String(at + 1)}.mp4`);

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  hands = keyboardOf(page);
  await ask(page, 'course.create', { title: 'Algebra' });
  await openNewCourse(page, join(temporaryFolder(), 'Botany'), many);
});
afterAll(() => studio.close());

const atCourses = (): Promise<void> => page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();

async function toCourses(): Promise<void> {
  await hands.press('Escape');
  await hands.command('Courses');
  await atCourses();
}

test('a course that is opened has the keyboard in its outline, at the row that had it last; back, the list at its tile', async () => {
  await toCourses();
  await hands.arrives('Botany', 'row');
  await hands.press('Enter');
  await hands.arrives('Cells', 'row');
  await hands.press('ArrowDown', 'ArrowDown');
  await hands.arrives('Part 2', 'row');
  await page.goBack();
  await atCourses();
  await hands.arrives('Botany', 'row');
  await hands.press('End');
  await hands.arrives('Algebra', 'row');
  // By the mouse the same; the link beside the page keeps the keyboard of whoever walks there by keys.
  await page.getByRole('link', { name: 'Botany' }).first().click();
  await hands.arrives('Part 2', 'row');
  for (const bar of ['Where you are', 'Main']) {
    await page.getByRole('navigation', { name: bar }).getByRole('link', { name: 'Courses' }).click();
    await atCourses();
    await hands.arrives('Botany', 'row');
    await hands.press('Enter');
    await hands.arrives('Part 2', 'row');
  }
  // Whatever it was opened from
  await hands.press('Control+k');
  await hands.arrives('Command, course or lesson');
  await hands.type('Algebra');
  await page.getByRole('option').first().getByText('Algebra', { exact: true }).waitFor();
  await hands.press('Enter');
  await page.getByRole('heading', { name: 'Algebra', exact: true }).waitFor();
  await toCourses();
  await hands.arrives('Algebra', 'row');
  await hands.goTo('Trash', 'Tab', 'a');
  await hands.press('Enter');
  await page.getByRole('heading', { name: 'Trash', exact: true }).waitFor();
  expect(await hands.where()).toEqual({ role: 'a', name: 'Trash' });
});

test('where one had scrolled to is kept, and the first arrow brings the row into sight', async () => {
  await toCourses();
  await hands.press('Home');
  await hands.goTo('Botany', 'ArrowRight', 'row');
  await hands.press('Enter');
  await outline(page).waitFor();
  await hands.arrives(/./, 'row');
  await hands.press('Home', 'ArrowDown');
  await hands.arrives('Part 1', 'row');
  await outline(page).evaluate((box) => box.scrollTo(0, 600));
  await rows(page).getByText('Part 30', { exact: true }).waitFor();
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Courses' }).click();
  await hands.arrives('Botany', 'row');
  await hands.press('Enter');
  await hands.arrives('Part 1', 'row');
  expect(await outline(page).evaluate((box) => box.scrollTop)).toBe(600);
  await hands.press('ArrowDown');
  await hands.arrives('Part 2', 'row');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0), soon)
    .toBeGreaterThan(0);
});

test('an outline that comes late takes the keyboard from the page, not from where one went meanwhile', async () => {
  const late = async (title: string): Promise<() => Promise<unknown>> => {
    const { courseId } = await ask(page, 'course.create', { title });
    await toCourses();
    await hands.press('Home');
    await hands.goTo(title, 'ArrowRight', 'row');
    await hands.press('Enter');
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await hands.arrives(/./, 'main');
    return () => ask(page, 'chapter.create', { courseId, title: 'From another window' });
  };
  const addFirst = await late('Late');
  await addFirst();
  await hands.arrives('From another window', 'row');
  const addSecond = await late('Later');
  await hands.goTo('Details', 'Tab', 'a');
  await addSecond();
  await rows(page).getByText('From another window').waitFor();
  expect(await hands.where()).toEqual({ role: 'a', name: 'Details' });
  const addThird = await late('Latest');
  await hands.press('Control+k');
  await hands.arrives('Command, course or lesson');
  await addThird();
  await page.getByText('From another window').first().waitFor();
  expect((await hands.where())?.name).toBe('Command, course or lesson');
});

test('behind a dialog no key does anything; its own key closes it', async () => {
  // The page of a course has a live region, for which it is not hidden as a whole behind a dialog.
  await toCourses();
  await hands.press('Home');
  await hands.goTo('Botany', 'ArrowRight', 'row');
  await hands.press('Enter');
  await hands.arrives('Part 2', 'row');
  const dialogs = (): Promise<string[]> =>
    page.getByRole('dialog').evaluateAll((all) => all.map((one) => one.querySelector('h2')?.textContent ?? ''));
  await hands.press('Control+Shift+h');
  await expect.poll(dialogs, soon).toEqual(['History']);
  await hands.press('Control+n', 'Control+,', 'Control+j', 'Control+Shift+f', 'Control+k', '?');
  expect(await dialogs()).toEqual(['History']);
  expect(await page.locator('main h1').first().innerText()).toBe('Botany');
  await hands.press('Control+Shift+h');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await hands.press('Control+n');
  await hands.arrives('Title');
  await hands.press('Control+Shift+h');
  expect(await dialogs()).toEqual(['New course']);
  await hands.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
