import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, lessonRow, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { openNewCourse, openStudio, outlineTitles, soon } from './screens-rig.ts';

/* What comes before publishing, offline and by keyboard: versions of a course, the checklist, the course as students see it. */
let studio: Studio;
let page: Page;
let courseId: CourseId;

beforeAll(async () => {
  studio = await openStudio();
  ({ page } = studio);
  const files = ['1 - One/1 - Alpha.mp4', '1 - One/2 - Beta.mp4', '2 - Two/1 - Gamma.mp4', '2 - Two/1 - Gamma.pdf'];
  courseId = await openNewCourse(page, join(temporaryFolder(), 'Botany'), files);
});
afterAll(() => studio.close());

async function openFromMenu(name: string): Promise<void> {
  await openCourse(page, 'Botany');
  await page.getByRole('button', { name: 'More for the course' }).press('Enter');
  await page.getByRole('menuitem', { name }).press('Enter');
}

test('a version is kept, read and gone back to by keyboard, with one undo; the lesson made since is in the trash', async () => {
  await openFromMenu('Versions');
  await page.getByText('No version is kept yet.').waitFor();
  await expectCleanIn(studio, 'no versions');
  await page.getByRole('button', { name: 'Keep a version…' }).press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('');
  await name.press('Enter');
  await page.getByText('A version needs a name.').waitFor();
  await expectCleanIn(studio, 'a version without a name');
  await name.fill('Before the summer');
  await name.press('Enter');
  await page.getByRole('heading', { name: 'Before the summer' }).waitFor();
  await page.getByText('The course is the same now.').waitFor();

  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const [one] = chapters;
  const [alpha] = one?.lessons ?? [];
  if (!one || !alpha) throw new Error('the course has no lesson');
  await ask(page, 'lesson.rename', { lessonId: alpha.lessonId, title: 'Renamed' });
  const place = { chapterId: one.chapterId, afterId: null };
  await ask(page, 'lesson.create', { place, kind: 'text', title: 'Made since' });
  await page.getByText('Renamed becomes Alpha').waitFor();
  await page.getByRole('region', { name: 'Move to the trash' }).getByText('Made since').waitFor();
  await page.getByRole('list', { name: 'Outline of this version' }).getByText('Gamma').waitFor();
  await expectCleanIn(studio, 'a version');
  await page.getByRole('button', { name: 'Restore this version' }).press('Enter');
  await page.getByText('The course is as in “Before the summer” again').waitFor();
  await page.getByText('The course is the same now.').waitFor();
  expect((await ask(page, 'trash.list', {})).map(({ title }) => title)).toContain('Made since');
  await openCourse(page, 'Botany');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'Alpha', 'Beta', '# Two', 'Gamma']);
  await page.keyboard.press('Control+z');
  await lessonRow(page, 'Renamed').waitFor();
  await page.keyboard.press('Control+Shift+z');
  await lessonRow(page, 'Alpha').waitFor();
});

test('a version gets another name and is deleted, the keyboard stays; undo brings it back', async () => {
  await ask(page, 'version.make', { courseId, name: 'Other' });
  await openFromMenu('Versions');
  await page.getByRole('button', { name: 'Actions for “Other”' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Rename…' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('Second');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Second/ }).waitFor();
  await page.getByRole('button', { name: 'Actions for “Second”' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await page.getByText('Deleted the version “Second”').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.includes('Before the summer')), soon)
    .toBe(true);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /^Second/ }).waitFor();
  expect((await ask(page, 'version.list', { courseId })).map(({ name }) => name)).toEqual([
    'Second',
    'Before the summer',
  ]);
});
