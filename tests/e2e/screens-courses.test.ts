import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { importFolder, layFolder, openStudio, outline, outlineTitles, soon } from './screens-rig.ts';

/* The list of courses in the built app. Each test has courses of its own; those of one app share it. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const courses = (on: Page = page): Locator => on.getByRole('grid', { name: 'Courses' });
const course = (title: string): Locator => courses().getByRole('link', { name: title, exact: true });

async function makeCourses(...titles: readonly string[]): Promise<void> {
  for (const title of titles) await ask(page, 'course.create', { title });
  await page.getByRole('link', { name: 'Courses' }).first().click();
  for (const title of titles) await course(title).waitFor();
}

async function chooseFromMenu(title: string, verb: string): Promise<void> {
  await course(title).hover();
  await page.getByRole('button', { name: `Actions for “${title}”` }).click();
  await page.getByRole('menuitem', { name: verb }).click();
}

test('a new course needs a title, and opens', async () => {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('button', { name: 'New course', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New course' });
  const title = dialog.getByRole('textbox', { name: 'Title' });
  await title.press('Enter');
  await dialog.getByText('A course needs a title.').waitFor();
  expect(await title.getAttribute('aria-invalid')).toBe('true');
  await title.fill('  Botany  ');
  await title.press('Enter');
  await page.getByRole('heading', { name: 'Botany', exact: true }).waitFor();
  await page.getByText('Drop videos or a folder here to fill this course.').waitFor();
  expect((await ask(page, 'course.list', {})).map((one) => one.title)).toContain('Botany');
});

test('F2 and the menu rename; Escape changes nothing', async () => {
  await makeCourses('Old name');
  await course('Old name').focus();
  await page.keyboard.press('F2');
  const field = page.getByRole('dialog', { name: 'Rename course' }).getByRole('textbox', { name: 'Title' });
  await field.fill('Never');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await chooseFromMenu('Old name', 'Rename…');
  await field.fill('New name');
  await page.getByRole('button', { name: 'Rename course' }).click();
  await course('New name').waitFor();
  await expect.poll(() => course('Old name').count(), soon).toBe(0);
});

test('Delete takes a course away, Undo brings it back with all that is in it; it is duplicated with it, too', async () => {
  const root = await layFolder(join(temporaryFolder(), 'Kept whole'), [
    '1 - One/1 - Alpha.mp4',
    '1 - One/2 - Beta.mp4',
  ]);
  await importFolder(page, root);
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await course('Kept whole').focus();
  await page.keyboard.press('Delete');
  await course('Kept whole').waitFor({ state: 'detached' });
  await page.getByText('Deleted “Kept whole”').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await course('Kept whole').click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Alpha', 'Beta']);
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('Redone: deletion of “Kept whole”').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: deletion of “Kept whole”').waitFor();

  // A copy by menu, a second one by key.
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await chooseFromMenu('Kept whole', 'Duplicate');
  await page.getByText('Duplicated as “Kept whole copy”').waitFor();
  await course('Kept whole').focus();
  await page.keyboard.press('Control+d');
  await page.getByText('Duplicated as “Kept whole copy 2”').waitFor();
  await course('Kept whole copy 2').click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Alpha', 'Beta']);
});

test('from the trash things come back by keyboard, or go for good; empty, it says what it is for', async () => {
  await makeCourses('Thrown away', 'Thrown away, too', 'Not wanted');
  for (const { courseId, title } of await ask(page, 'course.list', {}))
    if (/^Thrown|^Not/.test(title)) await ask(page, 'course.delete', { courseIds: [courseId] });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Trash' }).press('Enter');
  await page.getByRole('heading', { name: 'Trash', exact: true }).waitFor();
  const item = (title: string) => page.getByRole('button', { name: `Restore “${title}”` });
  const isAt = (title: string) => page.evaluate((words) => document.activeElement?.textContent.includes(words), title);
  await item('Not wanted').waitFor();
  await expectCleanIn(studio, 'trash');
  await item('Thrown away').press('Enter');
  await page.getByText('Restored “Thrown away”').waitFor();
  expect((await ask(page, 'course.list', {})).some(({ title }) => title === 'Thrown away')).toBe(true);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await item('Thrown away').waitFor();
  await page.getByRole('button', { name: 'Delete for good…: “Not wanted”' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete “Not wanted” for good?' });
  await expectCleanIn(studio, 'purge');
  await dialog.getByRole('button', { name: 'Delete for good' }).press('Enter');
  await item('Not wanted').waitFor({ state: 'detached' });
  // The keyboard goes on with the next one.
  await expect.poll(() => isAt('Thrown away'), soon).toBe(true);
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  await page.getByRole('button', { name: 'Delete for good', exact: true }).click();
  await page.getByText('The trash is empty.').waitFor();
  await expectCleanIn(studio, 'empty trash');
  await page.keyboard.press('Control+z');
  await item('Thrown away, too').waitFor();
});

test('search narrows whatever the case and accents, says when nothing matches, and is cleared', async () => {
  await makeCourses('Électricité', 'Optics', 'Acoustics');
  await page.keyboard.press('Control+f');
  const search = page.getByRole('searchbox', { name: 'Search courses' });
  await expect.poll(() => search.evaluate((element) => element === document.activeElement), soon).toBe(true);
  await page.keyboard.type('electric');
  await course('Optics').waitFor({ state: 'detached' });
  await course('Électricité').waitFor();
  const all = (await ask(page, 'course.list', {})).length;
  await page.getByText(`1 of ${all}`).waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await course('Optics').waitFor();
  await expect.poll(() => page.getByText(/^\d+ of/).count(), soon).toBe(0);
  await search.fill('zzz');
  await page.getByText('No course matches “zzz”.').waitFor();
  await page.getByRole('button', { name: 'Clear search' }).last().click();
  await course('Optics').waitFor();
  await search.fill('opt');
  await search.press('Escape');
  await expect.poll(() => search.inputValue(), soon).toBe('');
  await course('Acoustics').waitFor();
});

test('a title in another direction begins where the others do, and its facts stand in one line with theirs', async () => {
  await makeCourses('أساسيات علم الأحياء', 'A title so long that the tile needs more than the one line it has for it');
  const left = (title: string): Promise<number> =>
    course(title).evaluate((link) => {
      const words = document.createRange();
      words.selectNodeContents(link);
      return words.getBoundingClientRect().x;
    });
  const facts = courses().getByRole('row').filter({ hasText: 'علم' }).getByText('0 lessons');
  expect(await left('أساسيات علم الأحياء')).toBeCloseTo((await facts.boundingBox())?.x ?? -1, 0);
});

test('Ctrl+N asks for a new course from anywhere; the sidebar says where one is, and can be put away', async () => {
  const first = await openStudio();
  const on = first.page;
  const sidebar = (of: Page): Locator => of.getByRole('navigation', { name: 'Main' });
  const { courseId } = await ask(on, 'course.create', { title: 'Here' });
  await on.getByRole('link', { name: 'Here' }).click();
  await on.getByRole('link', { name: 'Details' }).waitFor();
  const place = sidebar(on).getByRole('link', { name: 'Courses' });
  await expect.poll(() => place.getAttribute('aria-current'), soon).toBe('true');
  await on.getByRole('link', { name: 'Details' }).click();
  await on.getByRole('textbox', { name: 'Subtitle' }).fill('Typed');
  expect(await place.getAttribute('aria-current')).toBe('true');

  await on.keyboard.press('Control+n');
  await on.getByRole('dialog', { name: 'Save your changes?' }).getByRole('button', { name: 'Stay here' }).click();
  await expect.poll(() => on.getByRole('dialog').count(), soon).toBe(0);
  await on.keyboard.press('Control+n');
  await on.getByRole('button', { name: 'Save changes' }).last().click();
  await on.getByRole('dialog', { name: 'New course' }).waitFor();
  expect((await ask(on, 'course.getDetails', { courseId })).subtitle).toBe('Typed');
  await on.keyboard.press('Escape');

  await on.getByRole('button', { name: 'Hide the sidebar' }).click();
  await sidebar(on).waitFor({ state: 'detached' });
  const opening = first.app.waitForEvent('window');
  await ask(on, 'app.openWindow', { courseId: null });
  const second = await opening;
  await second.getByRole('button', { name: 'Show the sidebar' }).waitFor();
  await on.keyboard.press('Control+b');
  await sidebar(on).waitFor();
  await second.reload();
  await second.getByRole('button', { name: 'Show the sidebar' }).waitFor();
  await on.keyboard.press('Control+b');
  await sidebar(on).waitFor({ state: 'detached' });
  await first.close();
  const again = await openStudio({ dataDir: first.dataDir });
  try {
    await again.page.getByRole('button', { name: 'Show the sidebar' }).waitFor();
    await expect.poll(() => sidebar(again.page).count(), soon).toBe(0);
  } finally {
    await again.close();
  }
});

test('a course opens in a window of its own, and both windows show a change', async () => {
  const root = await layFolder(join(temporaryFolder(), 'Two windows'), ['1 - One/1 - Alpha.mp4']);
  await importFolder(page, root);
  await page.getByRole('link', { name: 'Courses' }).first().click();
  const opening = studio.app.waitForEvent('window');
  await course('Two windows').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in new window' }).click();
  const second = await opening;
  await outline(second).getByRole('row').filter({ hasText: 'Alpha' }).click();
  await second.keyboard.press('F2');
  await second.keyboard.type('Renamed there');
  await second.keyboard.press('Enter');
  await course('Two windows').click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Renamed there']);
  await second.close();
});

test('after kill -9 grid or list, and the windows on their courses and places, are as they were', async () => {
  const first = await openStudio();
  const make = async (title: string) => (await ask(first.page, 'course.create', { title })).courseId;
  const [stays, goes] = [await make('Stays'), await make('Goes')];
  await courses(first.page).getByText('Stays').waitFor();
  await first.page.getByRole('radio', { name: 'List' }).click();
  const table = (on: Page): Locator => on.getByRole('grid', { name: 'Courses' });
  await table(first.page).getByRole('row').filter({ hasText: 'Stays' }).waitFor();
  for (const courseId of [stays, goes]) {
    const opening = first.app.waitForEvent('window');
    await ask(first.page, 'app.openWindow', { courseId });
    await (await opening).getByRole('link', { name: 'Details' }).click();
  }
  await first.app.evaluate(
    ({ BrowserWindow }, id) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes(id))
        ?.setBounds({ x: 41, y: 60, width: 900, height: 640 }),
    stays,
  );
  await ask(first.page, 'course.delete', { courseIds: [goes] });
  const noted = (): string => readFileSync(join(first.dataDir, 'window.json'), 'utf8');
  await expect.poll(noted, soon).toMatch(new RegExp(`${stays}/details","place":\\{[^}]*"x":41.*${goes}/details`));
  await first.kill();

  const again = await openStudio({ dataDir: first.dataDir });
  try {
    await expect.poll(() => again.app.windows().length, soon).toBe(2);
    const urls = again.app.windows().map((on) => new URL(on.url()).hash);
    expect(urls.toSorted()).toEqual(['#/', `#/course/${stays}/details`].toSorted());
    const [onCourse, onList] = again.app.windows().toSorted((a, b) => b.url().length - a.url().length) as [Page, Page];
    await onCourse.getByRole('textbox', { name: 'Subtitle' }).waitFor();
    const places = await again.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getBounds()),
    );
    expect(places).toContainEqual({ x: 41, y: 60, width: 900, height: 640 });
    await table(onList).getByRole('row').filter({ hasText: 'Stays' }).waitFor();
    await table(onList).getByRole('columnheader', { name: 'Storage' }).waitFor();
    expect(await onList.getByRole('radio', { name: 'List' }).getAttribute('aria-checked')).toBe('true');
  } finally {
    await again.close();
  }
});
