import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { openSignedInStudio, soon } from './screens-rig.ts';

/* Undo of what another computer has changed since, and the History panel, in the built app on two computers. */
let cloud: SandboxCloud;
let mine: Studio;
let theirs: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  mine = await openSignedInStudio(cloud);
  theirs = await openSignedInStudio(cloud);
  page = mine.page;
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await cloud.stop();
});

const detailsOf = (courseId: CourseId, on: Page) => ask(on, 'course.getDetails', { courseId });
const question = (): Locator => page.getByRole('dialog', { name: 'Changed on another computer since' });
const panel = (): Locator => page.getByRole('dialog', { name: 'History' });
const steps = (): Locator => panel().getByRole('list', { name: 'Steps, the newest first' }).getByRole('button');

/** A title and a subtitle written here in one step, and the title written over on the other computer. */
async function changedByBoth(title: string): Promise<CourseId> {
  const { courseId } = await ask(page, 'course.create', { title });
  await ask(page, 'course.saveAll', { courseId, details: { title: `${title} mine`, subtitle: 'Mine' } });
  await arrives(courseId, theirs.page, `${title} mine`);
  await ask(theirs.page, 'course.saveAll', { courseId, details: { title: `${title} theirs` } });
  await arrives(courseId, page, `${title} theirs`);
  return courseId;
}
async function arrives(courseId: CourseId, on: Page, title: string): Promise<void> {
  await expect
    .poll(async () => {
      await ask(mine.page, 'sync.now', {});
      await ask(theirs.page, 'sync.now', {});
      return (await ask(on, 'course.list', {})).find((course) => course.courseId === courseId)?.title;
    }, soon)
    .toBe(title);
}

test('undo says what changed since, and Undo the rest leaves it alone; by keyboard', async () => {
  const courseId = await changedByBoth('Rest');
  await page.keyboard.press('Control+z');
  await question().waitFor();
  const change = question().getByRole('list', { name: 'What changed since' }).getByRole('listitem');
  const words = await change.innerText();
  for (const said of ['Title', 'Rest theirs', 'Undo sets', 'Rest']) expect(words).toContain(said);
  expect(words).toMatch(/Now \(.+\)/);
  await expectCleanIn(mine, 'question before an undo');
  await question().getByRole('button', { name: 'Undo the rest' }).focus();
  await page.keyboard.press('Enter');
  await question().waitFor({ state: 'detached' });
  expect(await detailsOf(courseId, page)).toMatchObject({ title: 'Rest theirs', subtitle: '' });
});

test('Undo anyway sets the field back here and on the other computer', async () => {
  const courseId = await changedByBoth('Anyway');
  await page
    .getByRole('button', { name: /^Undo changes to/ })
    .first()
    .click();
  await question().getByRole('button', { name: 'Undo anyway' }).click();
  await question().waitFor({ state: 'detached' });
  expect(await detailsOf(courseId, page)).toMatchObject({ title: 'Anyway', subtitle: '' });
  await arrives(courseId, theirs.page, 'Anyway');
});

test('Escape does nothing; Leave it passes the step over, and the one before can be undone', async () => {
  const courseId = await changedByBoth('Leave');
  await page.keyboard.press('Control+z');
  await question().waitFor();
  await page.keyboard.press('Escape');
  await question().waitFor({ state: 'detached' });
  expect((await ask(page, 'history.peek', {})).undo).toMatchObject({ code: 'course.edit' });
  await page.keyboard.press('Control+z');
  await question().getByRole('button', { name: 'Leave it' }).click();
  await question().waitFor({ state: 'detached' });
  expect(await detailsOf(courseId, page)).toMatchObject({ title: 'Leave theirs', subtitle: 'Mine' });
  expect((await ask(page, 'history.peek', {})).undo).toMatchObject({ code: 'course.create', name: 'Leave' });
});

test('the History panel lists the steps, marks where one is, goes there, and asks where it cannot', async () => {
  await changedByBoth('Panel');
  for (const title of ['One', 'Two', 'Three']) await ask(page, 'course.create', { title });
  await page.keyboard.press('Control+Shift+H');
  await panel().waitFor();
  const here = (): Locator => panel().locator('[aria-current=step]');
  await expect.poll(() => here().innerText(), soon).toContain('You are here');
  expect(await here().innerText()).toMatch(/new course “Three”/i);
  await expect.poll(() => here().evaluate((row) => row === document.activeElement), soon).toBe(true);
  expect(await steps().filter({ hasText: 'Left as it is' }).count()).toBe(1);
  // Of this course, and the making of the two in which the other computer's title stands.
  expect(await steps().filter({ hasText: 'Changed since' }).count()).toBe(3);
  await expectCleanIn(mine, 'history');

  // By keyboard two steps down, and back up by a click: several steps at once.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => here().innerText(), soon).toMatch(/new course “One”/i);
  const titles = async () => (await ask(page, 'course.list', {})).map(({ title }) => title);
  expect(await titles()).not.toContain('Two');
  await steps().first().click();
  await expect.poll(titles, soon).toEqual(expect.arrayContaining(['One', 'Two', 'Three']));

  await steps().last().click();
  await question().waitFor();
  expect(await titles()).not.toContain('One');
  await page.keyboard.press('Escape');
  await question().waitFor({ state: 'detached' });
});

test('the panel of a second window follows', async () => {
  const opened = mine.app.waitForEvent('window');
  await ask(page, 'app.openWindow', { courseId: null });
  const other = await opened;
  await other.getByRole('button', { name: 'History' }).click();
  await ask(page, 'course.create', { title: 'Seen in both' });
  const first = other.getByRole('list', { name: 'Steps, the newest first' }).getByRole('button').first();
  await expect.poll(() => first.innerText(), soon).toContain('Seen in both');
  await other.keyboard.press('Escape');
  await other.getByRole('button', { name: 'Undo new course “Seen in both”' }).first().waitFor();
});

test('what the other computer wrote into a course made here is not undone with it unasked', async () => {
  const { courseId } = await ask(page, 'course.create', { title: 'Made here' });
  await arrives(courseId, theirs.page, 'Made here');
  await ask(theirs.page, 'course.saveAll', { courseId, details: { subtitle: 'Written there' } });
  await expect
    .poll(async () => {
      await ask(theirs.page, 'sync.now', {});
      await ask(page, 'sync.now', {});
      return (await detailsOf(courseId, page)).subtitle;
    }, soon)
    .toBe('Written there');
  await page.keyboard.press('Control+z');
  await question().waitFor();
  const change = question().getByRole('list', { name: 'What changed since' }).getByRole('listitem');
  const words = await change.innerText();
  for (const said of ['Made here', 'Subtitle', 'Written there', 'deleted']) expect(words).toContain(said);
  await expectCleanIn(mine, 'question before an undo of what was made');
  expect(await question().getByRole('button', { name: 'Undo the rest' }).count()).toBe(0); // there is none
  await question().getByRole('button', { name: 'Leave it' }).click();
  await question().waitFor({ state: 'detached' });
  expect(await detailsOf(courseId, page)).toMatchObject({ title: 'Made here', subtitle: 'Written there' });
});
