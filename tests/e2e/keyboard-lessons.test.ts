import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { keyboardOf } from './keyboard-hands.ts';
import { layFolder, openNewCourse, openStudio, outlineTitles, scriptFolderPicker, soon } from './screens-rig.ts';

/* What lessons are made of, and what is around them, without a mouse: only keys are pressed here. */
let studio: Studio;
let page: Page;
let hands: ReturnType<typeof keyboardOf>;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  hands = keyboardOf(page);
});
afterEach(async () => {
  // What a test leaves unsaved would ask the next one whether it may go.
  await hands.press('Escape', 'Escape', 'Control+s');
  await page.getByRole('button', { name: 'Save changes' }).and(page.locator(':enabled')).waitFor({ state: 'detached' });
});
afterAll(() => studio.close());

const titles = (): Promise<string[]> => outlineTitles(page);
const shows = (words: string): Promise<void> => page.getByText(words).first().waitFor();
const noDialog = (): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });

/** A course of that name with these lessons, the first of which has the keyboard. */
async function openWith(name: string, ...lessons: readonly string[]): Promise<{ root: string; courseId: CourseId }> {
  const root = join(temporaryFolder(), name);
  const files = lessons.map((lesson, at) => `1 - One/${String(at + 1)} - ${lesson}.mp4`);
  const courseId = await openNewCourse(page, root, files);
  await hands.arrives('One', 'row');
  await hands.press('ArrowDown');
  await hands.arrives(lessons[0] ?? '', 'row');
  return { root, courseId };
}
const chosen = (): Promise<boolean> => page.evaluate(() => (document.activeElement as HTMLInputElement).checked);

test('a quiz: questions and answers written, the right one chosen, moved, removed, and saved', async () => {
  const { courseId } = await openWith('Quiz', 'Alpha');
  await hands.goTo('Add', 'Shift+Tab');
  await hands.press('Enter');
  await page.getByRole('menuitem', { name: 'Quiz' }).waitFor();
  await hands.goTo(/^Quiz/, 'ArrowDown');
  await hands.press('Enter');
  await hands.arrives('Title of the lesson');
  await hands.type('What lives');
  await hands.press('Enter');
  await hands.arrives('What lives');
  await hands.goTo('Add question');
  await hands.press('Enter');
  await hands.arrives('What is asked');
  await hands.type('What lives?');
  await hands.goTo('Text of answer 1');
  await hands.type('A cell');
  await hands.goTo('Text of answer 2');
  await hands.type('A stone');
  await hands.goTo('Add answer');
  await hands.press('Enter');
  await hands.arrives('Text of answer 3');
  await hands.type('A star');
  // Of a group of which none is chosen, Tab leads to the first, backwards to the last.
  await hands.goTo('Answer 3 is right', 'Shift+Tab');
  await hands.press('ArrowDown');
  await hands.arrives('Answer 1 is right');
  expect(await chosen()).toBe(true);
  await hands.goTo('Move down: Answer 1');
  await hands.press('Enter');
  await hands.arrives('Move down: Answer 2');
  // What stood after it goes on with the keyboard; after the last, what adds another.
  await hands.goTo('Remove: Answer 3');
  await hands.press('Enter');
  await hands.arrives('Answer 2', 'li');
  await hands.goTo('Add question');
  await hands.press('Enter');
  await hands.arrives('What is asked');
  await hands.type('Too much');
  await hands.press('Alt+ArrowUp');
  await hands.goTo('Remove: Question 1', 'Shift+Tab');
  await hands.press('Enter');
  await hands.arrives(/^Question 1/, 'li');
  await hands.press('Control+s');
  const quiz = async () => {
    const { chapters } = await ask(page, 'course.getOutline', { courseId });
    const lesson = chapters.flatMap(({ lessons }) => lessons).find(({ title }) => title === 'What lives');
    if (!lesson) throw new Error('no lesson');
    const { content } = await ask(page, 'lesson.get', { lessonId: lesson.lessonId });
    return content.quiz?.questions.map(({ text, options }) => [text, options.map((one) => [one.text, one.isRight])]);
  };
  const answers = [
    ['A stone', false],
    ['A cell', true],
  ];
  await expect.poll(quiz, soon).toEqual([['What lives?', answers]]);
  await hands.goTo('Remove: Question 1');
  await hands.press('Enter');
  await hands.arrives('Add question');
});

test('captions: attached, a cue corrected, split, played and saved; the keyboard is back where the editor was opened', async () => {
  const { root } = await openWith('Cues', 'Meiosis');
  const file = join(root, 'm.en.vtt');
  await writeFile(file, 'WEBVTT\n\n00:00.000 --> 00:01.000\nOne two\n\n00:01.000 --> 00:03.000\nThree & four\n');
  await scriptFolderPicker(studio, file);
  await hands.goTo('Add captions…');
  await hands.press('Enter');
  await page.getByRole('button', { name: 'Edit m.en.vtt' }).waitFor();
  await hands.goTo('Edit m.en.vtt', 'Shift+Tab');
  await hands.press('Enter');
  await hands.arrives(/^Text from/);
  const editor = page.getByRole('dialog', { name: 'Captions “m.en.vtt”' });
  const texts = (): Promise<string[]> =>
    editor
      .locator('[data-cue]')
      .evaluateAll((all) =>
        all.map((one) => one.querySelector('textarea')?.value ?? one.querySelector('bdi')?.textContent ?? ''),
      );
  await expect.poll(texts, soon).toEqual(['One two', 'Three & four']);
  await hands.press('Control+a');
  await hands.type('Eins zwei');
  await hands.press('Alt+ArrowDown');
  await hands.arrives(/^Text from 0:01/);
  await hands.press('Control+Home', ...Array.from({ length: 5 }, () => 'ArrowRight'), 'Control+Enter');
  await expect.poll(texts, soon).toEqual(['Eins zwei', 'Three', '& four']);
  // The page behind it hears nothing of the keys.
  await hands.press('Control+j', 'Control+n');
  await hands.goTo('Starts at', 'Shift+Tab');
  await hands.goToButton('Save captions');
  await hands.press('Enter');
  await noDialog();
  await hands.arrives(/^Edit /);
  const lesson = (): Promise<string> =>
    page.evaluate(async () => {
      const src = document.querySelector('[data-inspector] track')?.getAttribute('src');
      return src ? (await fetch(src)).text() : '';
    });
  await expect.poll(lesson, soon).toContain('Eins zwei');
  expect(await readFile(file, 'utf8')).toContain('One two');
});

test('the checklist of publishing leads to its fields and lessons, and one comes back to it', async () => {
  await openWith('Checklist', 'Alpha');
  await hands.command('Publish…');
  await shows('in the way of publishing');
  await hands.arrives(/./, 'main');
  await hands.goTo('Go to the field: Subtitle');
  await hands.press('Enter');
  await hands.arrives('Subtitle');
  await hands.type('All about plants');
  await hands.press('Control+s');
  await page.goBack();
  await page.getByRole('link', { name: 'Go to the field: Category' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Go to the field: Subtitle' }).count(), soon).toBe(0);
  await hands.arrives(/./, 'main');
  await hands.goTo('Alpha', 'Tab', 'a');
  await hands.press('Enter');
  await hands.arrives('Alpha', 'row');
});

test('a folder picked again: what is new and newer in it is looked at, left out, and applied', async () => {
  const { root } = await openWith('Again', 'Alpha', 'Beta');
  await layFolder(root, ['1 - One/3 - Gamma.mp4', '1 - One/4 - Delta.mp4']);
  await scriptFolderPicker(studio, root);
  await hands.press('Control+o');
  await page.getByRole('heading', { name: 'Changes in “Again”' }).waitFor();
  await hands.goToButton('Apply 2 changes');
  await hands.goTo('What will be imported', 'Shift+Tab', 'treegrid');
  const line = (): Promise<string> =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    });
  for (let at = 0; at < 6 && !(await line()).includes('Gamma'); at += 1) await hands.press('ArrowDown');
  expect(await line()).toContain('Gamma');
  await hands.press('Space');
  await hands.goToButton('Apply 1 change');
  await hands.press('Enter');
  await expect.poll(titles, soon).toEqual(['# One', 'Alpha', 'Beta', 'Delta']);
  await hands.arrives(/./, 'row');
  await hands.press('Control+z');
  await expect.poll(titles, soon).toEqual(['# One', 'Alpha', 'Beta']);
});

test('one lesson of several comes back from the trash, and the course with the keyboard in its outline', async () => {
  await openWith('Back', 'Alpha', 'Beta', 'Gamma');
  await hands.press('Shift+ArrowDown', 'Delete', 'Control+s');
  await expect.poll(titles, soon).toEqual(['# One', 'Gamma']);
  await hands.arrives('Gamma', 'row');
  await hands.command('Trash');
  await page.getByRole('heading', { name: 'Trash', exact: true }).waitFor();
  await hands.goTo('Restore “Beta”');
  await hands.press('Enter');
  await shows('Restored “Beta”');
  await hands.arrives(/./, 'li');
  await page.goBack();
  await expect.poll(titles, soon).toEqual(['# One', 'Beta', 'Gamma']);
  await hands.arrives('Gamma', 'row');
});
