import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { expectCleanIn } from './axe.ts';
import { ask, importAll } from '../story/steps.ts';
import { layFolder, openNewCourse, openStudio, outlineTitles, rows, scriptFolderPicker, soon } from './screens-rig.ts';

/*
 * The import preview in the built app: what one sees before anything is written, and what becomes of it. Each test
 * brings a folder of its own; they share one app.
 */
let studio: Studio;
let page: Page;

beforeAll(async () => {
  studio = await openStudio();
  page = studio.page;
});
afterAll(() => studio.close());

const heading = (title: string): Locator => page.getByRole('heading', { name: `Import “${title}”` });
const tree = (): Locator => page.getByRole('treegrid', { name: 'What will be imported' });
const row = (title: string): Locator => tree().getByRole('row').filter({ hasText: title });
const box = (title: string): Locator => page.getByRole('checkbox', { name: `Import “${title}”`, exact: true });
const importButton = (): Locator => page.getByRole('button', { name: /^Import \d+ lessons?$/ });

async function boxState(title: string): Promise<'mixed' | 'off' | 'on'> {
  const { mixed, on } = await box(title).evaluate((element) => {
    const input = element as HTMLInputElement;
    return { mixed: input.indeterminate, on: input.checked };
  });
  return mixed ? 'mixed' : on ? 'on' : 'off';
}

/** The text of the row that the tree says it is on; it has to look like it. */
async function markedRow(): Promise<string> {
  const id = await tree().getAttribute('aria-activedescendant');
  const marked = page.locator(`[id="${id ?? ''}"]`);
  const [marking, plain] = await Promise.all(
    [marked, tree().getByRole('row').nth(1)].map((one) => one.evaluate((row) => getComputedStyle(row).backgroundColor)),
  );
  expect(marking).not.toBe(plain);
  return marked.innerText();
}

async function goToCourses(): Promise<void> {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
}

/** Drops a folder on the course list, whatever is in the list, and waits for its preview. */
async function dropOnList(root: string, title: string): Promise<void> {
  await goToCourses();
  await dropFolder(page, page.getByRole('main'), [root]);
  await heading(title).waitFor();
}

test('boxes have three states by mouse and by keyboard, and what is not checked is not imported', async () => {
  const files = [
    '1 - Cells/1 - Welcome.mp4',
    '1 - Cells/2 - Tools.mp4',
    '1 - Cells/3 - Rules.mp4',
    '2 - Tissue/1 - Skin.mp4',
  ];
  const root = await layFolder(join(temporaryFolder(), 'Boxes'), files);
  await dropOnList(root, 'Boxes');
  await importButton().filter({ hasText: 'Import 4 lessons' }).waitFor();
  expect(await boxState('Cells')).toBe('on');

  await box('Tools').click();
  await expect.poll(() => boxState('Cells'), soon).toBe('mixed');
  await box('Cells').click();
  await expect.poll(() => boxState('Tools'), soon).toBe('on');
  await box('Cells').click();
  await expect.poll(() => boxState('Tools'), soon).toBe('off');
  await importButton().filter({ hasText: 'Import 1 lesson' }).waitFor();

  await tree().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect.poll(() => boxState('Rules'), soon).toBe('on');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(() => boxState('Tools'), soon).toBe('off');
  expect(await boxState('Cells')).toBe('mixed');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await row('Welcome').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
  await row('Welcome').waitFor();

  await importButton().filter({ hasText: 'Import 3 lessons' }).click();
  await rows(page).first().waitFor();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Cells', 'Welcome', 'Rules', '# Tissue', 'Skin']);
});

test('switches: names as they are, and one chapter instead of folders', async () => {
  const root = await layFolder(join(temporaryFolder(), 'Switches'), ['1 - One/1 - Alpha.mp4', '2 - Two/1 - Beta.mp4']);
  await dropOnList(root, 'Switches');
  await box('Alpha').waitFor();
  await page.getByRole('switch', { name: 'Clean names' }).click();
  await box('1 - Alpha').waitFor();
  await box('2 - Two').waitFor();
  await page.getByRole('switch', { name: 'Folders as chapters' }).click();
  await box('2 - Two').waitFor({ state: 'detached' });
  await page.getByRole('switch', { name: 'Clean names' }).focus();
  await page.keyboard.press('Space');
  await box('Beta').waitFor();
  await importButton().filter({ hasText: 'Import 2 lessons' }).click();
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Switches', 'Alpha', 'Beta']);
});

test('captions are paired, extras are named, and what is left out says why', async () => {
  const root = await layFolder(join(temporaryFolder(), 'Pairs'), [
    '01 Intro.mp4',
    '01 Intro.en.vtt',
    '01 Intro.pt-BR.sdh.srt',
    '02 Setup.mp4',
    '02_setup.DE.srt',
    '03 Go.mp4',
    'nobody.fr.srt',
    'cover.jpg',
    'description.md',
    '01 Intro.pdf',
  ]);
  await writeFile(join(root, 'broken.mp4'), '');
  await writeFile(join(root, 'half.mp4.part'), 'half');
  await writeFile(join(root, 'old.avi'), 'old');
  await writeFile(join(root, '.DS_Store'), 'litter');
  await dropOnList(root, 'Pairs');
  const intro = row('01 Intro.mp4');
  await intro.getByText('EN', { exact: true }).waitFor();
  await intro.getByText('PT-BR SDH').waitFor();
  await row('02 Setup.mp4').getByText('DE', { exact: true }).waitFor();
  await tree().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await row('Captions: Brazilian Portuguese').getByText('01 Intro.pt-BR.sdh.srt').waitFor();
  await row('Cover picture').getByText('cover.jpg').waitFor();
  await row('Description').waitFor();
  await row('Captions without a video').waitFor();
  await row('nobody.fr.srt').getByText('No video has this name').waitFor();
  await row('Captions without a video').getByText('Drag them to a lesson, or press Enter.').waitFor();
  await row('broken.mp4').getByText('Empty: 0 bytes').waitFor();
  await row('half.mp4.part').getByText('Unfinished download or copy').waitFor();
  await row('old.avi').getByText('This kind of file is not used').waitFor();
  await row('.DS_Store').getByText('Hidden file').waitFor();
  const things = page.getByRole('button', { name: /things to look at/ });
  await row('Pairs').first().getByText('3 lessons').waitFor();
  await box('Setup').click();
  await row('Pairs').first().getByText('2 of 3 lessons').waitFor();
  await box('Setup').click();
  // Each press leads to a row that one sees, and the keys go on from there.
  for (const looked of ['broken.mp4', 'half.mp4.part', 'old.avi', 'nobody.fr.srt']) {
    await things.click();
    await expect.poll(() => markedRow(), soon).toContain(looked);
    await expect.poll(() => tree().evaluate((one) => one === document.activeElement), soon).toBe(true);
  }
  await things.focus();
  expect(await markedRow()).toContain('nobody.fr.srt');

  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Pairs', 'Intro', 'Setup', 'Go']);
  await rows(page).filter({ hasText: 'Intro' }).getByText('PT-BR').waitFor();
});

test('captions without a lesson are dragged to one, or given to one by keyboard, and imported with it', async () => {
  const files = ['01 Intro.mp4', '02 Setup.mp4', '03 Go.mp4', 'nobody.fr.srt'];
  await dropOnList(await layFolder(join(temporaryFolder(), 'Orphans'), files), 'Orphans');
  await row('nobody.fr.srt').getByText('Captions: French').hover();
  await page.mouse.down();
  await row('02 Setup.mp4').getByText('Setup', { exact: true }).hover();
  await page.mouse.up();
  await row('Captions without a video').waitFor({ state: 'detached' });
  await row('02 Setup.mp4').getByText('FR', { exact: true }).waitFor();
  await row('nobody.fr.srt').getByRole('button', { name: 'Assign nobody.fr.srt to a lesson' }).click();
  const asked = page.getByRole('dialog', { name: 'Which lesson is “nobody.fr.srt” of?' });
  await expectCleanIn(studio, 'whose captions', 'document.querySelector("[role=dialog]")');
  await asked.getByRole('button', { name: 'No lesson' }).click();
  await row('nobody.fr.srt').getByText('No video has this name').waitFor();
  await expect.poll(() => tree().evaluate((one) => one === document.activeElement), soon).toBe(true);
  await page.keyboard.press('End');
  for (let up = 0; up < 12 && !(await markedRow()).includes('nobody.fr.srt'); up += 1)
    await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await asked.getByRole('combobox').fill('go');
  await page.keyboard.press('Enter');
  await row('03 Go.mp4').getByText('FR', { exact: true }).waitFor();
  await importAll(page);
  await rows(page).filter({ hasText: 'Go' }).getByText('FR', { exact: true }).waitFor();
});

test('a large folder stands at once; lengths fill in behind; cancel writes nothing', async () => {
  const names = Array.from({ length: 12 }, (_, folder) =>
    Array.from({ length: 20 }, (_unused, file) => `Part ${folder + 1}/${file + 1} - Take ${folder}-${file}.webm`),
  ).flat();
  const root = await layFolder(join(temporaryFolder(), 'Large'), names);
  const before = await ask(page, 'course.list', {});
  await goToCourses();
  // Watched from within: on a fast computer it does not stand there for long.
  const looking = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    new MutationObserver(() => {
      const [words] = /Looking into \d+ of 240 files/.exec(document.body.innerText) ?? [];
      if (words) seen.add(words);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  await dropFolder(page, page.getByRole('main'), [root]);
  await heading('Large').waitFor();
  expect(await tree().getAttribute('aria-rowcount')).toBe(String(1 + 12 + 240));
  await page.getByText(/^Looking into/).waitFor({ state: 'detached', timeout: 60_000 });
  expect(await looking.evaluate((seen) => seen.size)).toBeGreaterThan(0);
  await page.getByText(/12 chapters · 240 lessons · 12 min · /).waitFor();
  const lengths = tree().getByRole('row').filter({ hasText: 'Take' }).getByText('0:03');
  expect(await lengths.count()).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  expect(await ask(page, 'course.list', {})).toEqual(before);
});

test('dropped on an open course: chapters at its end; on a chapter: lessons at its end', async () => {
  const home = temporaryFolder();
  await openNewCourse(page, join(home, 'Target'), ['1 - First/1 - A.mp4', '2 - Second/1 - B.mp4']);
  const more = await layFolder(join(home, 'More'), ['Extra/1 - C.mp4']);
  await dropFolder(page, page.getByRole('heading', { name: 'Target' }), [more]);
  await heading('More').waitFor();
  await page.getByRole('link', { name: 'Target' }).first().waitFor();
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# First', 'A', '# Second', 'B', '# Extra', 'C']);
  const late = await layFolder(join(home, 'Late'), ['1 - D.mp4', '2 - E.mp4']);
  await dropFolder(page, rows(page).filter({ hasText: 'First' }), [late]);
  await heading('Late').waitFor();
  await importAll(page);
  await expect
    .poll(() => outlineTitles(page), soon)
    .toEqual(['# First', 'A', 'D', 'E', '# Second', 'B', '# Extra', 'C']);
});

test('the folder picker: closed does nothing, a folder opens its preview, by button and by Ctrl+O', async () => {
  const root = await layFolder(join(temporaryFolder(), 'Picked'), ['1 - Here.mp4']);
  await goToCourses();
  await scriptFolderPicker(studio, null);
  await page.keyboard.press('Control+o');
  await scriptFolderPicker(studio, root);
  await page.getByRole('button', { name: 'Import folder…' }).click();
  await heading('Picked').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+o');
  await heading('Picked').waitFor();
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Picked', 'Here']);
});

test('paths in any script are taken: Arabic names, an en dash, in the folder too', async () => {
  const root = join(temporaryFolder(), 'أساسيات – Basics');
  await layFolder(root, ['١ - الخلية/١. الدرس الأول.mp4', '2 – Tissue/1 – Skin – outside.mp4']);
  await goToCourses();
  await dropFolder(page, page.getByRole('main'), [root]);
  // Isolated from the sentence around it, which is read the other way.
  await heading('\u2068أساسيات – Basics\u2069').waitFor();
  await importAll(page);
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# الخلية', 'الدرس الأول', '# Tissue', 'Skin – outside']);
});

test('a folder with nothing to import says so where it was dropped', async () => {
  const root = join(temporaryFolder(), 'Nothing');
  await mkdir(root);
  await writeFile(join(root, '.DS_Store'), 'litter');
  await goToCourses();
  await dropFolder(page, page.getByRole('main'), [root]);
  const words = page.getByText('There is nothing to import in there.');
  await words.waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => words.count(), soon).toBe(0);
});
