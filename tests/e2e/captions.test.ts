import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LessonId } from '../../src/shared/domain/ids.ts';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { openNewCourse, openStudio, rows, scriptFolderPicker, soon } from './screens-rig.ts';

/* Captions and chapter marks of a lesson, in the built app. */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' });
const player = (): Locator => inspector().locator('video');
const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
const button = (name: string | RegExp): Locator => inspector().getByRole('button', { name });

test('captions are attached by the dialog and by a drop on the player; faults, twins and any language are told', async () => {
  const folder = temporaryFolder();
  await openNewCourse(page, join(folder, 'Kurs C'), ['1 - Cell.mp4']);
  const faulty = join(folder, 'cell.de.srt');
  await writeFile(faulty, '1\n00:00:02,000 --> 00:00:01,000\nEine Zelle\n2\n00:00:02,000 --> 00:00:03,000\n<i>Zwei\n');
  const other = join(folder, 'other.de.vtt');
  await writeFile(other, 'WEBVTT\n\n00:00.000 --> 00:01.000\nAnders\n');
  await row('Cell').click();
  await scriptFolderPicker(studio, faulty);
  await button('Add captions…').press('Enter');
  await row('Cell').getByText('DE', { exact: true }).waitFor();
  await button('3 faults in cell.de.srt').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Faults in “cell.de.srt”' });
  await dialog.getByText('Line 5').waitFor();
  await expectCleanIn(studio, 'faults of captions', 'document.querySelector("[role=dialog]")');
  await dialog.getByRole('button', { name: 'Fix 3 faults' }).press('Enter');
  await inspector().getByText('cell.de.vtt').waitFor();
  await button(/faults? in/).waitFor({ state: 'detached' });

  await player().waitFor();
  await player().scrollIntoViewIfNeeded();
  await dropFolder(page, player(), [other]);
  await inspector().getByText('other.de.vtt').waitFor();
  await inspector().getByText('Two captions are in German').waitFor();
  const language = page.getByRole('combobox', { name: 'Language of other.de.vtt' });
  await language.press('Enter');
  await page.getByRole('option', { name: 'Another language…' }).press('Enter');
  const tag = inspector().getByRole('textbox', { name: 'Language tag of other.de.vtt' });
  await tag.fill('klingon');
  await inspector().getByText('This is no language tag.').waitFor();
  await expectCleanIn(studio, 'a language tag', 'document.querySelector("[data-inspector]")');
  await tag.fill('gsw');
  await tag.press('Enter');
  await row('Cell').getByText('GSW', { exact: true }).waitFor();
  await inspector().getByText('Two captions are in German').waitFor({ state: 'detached' });
  const labels = () => player().evaluate((video) => [...video.querySelectorAll('track')].map(({ label }) => label));
  expect(await labels()).toHaveLength(2);
  await expect.poll(() => language.evaluate((list) => list === document.activeElement), soon).toBe(true);
});

test('C begins a chapter where the video is; chapters are named, retimed, played from, removed and saved with the page', async () => {
  await openNewCourse(page, join(temporaryFolder(), 'Kurs M'), ['1 - Mitosis.mp4']);
  await row('Mitosis').click();
  await player().waitFor();
  const at = () => player().evaluate((video) => (video as HTMLVideoElement).currentTime);
  await expect
    .poll(() => player().evaluate((video) => (video as HTMLVideoElement).readyState), soon)
    .toBeGreaterThan(0);
  await player().focus();
  await page.keyboard.press('c');
  const titleAt = (time: string) => inspector().getByRole('textbox', { name: `Title of the chapter at ${time}` });
  await titleAt('0:00').fill('Anfang');
  await player().focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(at, soon).toBeGreaterThan(3);
  await page.keyboard.press('c');
  await expect
    .poll(
      () =>
        inspector()
          .getByRole('textbox', { name: /^Title of the chapter/ })
          .count(),
      soon,
    )
    .toBe(2);
  const time = inspector().getByRole('textbox', { name: 'Time of “untitled”' });
  await time.fill('0:02.5');
  await time.press('Enter');
  await titleAt('0:03').fill('Ende');
  await inspector()
    .getByRole('list', { name: 'What video sites ask of chapters' })
    .getByText('There are at least three')
    .waitFor();
  await expect.poll(() => inspector().locator('[data-marks] > [title]').count(), soon).toBe(2);
  await expectCleanIn(studio, 'chapters in a video', 'document.querySelector("[data-inspector]")');
  await button('Play from 0:00').press('Enter');
  await expect.poll(at, soon).toBe(0);
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByText('Changes to “Mitosis”').waitFor({ state: 'detached' });
  const lessonId = await page.evaluate(() => document.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson']);
  const saved = async () => (await ask(page, 'lesson.get', { lessonId: lessonId as LessonId })).content.marks;
  expect(await saved()).toEqual([
    { atMs: 0, title: 'Anfang' },
    { atMs: 2_500, title: 'Ende' },
  ]);
  await button('Remove the chapter at 0:03').press('Enter');
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(saved, soon).toEqual([{ atMs: 0, title: 'Anfang' }]);
});

/** A lesson with captions of two cues, whose editor is open. */
async function openEditor() {
  const folder = temporaryFolder();
  const courseId = await openNewCourse(page, join(folder, 'Kurs Q'), ['1 - Meiosis.mp4']);
  const file = join(folder, 'm.en.vtt');
  await writeFile(file, 'WEBVTT\n\n00:00.000 --> 00:01.000\nOne two\n\n00:01.000 --> 00:03.000\nThree & four\n');
  await row('Meiosis').click();
  await scriptFolderPicker(studio, file);
  await button('Add captions…').press('Enter');
  const open = button('Edit m.en.vtt');
  await open.press('Enter');
  const editor = page.getByRole('dialog', { name: 'Captions “m.en.vtt”' });
  const texts = () =>
    editor
      .locator('[data-cue]')
      .evaluateAll((all) =>
        all.map((one) => one.querySelector('textarea')?.value ?? one.querySelector('bdi')?.textContent),
      );
  const inVideo = (what: 'readyState' | 'currentTime') => () =>
    editor.locator('video').evaluate((one, name) => (one as HTMLVideoElement)[name], what);
  const field = (name: string | RegExp) => editor.getByRole('textbox', { name });
  return { courseId, file, open, editor, texts, inVideo, field, text: field(/^Text from/) };
}

test('cues are edited beside the video by keyboard, kept as a draft, saved as a new file, and undone', async () => {
  const { courseId, file, open, editor, texts, inVideo, field, text } = await openEditor();
  await expect.poll(texts, soon).toEqual(['One two', 'Three & four']);
  await expect.poll(() => text.evaluate((one) => one === document.activeElement), soon).toBe(true);
  await expect.poll(inVideo('readyState'), soon).toBeGreaterThan(0);
  await expectCleanIn(studio, 'the cue editor', 'document.querySelector("[role=dialog]")');

  const long = 'One two, one two, one two, one two';
  await text.fill(long);
  await editor.getByText('Too fast to read').first().waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => text.inputValue(), soon).toBe('Three & four');
  await text.evaluate((one) => (one as HTMLTextAreaElement).setSelectionRange(5, 5));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(texts, soon).toEqual([long, 'Three', '& four']);
  await page.keyboard.press('Alt+m');
  await expect.poll(texts, soon).toEqual([long, 'Three\n& four']);
  for (const left of [
    [long, 'Three', '& four'],
    [long, 'Three & four'],
    ['One two', 'Three & four'],
  ]) {
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(texts, soon).toEqual(left);
  }
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(texts, soon).toEqual([long, 'Three & four']);

  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => text.inputValue(), soon).toBe('Three & four');
  await page.keyboard.press('Alt+l');
  await expect.poll(inVideo('currentTime'), soon).toBe(2);
  await page.keyboard.press('Alt+BracketLeft');
  await expect.poll(() => field('Starts at').inputValue(), soon).toBe('0:02');
  await field('Seconds to shift all by').fill('0.25');
  await editor.getByRole('button', { name: 'Shift all' }).press('Enter');
  await expect.poll(() => field('Ends at').inputValue(), soon).toBe('0:03.25');

  await page.keyboard.press('Escape');
  await page.getByText('kept as a draft').waitFor();
  await open.press('Enter');
  await editor.getByText('These are changes that were not saved').waitFor();
  await text.focus();
  await page.keyboard.press('ControlOrMeta+s');
  await editor.waitFor({ state: 'detached' });
  const shown = () =>
    player().evaluate(async (element) => {
      const src = element.querySelector('track')?.getAttribute('src');
      return src ? (await (await fetch(src)).text()).trim() : '';
    });
  const [first, second] = ['00:00:00.250 --> 00:00:01.250', '00:00:02.250 --> 00:00:03.250'];
  await expect.poll(shown, soon).toBe(`WEBVTT\n\n${first}\n${long}\n\n${second}\nThree & four`);
  expect(await readFile(file, 'utf8')).toContain('Three & four');
  await expect.poll(() => ask(page, 'draft.listInCourse', { courseId }), soon).toEqual([]);
  await row('Meiosis').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(shown, soon).toContain('One two\n');
});

test('captions are written from nothing, in a language; of two thousand cues those in sight are in the page', async () => {
  const folder = temporaryFolder();
  await openNewCourse(page, join(folder, 'Kurs W'), ['1 - Osmosis.mp4']);
  await row('Osmosis').click();
  await button('Write captions…').press('Enter');
  const fresh = page.getByRole('dialog', { name: 'New captions of “Osmosis”' });
  await fresh.getByText('No captions yet').waitFor();
  await fresh.getByRole('combobox', { name: 'Language of Osmosis' }).press('Enter');
  await page.getByRole('option', { name: 'Spanish', exact: true }).press('Enter');
  await fresh.getByRole('button', { name: /^Add at/ }).press('Enter');
  const typed = fresh.getByRole('textbox', { name: /^Text from/ });
  await typed.fill('El agua');
  await expectCleanIn(studio, 'captions from nothing', 'document.querySelector("[role=dialog]")');
  await page.keyboard.press('Escape');
  await button('Write captions…').press('Enter');
  await expect.poll(() => typed.inputValue(), soon).toBe('El agua');
  await typed.focus();
  await page.keyboard.press('ControlOrMeta+s');
  await inspector().getByText('1 - Osmosis.es.vtt').waitFor();
  await row('Osmosis').getByText('ES', { exact: true }).waitFor();

  const at = (second: number) => `${new Date(second * 1_000).toISOString().slice(11, 19)}.000`;
  const cues = Array.from({ length: 2_000 }, (_, n) => `${at(n)} --> ${at(n + 1)}\nCue ${String(n)}\n`);
  const file = join(folder, 'long.en.vtt');
  await writeFile(file, `WEBVTT\n\n${cues.join('\n')}`);
  await scriptFolderPicker(studio, file);
  await button('Add captions…').press('Enter');
  await button('Edit long.en.vtt').press('Enter');
  const editor = page.getByRole('dialog', { name: 'Captions “long.en.vtt”' });
  const cue = (n: number) => editor.locator(`[data-cue="${String(n)}"]`);
  await cue(0).waitFor();
  expect(await editor.locator('[data-cue]').count()).toBeLessThan(100);
  await cue(2).getByRole('button').press('Enter');
  await expect.poll(() => cue(2).getAttribute('aria-current'), soon).toBe('time');
  await editor.getByRole('list', { name: 'Captions' }).evaluate((list) => {
    const box = list.parentElement;
    if (box) box.scrollTop = box.scrollHeight;
  });
  await cue(1_999).getByText('Cue 1999').waitFor();
  // The one that is edited stays in the page, and with it the keyboard.
  const text = editor.getByRole('textbox', { name: /^Text from/ });
  expect(await text.inputValue()).toBe('Cue 2');
  await cue(1_999).getByRole('button').press('Enter');
  await expect.poll(() => text.inputValue(), soon).toBe('Cue 1999');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => text.inputValue(), soon).toBe('Cue 1998');
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
});
