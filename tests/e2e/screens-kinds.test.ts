import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { openStudio, rows, scriptFilePicker, soon } from './screens-rig.ts';

/* Lessons that are no videos, in the built app: written, saved with the page, and seen as students see them. */
let studio: Studio;
let page: Page;
let courseId: CourseId;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
  ({ courseId } = await ask(page, 'course.create', { title: 'Kinds' }));
});
afterAll(() => studio.close());

const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' });
const body = (): Locator => inspector().getByRole('textbox', { name: 'Text', exact: true });
const save = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' });
};

async function openLesson(kind: 'text' | 'link' | 'quiz' | 'download', title: string): Promise<LessonId> {
  const place = { courseId, chapterTitle: `${title} chapter` };
  const { lessonId } = await ask(page, 'lesson.create', { place, kind, title });
  if ((await rows(page).count()) === 0) await openCourse(page, 'Kinds');
  await rows(page)
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();
  return lessonId;
}
/** The tool has the keyboard. */
async function expectTool(name: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), soon).toBe(name);
}
const lessonOf = (lessonId: LessonId) => ask(page, 'lesson.get', { lessonId });

test('a text is written with shortcuts and tools, undone in its own way, saved as Markdown and read', async () => {
  const lessonId = await openLesson('text', 'Reading');
  await body().click();
  await page.keyboard.type('## Cells');
  await page.keyboard.press('Enter');
  await page.keyboard.type('A **cell** is small.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('الخلية صغيرة.');
  // A paragraph in another language has the direction of its own words.
  const leftOver = await body()
    .getByText('الخلية')
    .evaluate((paragraph) => {
      const words = document.createRange();
      words.selectNodeContents(paragraph);
      return paragraph.getBoundingClientRect().right - words.getBoundingClientRect().right;
    });
  expect(leftOver).toBeLessThan(2);
  await page.keyboard.press('Enter');
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  // To the tools by keyboard and back.
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Alt+F10');
  await expectTool('Undo typing');
  for (const tool of ['Redo typing', 'Heading', 'Subheading', 'Bold']) {
    await page.keyboard.press('ArrowRight');
    await expectTool(tool);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => body().locator('strong').allInnerTexts(), soon).toEqual(['cell', 'two']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => body().locator('strong').allInnerTexts(), soon).toEqual(['cell']);
  await expectCleanIn(studio, 'text lesson');
  await save();
  expect((await lessonOf(lessonId)).body).toBe('## Cells\n\nA **cell** is small.\n\nالخلية صغيرة.\n\n- one\n- two');
  await inspector().getByRole('radio', { name: 'As students see it' }).click();
  await inspector().getByRole('heading', { name: 'Cells', level: 2 }).waitFor();
  expect(await inspector().getByRole('listitem').allInnerTexts()).toEqual(['one', 'two']);
});

/** Pastes into what has the keyboard. */
const paste = (data: Readonly<Record<string, string>>): Promise<void> =>
  page.evaluate((types) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(types)) clipboardData.setData(type, text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, data);

test('what is pasted from Word, a page or a Markdown file is cut down to what a text may hold', async () => {
  const lessonId = await openLesson('text', 'Pasted');
  const listed = (marker: string, text: string) =>
    `<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${marker} </span>${text}<o:p></o:p></p>`;
  await body().click();
  await paste({
    'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p { color: red }</style></head><body>
      <h1 style="mso-outline-level:1">Cells</h1>${listed('·', 'one')}${listed('·', 'two')}${listed('1.', 'first')}</body></html>`,
  });
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await paste({
    'text/html': `<p onclick="alert(1)"><b>bold</b> <a href="javascript:alert(1)">bad</a>
      <a href="https://example.org/">good</a><img src="https://example.org/pixel.png"><script>alert(1)</script></p>`,
  });
  await page.keyboard.press('Enter');
  await paste({ 'text/plain': '> *quoted*' });
  await expect.poll(() => body().locator('blockquote em').allInnerTexts(), soon).toEqual(['quoted']);
  await save();
  expect((await lessonOf(lessonId)).body.split('\n\n')).toEqual([
    '# Cells',
    '- one\n- two',
    '1. first',
    '**bold** bad [good](https://example.org/)',
    '> *quoted*',
  ]);
});

test('a link says what is no address, is saved with its scheme and leads out of the app', async () => {
  const lessonId = await openLesson('link', 'Atlas');
  const address = inspector().getByRole('textbox', { name: 'Address' });
  await address.fill('http://example.org');
  await inspector().getByRole('textbox', { name: 'Shown as' }).fill('The atlas');
  await inspector().getByText('Type an address that begins with https://').waitFor();
  await address.fill('example.org/atlas');
  const link = inspector().getByRole('link', { name: 'The atlas' });
  await link.waitFor();
  await expectCleanIn(studio, 'link lesson');
  await save();
  expect((await lessonOf(lessonId)).content.link).toEqual({ url: 'https://example.org/atlas', title: 'The atlas' });
  expect(await link.evaluate((one) => [one.getAttribute('href'), one.getAttribute('target')])).toEqual([
    'https://example.org/atlas',
    '_blank',
  ]);
});

test('a quiz is made by keyboard and mouse, says what is missing, and is answered as students answer it', async () => {
  const lessonId = await openLesson('quiz', 'What lives');
  const add = inspector().getByRole('button', { name: 'Add question' });
  const field = (name: string, at = 0): Locator => inspector().getByRole('textbox', { name }).nth(at);
  await add.click();
  await inspector().getByText('Nothing is asked yet.').waitFor();
  // The keyboard is in what was added: a space on the button would add another.
  await page.keyboard.type('What lives?');
  await expect.poll(() => field('What is asked').inputValue(), soon).toBe('What lives?');
  await field('Text of answer 1').fill('A cell');
  await field('Told to whoever chose answer 1').fill('It does.');
  await field('Text of answer 2').fill('A stone');
  await inspector().getByRole('button', { name: 'Add answer' }).click();
  await page.keyboard.type('A star');
  await inspector().getByText('No answer is marked as right.').waitFor();
  await inspector().getByRole('radio', { name: 'Answer 1 is right' }).check();
  await inspector().getByText('No answer is marked as right.').waitFor({ state: 'detached' });
  await add.press('Enter');
  await field('What is asked', 1).fill('Unfinished');
  await field('What is asked', 1).press('Alt+ArrowUp');
  await expect.poll(() => field('What is asked').inputValue(), soon).toBe('Unfinished');
  await expectCleanIn(studio, 'quiz lesson');
  await save();
  const { questions } = (await lessonOf(lessonId)).content.quiz ?? { questions: [] };
  expect(questions.map(({ text }) => text)).toEqual(['Unfinished', 'What lives?']);
  expect(questions[1]?.options.map(({ text, isRight }) => [text, isRight])).toEqual([
    ['A cell', true],
    ['A stone', false],
    ['A star', false],
  ]);
  await inspector().getByRole('radio', { name: 'As students see it' }).click();
  const asked = inspector().getByRole('group', { name: 'What lives?' });
  await asked.getByRole('radio', { name: 'A cell' }).check();
  await asked.getByRole('button', { name: 'Check answer' }).click();
  await asked.getByText('Right.', { exact: true }).waitFor();
  await asked.getByText('It does.').waitFor();
});

const files = (): Locator => inspector().getByRole('list', { name: 'Files to download' }).getByRole('listitem');
/** As they stand there, read in one look. */
const fileNames = (): Promise<string[]> =>
  files().evaluateAll((all) =>
    all.map((row) => row.querySelector('[aria-label^="Open "]')?.getAttribute('aria-label') ?? row.textContent),
  );
const opensOf = (...names: string[]): string[] => names.map((name) => `Open “${name}”`);
async function lay(...names: readonly string[]): Promise<string[]> {
  const folder = temporaryFolder();
  for (const name of names) await writeFile(join(folder, name), `${name} is what this file says`);
  return names.map((name) => join(folder, name));
}

test('files are attached by the dialog and by dropping them, put in order in three ways, renamed and removed with undo', async () => {
  const lessonId = await openLesson('download', 'Sheets');
  await scriptFilePicker(studio, await lay('One.pdf', 'Two.zip'));
  await inspector().getByRole('button', { name: 'Attach files…' }).click();
  await expect.poll(fileNames, soon).toEqual(opensOf('One.pdf', 'Two.zip'));
  const dropped = await lay('Three.txt', 'Empty.txt');
  await writeFile(dropped[1] ?? '', '');
  const folder = join(temporaryFolder(), 'Folder');
  await mkdir(folder);
  await dropFolder(page, inspector().locator('[data-takes-files]'), [...dropped, folder]);
  await expect.poll(fileNames, soon).toEqual(opensOf('One.pdf', 'Two.zip', 'Three.txt'));
  await inspector().getByText('2 files were not attached:').waitFor();
  await inspector().getByText('Empty.txt: there is nothing in it').waitFor();
  await expectCleanIn(studio, 'download lesson');
  await inspector().getByRole('button', { name: 'Dismiss' }).click();

  await inspector().getByRole('button', { name: 'Move “Three.txt” up' }).click();
  await expect.poll(fileNames, soon).toEqual(opensOf('One.pdf', 'Three.txt', 'Two.zip'));
  await inspector().getByRole('button', { name: 'Rename “Three.txt”' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(fileNames, soon).toEqual(opensOf('Three.txt', 'One.pdf', 'Two.zip'));
  await expectTool('Rename “Three.txt”');
  const [handle, last] = [files().first().locator('[title^="Drag"]'), files().last()];
  await handle.hover();
  await page.mouse.down();
  const box = await last.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + (box?.height ?? 0) - 2, { steps: 4 });
  await page.locator('[data-drop-line]:not([hidden])').first().waitFor();
  await page.mouse.up();
  await expect.poll(fileNames, soon).toEqual(opensOf('One.pdf', 'Two.zip', 'Three.txt'));

  await inspector().getByRole('button', { name: 'Rename “One.pdf”' }).click();
  const name = inspector().getByRole('textbox', { name: 'Name that students see' });
  await name.fill('x'.repeat(501));
  await inspector().getByText('At most 500 characters.').waitFor();
  await name.fill('Worksheet');
  const mediaId = (await lessonOf(lessonId)).resources[0]?.mediaId ?? '';
  const draft = () => ask(page, 'draft.open', { form: 'file-name', entityId: mediaId });
  await expect.poll(async () => (await draft())?.fields['title'], soon).toBe('Worksheet');
  await name.press('Enter');
  await expect.poll(fileNames, soon).toEqual(opensOf('Worksheet', 'Two.zip', 'Three.txt'));
  await expect.poll(draft, soon).toBeNull();
  await inspector().getByRole('button', { name: 'Remove “Two.zip”' }).click();
  await expect.poll(fileNames, soon).toEqual(opensOf('Worksheet', 'Three.txt'));
  await page.keyboard.press('Control+z');
  await expect.poll(fileNames, soon).toEqual(opensOf('Worksheet', 'Two.zip', 'Three.txt'));
  expect((await lessonOf(lessonId)).resources.map(({ fileName }) => fileName)).toEqual([
    'Worksheet',
    'Two.zip',
    'Three.txt',
  ]);
});

test('files of the course are attached without another upload; one that is not where it was is located and opened', async () => {
  const [sheet] = (await lay('Notes.pdf')) as [string];
  const first = await openLesson('download', 'Notes');
  await dropFolder(page, rows(page).filter({ has: page.getByText('Notes', { exact: true }) }), [sheet]);
  await expect.poll(fileNames, soon).toEqual(opensOf('Notes.pdf'));
  const second = await openLesson('download', 'Again');
  await inspector().getByRole('button', { name: 'From this course…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach files of this course' });
  await dialog.getByRole('searchbox', { name: 'Find a file' }).fill('note');
  await dialog.getByRole('checkbox', { name: 'Notes.pdf' }).check();
  await expectCleanIn(studio, 'files of the course');
  await dialog.getByRole('button', { name: 'Attach 1 file' }).click();
  await expect.poll(fileNames, soon).toEqual(opensOf('Notes.pdf'));
  const [one, two] = [await lessonOf(first), await lessonOf(second)];
  expect(two.resources.map(({ versionId }) => versionId)).toEqual(one.resources.map(({ versionId }) => versionId));

  const moved = join(temporaryFolder(), 'Elsewhere.pdf');
  await rename(sheet, moved);
  await page.reload();
  await inspector().getByText('This file is not where it was.').waitFor();
  await scriptFilePicker(studio, [moved]);
  await inspector().getByRole('button', { name: 'Locate…' }).click();
  await expect.poll(fileNames, soon).toEqual(opensOf('Notes.pdf'));
  const opened = await studio.app.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.openPath = (path) => {
      paths.push(path);
      return Promise.resolve('');
    };
    return paths;
  });
  await inspector().getByRole('button', { name: 'Open “Notes.pdf”' }).click();
  await expect.poll(() => opened.jsonValue(), soon).toEqual([moved]);
});

/** A picture of one colour, as a clipboard has it. */
const pastePicture = (name: string, colour: string, html = ''): Promise<void> =>
  page.evaluate(
    async ([fileName, fill, markup]) => {
      const canvas = new OffscreenCanvas(40, 24);
      const context = canvas.getContext('2d');
      if (context) {
        context.fillStyle = fill;
        context.fillRect(0, 0, 40, 24);
      }
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([await canvas.convertToBlob()], fileName, { type: 'image/png' }));
      if (markup) clipboardData.setData('text/html', markup);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('[data-text-editor] [contenteditable]')?.dispatchEvent(event);
    },
    [name, colour, html] as const,
  );
/** Of the pictures that are drawn: name, description, and whether their bytes are there. */
const pictures = (): Promise<string[]> =>
  body()
    .locator('img[data-picture]')
    .evaluateAll((all) =>
      all.map((one) => {
        const { alt, dataset, complete, naturalWidth } = one as HTMLImageElement;
        return `${dataset['picture']} “${alt}”${complete && naturalWidth > 0 ? '' : ' missing'}`;
      }),
    );

test('pictures are pasted, dropped and described, shown offline, swept when the saved text has them no more, and undone', async () => {
  const lessonId = await openLesson('text', 'Pictured');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await body().click();
  await page.keyboard.type('See: ');
  await pastePicture('shot.png', 'teal', '<img src="https://example.org/pixel.png">');
  await expect.poll(pictures, soon).toEqual(['shot.png “”']);
  const shows = inspector().getByRole('textbox', { name: 'What the picture shows' });
  await expect.poll(() => shows.evaluate((one) => one === document.activeElement), soon).toBe(true);
  await inspector().getByText('1 picture says nothing to those who do not see it.').waitFor();
  await expectCleanIn(studio, 'picture without a description');
  await page.keyboard.type('A cell');
  await expect.poll(pictures, soon).toEqual(['shot.png “A cell”']);
  // Behind the picture: what comes next does not take its place.
  await page.keyboard.press('Enter');
  await pastePicture('shot.png', 'navy');
  await expect.poll(pictures, soon).toEqual(['shot.png “A cell”', 'shot-2.png “”']);
  await inspector().getByRole('checkbox', { name: 'Decorative' }).check();
  await inspector().getByText('says nothing to those').waitFor({ state: 'detached' });
  await save();
  expect((await lessonOf(lessonId)).body).toBe('See: ![A cell](shot.png)![](shot-2.png "")');
  await inspector().getByRole('radio', { name: 'As students see it' }).click();
  await inspector().getByRole('img', { name: 'A cell' }).waitFor();
  await inspector().getByRole('radio', { name: 'Write' }).click();

  await body().locator('img[data-picture="shot-2.png"]').click();
  await inspector().getByRole('button', { name: 'Remove picture' }).click();
  await save();
  const namesOf = async () => (await lessonOf(lessonId)).pictures.map(({ fileName }) => fileName);
  expect(await namesOf()).toEqual(['shot.png']);
  // The editor's undo shows it again, and the save links it again.
  await body().press('Control+z');
  await expect.poll(pictures, soon).toEqual(['shot.png “A cell”', 'shot-2.png “”']);
  await save();
  expect(await namesOf()).toEqual(['shot.png', 'shot-2.png']);
  await ask(page, 'history.undo', {});
  await expect.poll(pictures, soon).toEqual(['shot.png “A cell”']);
  const { origin } = new URL(page.url());
  expect(asked.filter((url) => !url.startsWith(origin) && !/^(?:blob|data):/.test(url))).toEqual([]);
});

test('a picture file that is dropped on the text is in it; one that is copied into another lesson is linked there anew', async () => {
  const [source, target] = [await openLesson('text', 'Dropped'), await openLesson('text', 'Copied')];
  const file = join(temporaryFolder(), 'Diagram: 1.png');
  const shot = await page.screenshot({ clip: { x: 0, y: 0, width: 30, height: 20 } });
  await writeFile(file, shot);
  await rows(page)
    .filter({ has: page.getByText('Dropped', { exact: true }) })
    .click();
  await dropFolder(page, body(), [file]);
  await expect.poll(pictures, soon).toEqual(['Diagram 1.png “”']);
  await page.keyboard.type('Diagram');
  await expect.poll(pictures, soon).toEqual(['Diagram 1.png “Diagram”']);
  await save();
  const copied = await body().evaluate((one) => {
    const clipboardData = new DataTransfer();
    getSelection()?.selectAllChildren(one);
    (one as HTMLElement).focus();
    document.execCommand('selectAll');
    one.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/html');
  });
  expect(copied).toContain('data-picture="Diagram 1.png"');
  await rows(page)
    .filter({ has: page.getByText('Copied', { exact: true }) })
    .click();
  await body().click();
  await paste({ 'text/html': copied });
  await expect.poll(pictures, soon).toEqual(['Diagram 1.png “Diagram”']);
  await save();
  const [from, to] = [await lessonOf(source), await lessonOf(target)];
  expect(to.body).toBe('![Diagram](Diagram%201.png)');
  expect(to.pictures.map(({ versionId }) => versionId)).toEqual(from.pictures.map(({ versionId }) => versionId));
  const svg = join(temporaryFolder(), 'Hostile.png');
  await writeFile(svg, '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  await dropFolder(page, body(), [svg]);
  await inspector().getByText('This file is no picture, or it cannot be read.').waitFor();
  expect(await pictures()).toEqual(['Diagram 1.png “Diagram”']);
});
