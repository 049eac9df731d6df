import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LessonId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse, until } from '../story/steps.ts';
import { openNewCourse, openStudio, outline, soon, struckTitles } from './screens-rig.ts';

/*
 * Titles being typed when the app is killed: in the built app, after `kill -9`, they are there again. One story: what comes
 * after one kill is the beginning of the next.
 */
const titleDraft = (page: Page, entityId: string) => ask(page, 'draft.open', { form: 'title', entityId });
const keptAs = (page: Page, entityId: string, title: string): Promise<void> =>
  until('the draft on the disk', async () => (await titleDraft(page, entityId))?.fields['title'] === title, 10_000);

let studio: Studio;
let page: Page;
let lessonId: LessonId;
async function begin(dataDir?: string): Promise<void> {
  studio = await openStudio(dataDir === undefined ? {} : { dataDir });
  ({ page } = studio);
}
async function killed(): Promise<void> {
  await studio.kill();
  await begin(studio.dataDir);
}

beforeAll(async () => {
  await begin();
  const courseId = await openNewCourse(page, join(temporaryFolder(), 'Optics'), ['1 Light/01 - Rays.mp4']);
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const lesson = chapters[0]?.lessons[0];
  if (!lesson) throw new Error('no lesson');
  ({ lessonId } = lesson);
});
afterAll(() => studio.close());

const row = (title: string): Locator => outline(page).getByRole('row', { name: new RegExp(title) });
const inspectorTitle = (): Locator => page.getByRole('textbox', { name: 'Title of the lesson' });
const outlineTitle = (): Locator => outline(page).getByRole('textbox', { name: 'Title of the lesson' });

test('a rename that is committed or given up leaves no draft', async () => {
  for (const [key, title] of [
    ['Escape', 'Given up'],
    ['Enter', 'Rays again'],
  ] as const) {
    await outline(page).getByRole('row').last().press('F2');
    await outlineTitle().fill(title);
    await keptAs(page, lessonId, title);
    await outlineTitle().press(key);
    await outlineTitle().waitFor({ state: 'detached' });
    await expect.poll(() => titleDraft(page, lessonId), soon).toBeNull();
  }
});

test('typed in the inspector and killed: shown as not saved, kept with Save', async () => {
  await row('Rays again').click();
  await inspectorTitle().fill('Rays of light');
  await keptAs(page, lessonId, 'Rays of light');
  await killed();
  await openCourse(page, 'Optics');
  await row('Rays again').click();
  await page.getByText('You typed this and did not save it.').waitFor();
  expect(await inspectorTitle().inputValue()).toBe('Rays of light');
  await row('Rays again').getByText('Rays again', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await row('Rays of light').waitFor();
  await expect.poll(() => titleDraft(page, lessonId), soon).toBeNull();
});

test('typed in the outline and killed: shown in the inspector, gone with Discard; what changed since is said', async () => {
  await row('Rays of light').press('F2');
  await outlineTitle().fill('Half a tit');
  await keptAs(page, lessonId, 'Half a tit');
  await killed();
  await ask(page, 'lesson.rename', { lessonId, title: 'From elsewhere' });
  await openCourse(page, 'Optics');
  await row('From elsewhere').click();
  await page.getByText('The title is “From elsewhere” by now.').waitFor();
  expect(await inspectorTitle().inputValue()).toBe('Half a tit');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => inspectorTitle().inputValue(), soon).toBe('From elsewhere');
  await expect.poll(() => titleDraft(page, lessonId), soon).toBeNull();
});

const tags = (): Locator => page.getByRole('combobox', { name: 'Tags' });

test('struck through, typed for a lesson and killed: both are there again, at most a second is lost', async () => {
  const kept = (form: string, entityId: string, field: string) => async () =>
    Object.hasOwn((await ask(page, 'draft.open', { form, entityId }))?.fields ?? {}, field);
  const [{ courseId } = { courseId: '' }] = await ask(page, 'course.list', {});
  await page.getByRole('textbox', { name: 'Days after enrolment' }).fill('7');
  await row('From elsewhere').focus();
  await page.keyboard.press('Delete');
  const struckAtMs = Date.now();
  await until('the pending delete on the disk', kept('course-deletes', courseId, lessonId), 10_000);
  expect(Date.now() - struckAtMs).toBeLessThan(2_000);
  await until('the draft on the disk', kept('lesson-details', lessonId, 'dripText'), 10_000);
  await tags().fill('half a t');
  await until('the half tag on the disk', kept('half-tag', lessonId, 'title'), 10_000);
  await killed();
  await expect.poll(() => struckTitles(page), soon).toEqual(['From elsewhere']);
  await page.getByText('1 lesson to delete · Changes to “From elsewhere”').waitFor();
  await row('From elsewhere').click();
  await page.getByText(/^Restored what you typed and did not save/).waitFor();
  expect(await page.getByRole('textbox', { name: 'Days after enrolment' }).inputValue()).toBe('7');
  await expect.poll(() => tags().inputValue(), soon).toBe('half a t');
  await tags().fill('');
  await page.getByRole('button', { name: 'Do not delete “From elsewhere”' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(async () => (await ask(page, 'lesson.get', { lessonId })).dripDays, soon).toBe(7);
  for (const [form, entityId] of [
    ['course-deletes', courseId],
    ['lesson-details', lessonId],
    ['half-tag', lessonId],
  ] as const)
    await expect.poll(() => ask(page, 'draft.open', { form, entityId }), soon).toBeNull();
});

test('the title of a new course that was being typed is there again', async () => {
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog', { name: 'New course' }).getByRole('textbox').fill('Wave opt');
  await keptAs(page, 'new-course', 'Wave opt');
  await killed();
  await page.getByRole('link', { name: 'Optics' }).first().waitFor();
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'New course' });
  await dialog.getByText('You typed this and did not save it.').waitFor();
  expect(await dialog.getByRole('textbox').inputValue()).toBe('Wave opt');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Wave opt' }).waitFor();
  await expect.poll(() => titleDraft(page, 'new-course'), soon).toBeNull();
});

test('what another window gives up leaves the draft of this one; closing it asks, too: stay, then keep as a draft', async () => {
  const { courseId } = await ask(page, 'course.create', { title: 'Closing' });
  const opened = studio.app.waitForEvent('window');
  await ask(page, 'app.openWindow', { courseId });
  const other = await opened;
  await other.getByRole('link', { name: 'Details' }).click();
  await other.getByRole('textbox', { name: 'Audience' }).fill('Everybody');
  const close = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close());
  const dialog = other.getByRole('dialog', { name: 'Save your changes?' });
  await other.getByText('Unsaved changes').waitFor();
  const ofForm = { form: 'course-details', entityId: courseId };
  const drafted = async (of: Page) => (await ask(of, 'draft.open', ofForm))?.fields['audience'];
  await expect.poll(() => drafted(other), soon).toBe('Everybody');
  await ask(page, 'draft.save', { ...ofForm, fields: null });
  expect([await drafted(page), await drafted(other)]).toEqual([undefined, 'Everybody']);
  await close();
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await dialog.waitFor({ state: 'detached' });
  const closed = other.waitForEvent('close');
  await close();
  await dialog.getByRole('button', { name: 'Keep as draft' }).click();
  await closed;
  await expect.poll(() => drafted(page), soon).toBe('Everybody');
});

test('two windows type into one form: a save in one is a hint in the other; after the kill the words of both are there', async () => {
  const { courseId } = await ask(page, 'course.create', { title: 'Two windows' });
  const openDetails = async () => {
    const opened = studio.app.waitForEvent('window');
    await ask(page, 'app.openWindow', { courseId });
    const window = await opened;
    await window.getByRole('link', { name: 'Details' }).click();
    return window;
  };
  const [first, second] = [await openDetails(), await openDetails()];
  const field = (name: string, on: Page) => on.getByRole('textbox', { name, exact: true });
  const save = (on: Page) => on.getByRole('button', { name: 'Save changes' }).click();
  const ofForm = { form: 'course-details', entityId: courseId };
  const described = (on: Page) => async () => (await ask(on, 'draft.open', ofForm))?.fields['description'];
  await field('Audience', second).fill('Theirs');
  await field('Audience', first).fill('Saved');
  await save(first);
  await first.getByText('All changes saved').waitFor();
  await second
    .getByText('Audience was changed elsewhere since you typed yours. It is by now: “Saved”', { exact: true })
    .waitFor();
  expect(await field('Audience', second).inputValue()).toBe('Theirs');
  await field('Description', first).fill('Of the first');
  await expect.poll(described(first), soon).toBe('Of the first');
  await field('Description', second).fill('Of the second');
  await expect.poll(described(second), soon).toBe('Of the second');

  await killed();
  const offer = (text: string, on: Page) => on.getByText(`Description: you also typed “${text}” in another window.`);
  await expect.poll(() => studio.app.windows().length, soon).toBe(3);
  // One of the windows has it all, whichever asked first.
  const windows = studio.app.windows().map(async (on) => {
    await offer('Of the first', on).waitFor();
    return on;
  });
  const one = await Promise.any(windows);
  const texts = () => Promise.all(['Description', 'Audience'].map((name) => field(name, one).inputValue()));
  expect(await texts()).toEqual(['Of the second', 'Theirs']);
  await one.getByRole('button', { name: 'Use what you also typed: Description' }).click();
  await offer('Of the second', one).waitFor();
  expect(await texts()).toEqual(['Of the first', 'Theirs']);
  await save(one);
  await one.getByText('All changes saved').waitFor();
  await one.getByRole('button', { name: 'Give up what you also typed: Description' }).click();
  await one.getByText(/you also typed/).waitFor({ state: 'detached' });
  await expect.poll(() => ask(one, 'draft.open', ofForm), soon).toBeNull();
});
