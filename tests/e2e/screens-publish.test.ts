import { mkdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put } from '../../src/main/actions/context.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, lessonRow, openCourse, signIn } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { firstDatabase } from './errors-rig.ts';
import { layFolder, openNewCourse, openStudio, outlineTitles, soon } from './screens-rig.ts';

/*
 * Publishing and what comes before it, by keyboard: versions of a course, the checklist and the course as students see it,
 * offline; then signed in.
 */
/** A course of each kind that needs no file, as other computers write it. */
function layKinds(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const { db, mutator, edit } = openTestDatabase(path);
  const [course, chapter] = [edit.newId(), edit.newId()];
  const option = (text: string, isRight: boolean, feedback = '') => ({ id: edit.newId(), text, isRight, feedback });
  const single = [option('A leaf', true), option('A stone', false, 'Stones do not grow.')];
  const several = [option('Water', true), option('Light', true), option('Noise', false)];
  const quiz = {
    questions: [
      { id: edit.newId(), kind: 'single', text: 'What grows?', options: single, feedback: '' },
      { id: edit.newId(), kind: 'multiple', text: 'What does it need?', options: several, feedback: 'Both.' },
    ],
  };
  const lessons = [
    ['text', 'To be read', { body: { body: '## Roots\n\nFirst **line**.' } }],
    ['quiz', 'To be answered', { content: { content: { quiz } } }],
    ['link', 'To be visited', { content: { content: { link: { url: 'https://plants.test/', title: 'Plants' } } } }],
    ['download', 'To be kept', {}],
  ] as const;
  const drafts = [
    put('courses', course, { title: { title: 'All kinds' } }),
    put('chapters', chapter, { place: { course_id: course, pos: 'a0' }, title: { title: 'Kinds' } }),
    ...lessons.map(([kind, title, more], at) =>
      put('lessons', edit.newId(), {
        place: { chapter_id: chapter, pos: `a${at}` },
        kind: { kind },
        title: { title },
        ...more,
      }),
    ),
  ];
  mutator.mutate({ label: { code: 'course.import', count: 4, name: 'All kinds' }, drafts });
  db.close();
}

let studio: Studio;
let page: Page;
let courseId: CourseId;
let cloud: SandboxCloud | undefined;
/** Where an organisation would put its own rules: beside its policy. */
let rulesFile: string;

beforeAll(async () => {
  const folder = temporaryFolder();
  await mkdir(folder, { recursive: true });
  rulesFile = join(folder, 'publish-rules.json');
  await writeFile(join(folder, 'policy.json'), '{}', { mode: 0o600 });
  layKinds(firstDatabase(folder));
  studio = await openStudio({ dataDir: folder, args: [`--policy=${join(folder, 'policy.json')}`] });
  ({ page } = studio);
  const files = ['1 - One/1 - Alpha.mp4', '1 - One/2 - Beta.mp4', '2 - Two/1 - Gamma.mp4', '2 - Two/1 - Gamma.pdf'];
  courseId = await openNewCourse(page, join(temporaryFolder(), 'Botany'), files);
});
afterAll(async () => {
  await studio.close();
  await cloud?.stop();
});

/** The label of what has the keyboard. */
const focusedLabel = (): Promise<string | undefined> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? (at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined);
  });
async function openFromMenu(name: string, course = 'Botany'): Promise<void> {
  await openCourse(page, course);
  await chooseFromMenu(name);
}
async function chooseFromMenu(name: string): Promise<void> {
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
  const draft = () => ask(page, 'draft.open', { form: 'version-name', entityId: courseId });
  await expect.poll(async () => (await draft())?.fields['title'], soon).toBe('Before the summer');
  await name.press('Enter');
  await page.getByRole('heading', { name: 'Before the summer' }).waitFor();
  await expect.poll(draft, soon).toBeNull();
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
    .poll(
      () => page.evaluate(() => document.activeElement?.closest('li')?.textContent.includes('Before the summer')),
      soon,
    )
    .toBe(true);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /^Second/ }).waitFor();
  expect((await ask(page, 'version.list', { courseId })).map(({ name }) => name)).toEqual([
    'Second',
    'Before the summer',
  ]);
});

test('the checklist says what is in the way, and each line leads to where it is put right, by keyboard', async () => {
  await openFromMenu('Publish…');
  await page.getByText(/things are in the way of publishing/).waitFor();
  await page.getByText('at least 5 lessons · now 3 lessons').waitFor();
  await expectCleanIn(studio, 'checklist');
  await page.getByRole('link', { name: 'Go to the field: Subtitle' }).press('Enter');
  await expect.poll(() => focusedLabel(), soon).toBe('Subtitle');
  await page.keyboard.type('All about plants');
  await page.keyboard.press('Control+s');
  await page.getByText('All changes saved').or(page.getByText('Saved')).first().waitFor();
  await openFromMenu('Publish…');
  await page.getByRole('link', { name: 'Go to the field: Category' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Go to the field: Subtitle' }).count(), soon).toBe(0);
  await page.getByRole('link', { name: 'Go to the field: What students will learn' }).press('Enter');
  await expect.poll(() => focusedLabel(), soon).toBe('Objective 1');
  await openFromMenu('Publish…');
  await page.getByRole('link', { name: 'Go to the field: Cover picture' }).press('Enter');
  const choose = page.getByRole('button', { name: 'Choose a picture…' });
  await expect.poll(() => choose.evaluate((button) => button === document.activeElement), soon).toBe(true);
  const cover = join(await layFolder(join(temporaryFolder(), 'Pictures'), ['cover.jpg']), 'cover.jpg');
  const field = page.locator('[data-field="cover"]');
  await field.locator('input[type=file]').setInputFiles(cover);
  const crop = page.getByRole('dialog', { name: 'Crop the cover' });
  const part = crop.getByRole('slider', { name: 'Part of the picture that is the cover' });
  const place = () =>
    part.evaluate(({ style }) =>
      [style.insetInlineStart, style.insetBlockStart, style.width]
        .map((share) => parseFloat(share).toFixed(1))
        .join(' '),
    );
  await part.focus();
  const whole = await place();
  for (const key of ['+', '+', 'ArrowRight']) await page.keyboard.press(key);
  await expect.poll(place, soon).not.toBe(whole);
  const zoomed = await place();
  const corner = await crop.locator('[data-corner="bottom-right"]').boundingBox();
  await page.mouse.move((corner?.x ?? 0) + 6, (corner?.y ?? 0) + 6);
  await page.mouse.down();
  await page.mouse.move((corner?.x ?? 0) - 40, corner?.y ?? 0, { steps: 3 });
  await page.mouse.up();
  await expect.poll(place, soon).not.toBe(zoomed);
  await expectCleanIn(studio, 'crop of a cover');
  const cut = await place();
  await crop.getByRole('button', { name: 'Use as cover' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).waitFor();
  await expect
    .poll(() => field.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth), soon)
    .toBeGreaterThan(63);
  // Again: the whole picture is there, and the frame where it was.
  await field.getByRole('button', { name: 'Crop…' }).click();
  await part.waitFor();
  expect(await place()).toBe(cut);
  await crop.getByRole('button', { name: 'Cancel' }).click();
  await expectCleanIn(studio, 'details with a cover');
  await openFromMenu('Publish…');
  const notStored = page.getByRole('list', { name: 'Where: Every file is in storage, and sound' });
  await notStored.getByRole('link', { name: 'Beta' }).press('Enter');
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Beta').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toContain('Beta');
});

test('the promo is a video of the course or a file of its own; it plays, with undo, and is removed', async () => {
  await openNewCourse(page, join(temporaryFolder(), 'Shown before'), ['1 - Roots.mp4', '2 - Leaves.mp4']);
  await page.getByRole('link', { name: 'Details' }).click();
  const field = page.locator('[data-field="promo"]');
  const choice = field.getByRole('combobox', { name: 'Video of this course' });
  const chosen = () => choice.innerText();
  const video = field.locator('video');
  await choice.press('Enter');
  await page.getByRole('option', { name: 'Leaves' }).press('Enter');
  await expect.poll(chosen, soon).toBe('Leaves');
  await video.focus();
  await page.keyboard.press('k');
  await expect.poll(() => video.evaluate((one) => (one as HTMLVideoElement).currentTime), soon).toBeGreaterThan(0);
  const films = await layFolder(join(temporaryFolder(), 'Films'), ['trailer.mp4', 'notes.pdf']);
  const own = join(films, 'trailer.mp4');
  await choice.scrollIntoViewIfNeeded();
  await dropFolder(page, choice, [own]);
  await expect.poll(chosen, soon).toBe('trailer.mp4');
  await choice.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(chosen, soon).toBe('Leaves');
  await field.locator('input[type=file]').setInputFiles(own);
  await expect.poll(chosen, soon).toBe('trailer.mp4');
  await expectCleanIn(studio, 'details with a promo');
  await field.getByRole('button', { name: 'Remove promo video' }).press('Enter');
  await expect.poll(chosen, soon).toBe('No promo video');
  const choose = field.getByRole('button', { name: 'Choose a file…' });
  expect(await choose.evaluate((button) => button === document.activeElement)).toBe(true);
  await field.locator('input[type=file]').setInputFiles(join(films, 'notes.pdf'));
  await field.getByText('This file is no video, or it cannot be read.').waitFor();
});

test('an empty chapter is gone to; rules of the organisation that cannot be read are told', async () => {
  await ask(page, 'chapter.create', { courseId, title: 'Nothing yet' });
  await openFromMenu('Publish…');
  await page.getByRole('list', { name: 'Where: No chapter is empty' }).getByRole('link').press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toContain('Nothing yet');
  await writeFile(rulesFile, '{"format":1,"rules":[{"check":"course.colour"}]}');
  await openFromMenu('Publish…');
  await page.getByText('The rules of your organisation cannot be used; those of Lectern are.').waitFor();
  await expectCleanIn(studio, 'checklist with broken rules');
  await writeFile(rulesFile, '{"format":1,"rules":[{"check":"lessons.count","level":"blocker","min":2}]}');
  await openFromMenu('Publish…');
  await page.getByText('Nothing is in the way of publishing.').waitFor();
  expect(await page.getByText('By the rules of your organisation.').count()).toBe(1);
  await rm(rulesFile);
});

test('the course as students see it: its films by keyboard, drafts left out, nothing from the network', async () => {
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const [one] = chapters;
  if (!one) throw new Error('the course has no chapter');
  const place = { chapterId: one.chapterId, afterId: one.lessons.at(-1)?.lessonId ?? null };
  const { lessonId } = await ask(page, 'lesson.create', { place, kind: 'text', title: 'Never shown' });
  await ask(page, 'course.saveAll', { courseId, lessons: [{ lessonId, details: { status: 'draft' } }] });
  const film = one.lessons[0]?.media;
  if (!film) throw new Error('the first lesson has no video');
  await ask(page, 'promo.set', { courseId, video: { mediaId: film.mediaId } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openFromMenu('Preview as a student');
  await page.getByRole('heading', { name: 'About the course' }).waitFor();
  await page.getByLabel(/Promo video/).waitFor();
  await expectCleanIn(studio, 'preview of the course');
  await page.getByRole('link', { name: 'Start with the first lesson' }).press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe('Alpha');
  await page.locator('video').waitFor();
  await expectCleanIn(studio, 'preview of a lesson');
  for (const title of ['Beta', 'Gamma']) {
    await page.getByRole('link', { name: 'Next lesson' }).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe(title);
  }
  await page.getByRole('region', { name: 'Files to download' }).getByText('Gamma.pdf').waitFor();
  await expect.poll(() => page.getByText('Never shown').count(), soon).toBe(0);
  await expect.poll(() => page.getByRole('link', { name: 'Next lesson' }).count(), soon).toBe(0);
  const origin = new URL(page.url()).origin;
  expect(asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))).toEqual([]);
});

test('text, quiz, link and download as students meet them, by keyboard', async () => {
  await openFromMenu('Preview as a student', 'All kinds');
  const next = () => page.getByRole('link', { name: /^(Start with the first|Next) lesson$/ }).press('Enter');
  await next();
  await page.getByRole('heading', { name: 'Roots' }).waitFor();
  await page.getByText('First line.').waitFor();
  await expectCleanIn(studio, 'preview of a text');
  await next();
  await page.getByRole('heading', { name: 'To be answered' }).waitFor();
  await page.getByRole('radio', { name: 'A stone' }).press('Space');
  await page.getByRole('checkbox', { name: 'Water' }).press('Space');
  await page.getByRole('checkbox', { name: 'Light' }).press('Space');
  await page.getByRole('button', { name: 'Check the answers' }).press('Enter');
  await page.getByText('1 of 2 questions right').waitFor();
  await page.getByText('Stones do not grow.').waitFor();
  await expectCleanIn(studio, 'preview of a quiz');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  expect(await page.getByRole('radio', { name: 'A stone' }).isChecked()).toBe(false);
  await next();
  expect(await page.getByRole('link', { name: 'Plants' }).getAttribute('href')).toBe('https://plants.test/');
  await next();
  await page.getByText('This lesson has no files yet.').waitFor();
  await expectCleanIn(studio, 'preview of a download');
});

/** Only what the course without films meets. */
const lenient = '{"format":1,"rules":[{"check":"lessons.count","level":"blocker","min":1}]}';
const listed = async (title: string) => (await ask(page, 'course.list', {})).find((course) => course.title === title);

test('signed out it says why it cannot be published; signed in it is, with one undo back to what students see', async () => {
  await writeFile(rulesFile, lenient);
  await openFromMenu('Publish…', 'All kinds');
  await page.getByText('It can be published when you are signed in.').waitFor();
  await page.getByText('Nothing is in the way of publishing.').waitFor();
  const publish = page.getByRole('button', { name: 'Publish…' });
  expect(await publish.isDisabled()).toBe(true);
  await expectCleanIn(studio, 'publishing, signed out');

  cloud = await startCloud({ folder: temporaryFolder() });
  const { url, publishableKey, instructors } = cloud.supabase;
  await ask(page, 'server.save', { url, publishableKey });
  await signIn(page, instructors[0] ?? { email: '', password: '' });
  await openCourse(page, 'All kinds');
  await lessonRow(page, 'To be read').click();
  await page.getByRole('textbox', { name: 'Days after enrolment' }).fill('3');
  await page.getByText('Changes to “To be read”').waitFor();
  await chooseFromMenu('Publish…');
  await expect.poll(() => publish.isEnabled(), soon).toBe(true);
  await publish.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Publish “All kinds”?' });
  await dialog.getByText('It is published for the first time.').waitFor();
  await dialog.getByText('You have unsaved changes in this course. What is not saved is not published.').waitFor();
  await dialog.getByRole('button', { name: 'Publish without them' }).waitFor();
  await expectCleanIn(studio, 'the question before publishing');
  await dialog.getByRole('button', { name: 'Save and publish' }).press('Enter');
  await page.getByText('“All kinds” is published').waitFor();
  await page.getByText('Nothing is otherwise.').waitFor();
  await page.getByRole('link', { name: /^Published / }).waitFor();

  const course = await listed('All kinds');
  expect(course?.status).toBe('published');
  const { chapters } = await ask(page, 'course.getOutline', { courseId: course?.courseId ?? courseId });
  const { lessonId } = chapters[0]?.lessons[0] ?? { lessonId: null };
  if (!lessonId) throw new Error('the course has no lesson');
  expect((await ask(page, 'lesson.get', { lessonId })).dripDays).toBe(3);
  await ask(page, 'lesson.rename', { lessonId, title: 'To be read again' });
  await page.getByText('To be read becomes To be read again').waitFor();
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByText('Pending changes').waitFor();
  await openFromMenu('Publish…', 'All kinds');
  await page.getByRole('button', { name: 'Discard to published…' }).press('Enter');
  const discard = page.getByRole('dialog', { name: 'Go back to what is published?' });
  await discard.getByText('To be read becomes To be read again').waitFor();
  await expectCleanIn(studio, 'the question before going back to what is published');
  await discard.getByRole('button', { name: 'Discard changes' }).press('Enter');
  await page.getByText('“All kinds” is as it was published').waitFor();
  await page.getByText('Nothing is otherwise.').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().press('Enter');
  await page.getByText('To be read becomes To be read again').waitFor();
});

test('offline the checklist works, and the button says what it waits for; a published version is read, not renamed', async () => {
  await cloud?.supabase.setOffline(true);
  await ask(page, 'sync.now', {});
  await openFromMenu('Publish…', 'All kinds');
  await page.getByText('It can be published when you are online. The checklist works without.').waitFor();
  expect(await page.getByRole('button', { name: 'Publish…' }).isDisabled()).toBe(true);
  await page.getByRole('link', { name: /^Published / }).press('Enter');
  await page.getByRole('heading', { name: 'Published version' }).waitFor();
  await page.getByRole('list', { name: 'Outline of this version' }).getByText('To be read', { exact: true }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Actions for “Published version”' }).count(), soon).toBe(0);
  await expectCleanIn(studio, 'a published version');
});
