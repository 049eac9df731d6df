import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse, until } from '../story/steps.ts';
import { openNewCourse, openStudio, outline, soon } from './screens-rig.ts';

/* Titles being typed when the app is killed: in the built app, after `kill -9`, they are there again. */
const titleDraft = (page: Page, entityId: string) => ask(page, 'draft.get', { form: 'title', entityId });
const keptAs = (page: Page, entityId: string, title: string): Promise<void> =>
  until('the draft on the disk', async () => (await titleDraft(page, entityId))?.fields['title'] === title, 10_000);

async function afterKill(first: Studio): Promise<Studio> {
  await first.kill();
  return openStudio({ dataDir: first.dataDir });
}
const inspectorTitle = (page: Page) => page.getByRole('textbox', { name: 'Title of the lesson' });

async function openLesson(): Promise<{ studio: Studio; lessonId: string }> {
  const studio = await openStudio();
  const courseId = await openNewCourse(studio.page, join(temporaryFolder(), 'Optics'), ['1 Light/01 - Rays.mp4']);
  const { chapters } = await ask(studio.page, 'course.getOutline', { courseId });
  await outline(studio.page).getByRole('row', { name: /Rays/ }).click();
  await inspectorTitle(studio.page).waitFor();
  return { studio, lessonId: chapters[0]?.lessons[0]?.lessonId ?? '' };
}

test('typed in the inspector and killed: shown as not saved, kept with Save', async () => {
  const { studio: first, lessonId } = await openLesson();
  await inspectorTitle(first.page).fill('Rays of light');
  await keptAs(first.page, lessonId, 'Rays of light');
  const { page, close } = await afterKill(first);
  try {
    await openCourse(page, 'Optics');
    await outline(page).getByRole('row', { name: /Rays/ }).click();
    await page.getByText('You typed this and did not save it.').waitFor();
    expect(await inspectorTitle(page).inputValue()).toBe('Rays of light');
    await outline(page).getByRole('row', { name: /Rays/ }).getByText('Rays', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await outline(page)
      .getByRole('row', { name: /Rays of light/ })
      .waitFor();
    await expect.poll(() => titleDraft(page, lessonId), soon).toBeNull();
  } finally {
    await close();
  }
});

test('typed in the outline and killed: shown in the inspector, gone with Discard; what changed since is said', async () => {
  const { studio: first, lessonId } = await openLesson();
  await outline(first.page).getByRole('row', { name: /Rays/ }).press('F2');
  const input = outline(first.page).getByRole('textbox', { name: 'Title of the lesson' });
  await input.fill('Half a tit');
  await keptAs(first.page, lessonId, 'Half a tit');
  const { page, close } = await afterKill(first);
  try {
    await ask(page, 'lesson.rename', { lessonId: lessonId as never, title: 'From elsewhere' });
    await openCourse(page, 'Optics');
    await outline(page)
      .getByRole('row', { name: /From elsewhere/ })
      .click();
    await page.getByText('The title is “From elsewhere” by now.').waitFor();
    expect(await inspectorTitle(page).inputValue()).toBe('Half a tit');
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => inspectorTitle(page).inputValue(), soon).toBe('From elsewhere');
    await expect.poll(() => titleDraft(page, lessonId), soon).toBeNull();
  } finally {
    await close();
  }
});

test('a rename that is committed or given up leaves no draft', async () => {
  const { studio, lessonId } = await openLesson();
  const input = outline(studio.page).getByRole('textbox', { name: 'Title of the lesson' });
  for (const [key, title] of [
    ['Escape', 'Given up'],
    ['Enter', 'Committed'],
  ] as const) {
    await outline(studio.page).getByRole('row').last().press('F2');
    await input.fill(title);
    await keptAs(studio.page, lessonId, title);
    await input.press(key);
    await input.waitFor({ state: 'detached' });
    await expect.poll(() => titleDraft(studio.page, lessonId), soon).toBeNull();
  }
  await studio.close();
});

test('the title of a new course that was being typed is there again', async () => {
  const first = await openStudio();
  await first.page.keyboard.press('Control+n');
  await first.page.getByRole('dialog', { name: 'New course' }).getByRole('textbox').fill('Wave opt');
  await keptAs(first.page, 'new-course', 'Wave opt');
  const { page, close } = await afterKill(first);
  try {
    await page.getByRole('button', { name: 'Choose a folder…' }).waitFor();
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'New course' });
    await dialog.getByText('You typed this and did not save it.').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Wave opt');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Wave opt' }).waitFor();
    await expect.poll(() => titleDraft(page, 'new-course'), soon).toBeNull();
  } finally {
    await close();
  }
});
