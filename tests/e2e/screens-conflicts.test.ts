import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, lessonRow, openCourse, openSettings } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { importFolder, layFolder, openSignedInStudio, outline, rows, soon } from './screens-rig.ts';

/* Two computers with names that changed the same words: the hints beside the fields, in the built app. */
let cloud: SandboxCloud;
let mine: Studio;
let theirs: Studio;
let page: Page;
let courseId: CourseId;
let chapterId: ChapterId;
let lessonId: LessonId;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  mine = await openSignedInStudio(cloud);
  theirs = await openSignedInStudio(cloud);
  page = mine.page;
  courseId = await importFolder(page, await layFolder(join(temporaryFolder(), 'Cells'), ['1 Walls/01 - Gates.mp4']));
  const [chapter] = (await ask(page, 'course.getOutline', { courseId })).chapters;
  [chapterId, lessonId] = [chapter?.chapterId, chapter?.lessons[0]?.lessonId] as [ChapterId, LessonId];
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await cloud.stop();
});

const expectClean = (studio: Studio = mine): Promise<void> => expectCleanIn(studio, 'conflicts');
const conflictsOn = async (on: Page): Promise<number> => (await ask(on, 'sync.getStatus', {})).conflicts;
const namesInCloud = async (): Promise<unknown[]> =>
  (await cloud.supabase.sql('select name from sync.client order by name')).map(({ name }) => name);

/** The same is changed on both while neither hears of the other, on theirs later; both have heard when this resolves. */
async function changedOnBoth(edit: (on: Page, words: string) => Promise<unknown>): Promise<void> {
  const [here, there] = [await conflictsOn(page), await conflictsOn(theirs.page)];
  await cloud.supabase.setOffline(true);
  await edit(page, 'Mine');
  const writtenAtMs = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(writtenAtMs); // all on one clock: from here on it is later
  await edit(theirs.page, 'Theirs');
  await cloud.supabase.setOffline(false);
  await expect
    .poll(async () => {
      for (const on of [page, theirs.page]) await ask(on, 'sync.now', {});
      return [(await conflictsOn(page)) > here, (await conflictsOn(theirs.page)) > there];
    }, soon)
    .toEqual([true, true]);
}
const onDetails =
  (...fields: readonly ('title' | 'subtitle' | 'description')[]) =>
  (on: Page, words: string) =>
    ask(on, 'course.saveAll', {
      courseId,
      details: Object.fromEntries(fields.map((field) => [field, `${words} ${field}`])),
    });
/** Until the other computer has the course under this title. */
async function arrives(title: string): Promise<void> {
  await expect
    .poll(async () => {
      for (const on of [page, theirs.page]) await ask(on, 'sync.now', {});
      return (await ask(theirs.page, 'course.list', {})).map((course) => course.title);
    }, soon)
    .toEqual([title]);
}

const field = (name: string, on = page): Locator => on.getByRole('textbox', { name, exact: true });
const hints = (on = page): Locator => on.getByRole('status').filter({ hasText: 'Also changed on' });
const hint = (words: string, on = page): Locator => hints(on).filter({ hasText: words });
/** The verb that belongs to a hint: the one that it describes. */
async function verbOf(words: string, name: string, on = page): Promise<Locator> {
  const id = await hint(words, on).getAttribute('id');
  return on.locator(`button[aria-describedby="${id}"]`).filter({ hasText: name });
}

test('a computer is called as its system calls it until somebody names it; the server is told', async () => {
  expect(await ask(page, 'device.get', {})).toMatchObject({ name: '', hostName: expect.stringMatching(/./) });
  await ask(page, 'device.save', { name: 'Laptop' });
  await openSettings(theirs.page, 'Account');
  await field('Name', theirs.page).fill('  Studio-PC ');
  await expectClean(theirs);
  await theirs.page.keyboard.press('Enter');
  await theirs.page.getByText('Name saved').first().waitFor();
  await expect.poll(() => field('Name', theirs.page).inputValue(), soon).toBe('Studio-PC');
  await expect.poll(namesInCloud, soon).toEqual(['Laptop', 'Studio-PC']);
  await arrives('Cells');
});

test('the details form: whose words and when, by keyboard; what is being typed stays', async () => {
  await openCourse(page, 'Cells');
  await page.getByRole('link', { name: 'Details' }).click();
  await field('Description').fill('Being typed');
  await changedOnBoth(onDetails('title', 'subtitle', 'description'));
  await hint('Theirs description').waitFor();
  expect(await hint('Theirs title').innerText()).toMatch(
    /^Also changed on Studio-PC \d.*: Theirs title\s+Your words: Mine title$/,
  );
  expect(await hints().count()).toBe(3);
  expect([await field('Description').inputValue(), await field('Title').inputValue()]).toEqual([
    'Being typed',
    'Theirs title',
  ]);
  expect(await field('Description').evaluate((at) => at === document.activeElement)).toBe(true);
  await expectClean();

  await (await verbOf('Theirs title', 'Restore mine')).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => field('Title').inputValue(), soon).toBe('Mine title');
  await expect.poll(() => field('Title').evaluate((at) => at === document.activeElement), soon).toBe(true);
  expect((await ask(page, 'history.peek', {})).undo).toMatchObject({ code: 'sync.restore' });
  await (await verbOf('Theirs description', 'Keep theirs')).click();
  await expect.poll(() => hints().count(), soon).toBe(1);
  expect(await field('Description').inputValue()).toBe('Being typed');
  await arrives('Mine title');
});

test('the computer whose words show is told, too, and may take the others; dismissed is dismissed for good', async () => {
  await openCourse(theirs.page, 'Mine title');
  await theirs.page.getByRole('link', { name: 'Details' }).click();
  const lost = hint('Mine subtitle', theirs.page);
  await lost.waitFor();
  expect(await lost.innerText()).toMatch(/^Also changed on Laptop \d.*: Mine subtitle$/);
  await (await verbOf('Mine description', 'Keep what shows', theirs.page)).click();
  await (await verbOf('Mine subtitle', 'Use these words', theirs.page)).click();
  await expect.poll(() => field('Subtitle', theirs.page).inputValue(), soon).toBe('Mine subtitle');
  await expect.poll(() => hints(theirs.page).count(), soon).toBe(0);
  await theirs.page.reload();
  await field('Subtitle', theirs.page).waitFor();
  // What is left is about the title, which shows what lost by now: nothing to tell beside it.
  await expect
    .poll(async () => (await ask(theirs.page, 'conflict.list', {})).flatMap(({ fields }) => fields), soon)
    .toEqual([]);
  await expect.poll(() => hints(theirs.page).count(), soon).toBe(0);
});

test('the outline: a mark in the row opens the hint, by keyboard; a title being typed stays', async () => {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await openCourse(page, 'Mine title');
  await lessonRow(page, 'Gates').click();
  await page.keyboard.press('F2');
  const typed = outline(page).getByRole('textbox', { name: 'Title of the lesson' });
  await typed.waitFor();
  await page.keyboard.type('Being typed');
  await changedOnBoth((on, words) => ask(on, 'lesson.rename', { lessonId, title: `${words} lesson` }));
  const mark = rows(page).getByRole('button', { name: /^Also changed on Studio-PC \d/ });
  await mark.waitFor();
  expect([await typed.inputValue(), await typed.evaluate((at) => at === document.activeElement)]).toEqual([
    'Being typed',
    true,
  ]);
  await page.keyboard.press('Escape');
  await lessonRow(page, 'Theirs lesson').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'row');
  await page.keyboard.press('Tab');
  expect(await mark.evaluate((at) => at === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Changed on another computer, too' });
  await panel.getByText('Mine lesson').waitFor();
  await expectClean();
  await page.keyboard.press('ArrowUp'); // a key of the panel, not of the outline
  expect(await lessonRow(page, 'Theirs lesson').getAttribute('aria-selected')).toBe('true');
  await panel.getByRole('button', { name: 'Restore mine' }).focus();
  await page.keyboard.press('Enter');
  await lessonRow(page, 'Mine lesson').waitFor();
  await expect.poll(() => mark.count(), soon).toBe(0);
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'row');
});

test('a title typed over what came meanwhile keeps that beside it', async () => {
  const titleAfterSync = async (on: Page): Promise<string> => {
    for (const one of [page, theirs.page, page]) await ask(one, 'sync.now', {});
    return (await ask(on, 'lesson.get', { lessonId })).title;
  };
  await expect.poll(() => titleAfterSync(theirs.page), soon).toBe('Mine lesson');
  await lessonRow(page, 'Mine lesson').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Mine again');
  await ask(theirs.page, 'lesson.rename', { lessonId, title: 'Theirs again' });
  await expect.poll(() => titleAfterSync(page), soon).toBe('Theirs again');
  await page.keyboard.press('Enter');
  const mark = rows(page).getByRole('button', { name: /^Also changed on Studio-PC \d/ });
  await mark.click();
  const panel = page.getByRole('dialog', { name: 'Changed on another computer, too' });
  await panel.getByText('Theirs again').waitFor();
  expect(await lessonRow(page, 'Mine again').count()).toBe(1);
  await panel.getByRole('button', { name: 'Keep what shows' }).click();
  await expect.poll(() => mark.count(), soon).toBe(0);
});

test('the address of a link lesson, whose words are read and not its JSON; what is being typed stays', async () => {
  const place = { chapterId, afterId: null };
  const { lessonId: atlas } = await ask(page, 'lesson.create', { place, kind: 'link', title: 'Atlas' });
  const linked = (on: Page, words: string) =>
    ask(on, 'course.saveAll', {
      courseId,
      lessons: [
        {
          lessonId: atlas,
          details: { link: { url: `https://example.org/${words}`, title: '' } },
          over: { link: null },
        },
      ],
    });
  await expect
    .poll(async () => {
      for (const on of [page, theirs.page]) await ask(on, 'sync.now', {});
      return (await ask(theirs.page, 'course.getOutline', { courseId })).chapters[0]?.lessons.length;
    }, soon)
    .toBe(2);
  await changedOnBoth(linked);
  await lessonRow(page, 'Atlas').click();
  const found = hint('https://example.org/Theirs');
  await found.waitFor();
  expect(await found.innerText()).toMatch(/Studio-PC \d.*: https:\/\/example.org\/Theirs\s+Your words: https:.*Mine$/);
  await field('Shown as').fill('Being typed');
  await (await verbOf('https://example.org/Theirs', 'Keep theirs')).click();
  await expect.poll(() => hints().count(), soon).toBe(0);
  expect(await field('Shown as').inputValue()).toBe('Being typed');
  await field('Shown as').fill('');
  await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' });
});

test('a chapter in the inspector, the course in its toolbar, and the same on the page of changes', async () => {
  await changedOnBoth((on, words) => ask(on, 'chapter.rename', { chapterId, title: `${words} chapter` }));
  await changedOnBoth((on, words) => ask(on, 'course.saveAll', { courseId, details: { title: `${words} name` } }));
  const toolbar = page
    .getByRole('banner')
    .or(page.locator('header'))
    .getByRole('button', { name: /^Also changed on/ });
  await toolbar.waitFor();
  await rows(page).first().click();
  await hint('Theirs chapter').waitFor();
  await expectClean();
  await (await verbOf('Theirs chapter', 'Keep theirs')).click();
  await expect.poll(() => hints().count(), soon).toBe(0);
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /conflict/ })
    .click();
  await page.getByText('Show changes').click();
  const cards = page.getByRole('list', { name: 'Changed on another computer, too' }).getByRole('listitem');
  const card = cards.filter({ hasText: 'Mine name' });
  await card.getByText(/^Also changed on Studio-PC \d/).waitFor();
  await expectClean();
  await card.getByRole('button', { name: 'Restore mine' }).click();
  await expect.poll(() => card.count(), soon).toBe(0);
});

test('a refused change is edited: by keyboard, with its limits, kept over a crash, and sent as a whole', async () => {
  await cloud.supabase.sql("alter table public.courses add constraint none_such check (audience <> 'Refuse me')");
  const details = { audience: 'Refuse me', subtitle: 'Goes along' };
  await ask(page, 'course.saveAll', { courseId, details });
  const cards = page.getByRole('list', { name: 'Refused by the server' }).getByRole('listitem');
  await cards.getByText('Refuse me', { exact: true }).waitFor();
  for (const said of ['Before', 'Your words', 'Shows now']) await cards.getByText(said).first().waitFor();
  await cards.getByRole('button', { name: 'Edit…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Edit the refused change' });
  const audience = dialog.getByRole('textbox', { name: 'Audience' });
  await audience.fill('x'.repeat(5_001));
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await dialog.getByText('At most 5,000 characters.').waitFor();
  expect(await audience.evaluate((at) => at === document.activeElement)).toBe(true);
  await expectClean();
  await audience.fill('Typed before the crash');
  const [refused] = await ask(page, 'refused.list', {});
  const draft = { form: 'refused-change', entityId: refused?.mutationId ?? '' };
  await expect
    .poll(async () => Object.values((await ask(page, 'draft.open', draft))?.fields ?? {}), soon)
    .toContain('Typed before the crash');
  await page.reload();
  await cards.getByRole('button', { name: 'Edit…' }).click();
  await expect.poll(() => audience.inputValue(), soon).toBe('Typed before the crash');
  await audience.fill('Students of biology');
  await dialog.getByRole('button', { name: 'Send again' }).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => cloud.supabase.sql('select audience, subtitle from public.courses where id = $1', [courseId]), soon)
    .toEqual([{ audience: 'Students of biology', subtitle: 'Goes along' }]);
  await expect.poll(() => cards.count(), soon).toBe(0);
  expect([await ask(page, 'refused.list', {}), await ask(page, 'draft.open', draft)]).toEqual([[], null]);
  expect((await ask(page, 'history.peek', {})).undo).toMatchObject({ code: 'course.edit' });
});

test('on the page of changes the keyboard goes on with the next card, and at last with the page', async () => {
  await changedOnBoth((on, words) => ask(on, 'chapter.rename', { chapterId, title: `${words} once more` }));
  await changedOnBoth((on, words) => ask(on, 'lesson.rename', { lessonId, title: `${words} once more` }));
  const cards = page.getByRole('list', { name: 'Changed on another computer, too' }).getByRole('listitem');
  await expect.poll(async () => (await cards.count()) - (await conflictsOn(page)), soon).toBe(0);
  for (let left = await cards.count(); left > 0; left -= 1) {
    const verb = left % 2 ? /^Keep / : /^(Restore mine|Use these words)/;
    await cards.first().getByRole('button', { name: verb }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => cards.count(), soon).toBe(left - 1);
    const next = left > 1 ? cards.first() : page.getByRole('main');
    await expect.poll(() => next.evaluate((at) => at === document.activeElement), soon).toBe(true);
  }
});
