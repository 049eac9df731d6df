import { strict as assert } from 'node:assert';
import { globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchStudio, type Studio } from '../tests/helpers/launch.ts';
import { setWindowSize } from '../tests/helpers/screen.ts';
import { temporaryFolder } from '../tests/helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../tests/sandbox/cloud.ts';
import { sandboxStory } from '../tests/story/sandbox-story.ts';
import {
  ask,
  connectStorage,
  dropOnCourseList,
  importAll,
  lessonRow,
  openCourse,
  openSettings,
  saveServer,
  signIn,
  until,
} from '../tests/story/steps.ts';
import { build } from './build.ts';
import { cellBiology, layLibrary, others, waveOptics } from './screenshots/library.ts';
import { changeElsewhere } from './screenshots/second-computer.ts';
import { folder, LARGE, shoot } from './screenshots/shoot.ts';

/*
 * `npm run screenshots`: the screens of the built app with a realistic library on the sandbox cloud, into docs/screenshots.
 * To be looked at before they are committed.
 */
const MAX_BYTES = 7_000_000;
const SLOW = { bytesPerSecondTotal: 1_200_000 };

async function importByRoutes(page: Page, root: string): Promise<void> {
  const { planId } = await ask(page, 'import.scan', { paths: [root] });
  const switches = { cleanNames: true, foldersAsChapters: true };
  await ask(page, 'import.apply', { planId, ...switches, target: { kind: 'new-course' }, excluded: [] });
}

const uploadsOf = async (page: Page, course: string) =>
  (await ask(page, 'upload.list', {})).filter(({ courseTitle }) => courseTitle === course);

/** Everything that is on the shelf is stored, and the dock is empty. */
async function untilAllStored(page: Page): Promise<void> {
  await until('everything stored', async () => {
    const courses = await ask(page, 'course.list', {});
    await ask(page, 'upload.clearDone', {});
    const { total } = await ask(page, 'upload.getSummary', {});
    return total === 0 && courses.every(({ media }) => media.stored === media.total);
  });
}

/** A queue with every state in it: stored, uploading, queued, paused, waiting for a file, failed. */
async function fillQueue({ page }: Studio, { b2 }: SandboxCloud, home: string): Promise<void> {
  b2.faults.setLink({ bytesPerSecondTotal: 50_000 });
  await importByRoutes(page, join(home, waveOptics.title));
  const rows = async () => uploadsOf(page, waveOptics.title);
  await until('the queue', async () => (await rows()).length >= 10);
  await ask(page, 'upload.pauseAll', {});
  const videos = (await rows()).filter(({ fileName }) => fileName.endsWith('.webm'));
  const [first, second, third, failing, missing, paused, ...rest] = videos.map(({ snapshot }) => snapshot.uploadId);
  assert.ok(first && second && third && failing && missing && paused && rest.length > 2);
  const resume = (uploadId: typeof first) => ask(page, 'upload.resume', { uploadIds: [uploadId] });
  const stateOf = async (uploadId: typeof first) =>
    (await rows()).find(({ snapshot }) => snapshot.uploadId === uploadId)?.snapshot.state;
  b2.faults.setLink({});
  for (const { snapshot, fileName } of await rows()) if (!fileName.endsWith('.webm')) await resume(snapshot.uploadId);
  for (const uploadId of [first, second, third]) await resume(uploadId);
  await until('three stored', async () => (await stateOf(third)) === 'ready' && (await stateOf(first)) === 'ready');
  const spoilt = b2.faults.add({
    operations: ['b2_upload_file', 'b2_upload_part'],
    fault: { kind: 'status', status: 400, code: 'bad_request', message: 'spoilt', html: false, when: 'after-body' },
  });
  await resume(failing);
  await until('one failed', async () => (await stateOf(failing)) === 'failed');
  b2.faults.remove(spoilt);
  const gone = videos.find(({ snapshot }) => snapshot.uploadId === missing)?.fileName ?? '';
  const [path] = globSync(`${home}/${waveOptics.title}/*/${gone}`);
  assert.ok(path);
  await rename(path, `${path}.away`);
  await resume(missing);
  await until('one waiting', async () => (await stateOf(missing)) === 'waiting');
  b2.faults.setLink(SLOW);
  for (const uploadId of rest) await resume(uploadId);
  await until('bytes moving', async () => {
    const moving = (await rows()).filter(({ snapshot }) => snapshot.state === 'uploading');
    return moving.every(({ snapshot }) => snapshot.bytesDone > snapshot.bytesTotal * 0.04);
  });
}

/** Two courses and a lesson are tagged, and one course is called in Arabic. */
async function label(page: Page): Promise<void> {
  await ask(page, 'course.create', { title: 'مقدمة في علم الفلك' });
  const courses = await ask(page, 'course.list', {});
  const idOf = (title: string) => courses.find((course) => course.title === title)?.courseId;
  const [cells, harmony] = [idOf(cellBiology.title), idOf(others[1]?.title ?? '')];
  assert.ok(cells && harmony);
  const { chapters } = await ask(page, 'course.getOutline', { courseId: cells });
  const lessonId = chapters[0]?.lessons[0]?.lessonId;
  assert.ok(lessonId);
  const lessons = [{ lessonId, details: { tags: ['Start here'] } }];
  await ask(page, 'course.saveAll', { courseId: cells, details: { tags: ['Biology', 'First year'] }, lessons });
  await ask(page, 'course.saveAll', { courseId: harmony, details: { tags: ['Music', 'First year'] } });
}

/** Before there is anything, and what a drop would make. */
async function shootBeginning(studio: Studio, home: string): Promise<void> {
  await studio.page.getByText('Drop a folder of videos here to make a course.').waitFor();
  await shoot(studio, 'empty', ['light']);
  await dropOnCourseList(studio.page, join(home, cellBiology.title));
  await studio.page.getByText(/^Looking into/).waitFor({ state: 'detached' });
  await shoot(studio, 'import', ['light', 'dark', 'small', 'mirrored']);
  await importAll(studio.page);
}

async function shootSettings(studio: Studio, cloud: SandboxCloud): Promise<void> {
  const { access, credentials } = sandboxStory(cloud);
  cloud.b2.faults.setLink({});
  await saveServer(studio.page, access);
  await connectStorage(studio.page, access);
  await studio.page.getByRole('button', { name: 'Test connection' }).click();
  await studio.page.getByText('Everything works.').waitFor();
  await studio.page.getByText('Storage saved').waitFor({ state: 'detached' });
  await shoot(studio, 'settings-storage', ['light', 'mirrored']);
  await signIn(studio.page, credentials);
  await shoot(studio, 'settings-account', ['light']);
  await openSettings(studio.page, 'Appearance');
  await shoot(studio, 'settings-appearance', ['dark']);
}

async function shootCourses(studio: Studio): Promise<void> {
  const { page } = studio;
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: waveOptics.title }).waitFor();
  await until('covers', async () => (await page.getByRole('grid', { name: 'Courses' }).locator('img').count()) >= 5);
  await shoot(studio, 'courses', ['light', 'dark', 'small', 'mirrored']);
  await page.getByRole('radio', { name: 'List' }).click();
  await page.getByRole('columnheader', { name: 'Storage' }).waitFor();
  await shoot(studio, 'courses-list', ['light', 'compact']);
  await page.getByRole('radio', { name: 'Grid' }).click();
}

async function shootCourse(studio: Studio): Promise<void> {
  const { page } = studio;
  await openCourse(page, cellBiology.title);
  await lessonRow(page, 'What is a cell').click();
  await page.locator('video').waitFor();
  await shoot(studio, 'course', ['light', 'dark', 'small', 'mirrored', 'compact', 'wide']);
}

async function shootDetails(studio: Studio): Promise<void> {
  const { page } = studio;
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByRole('textbox', { name: 'Subtitle' }).fill('From one membrane to a whole organism');
  await page.getByRole('textbox', { name: 'Objective 1' }).fill('Name the parts of a cell and what they do');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Read an electron micrograph');
  await page.getByRole('textbox', { name: 'Title', exact: true }).focus();
  await shoot(studio, 'details', ['light', 'dark', 'small', 'mirrored']);
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('dialog').waitFor();
  await shoot(studio, 'leave', ['light']);
  await page.getByRole('button', { name: 'Discard changes' }).click();
}

/** Captions beside their video, words replaced everywhere, all tags, and what is in the way of publishing. */
async function shootEditing(studio: Studio): Promise<void> {
  const { page } = studio;
  await openCourse(page, cellBiology.title);
  await lessonRow(page, 'What is a cell').click();
  await page.getByRole('button', { name: /^Edit 02 - What is a cell/ }).click();
  await page.getByRole('dialog').locator('video').waitFor();
  await shoot(studio, 'cue-editor', ['light', 'dark', 'mirrored']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+F');
  const replacing = page.getByRole('dialog', { name: 'Find and replace' });
  await replacing.getByRole('textbox').first().fill('cell');
  await replacing.getByRole('textbox').nth(1).fill('cell (unit)');
  await page.keyboard.press('Enter');
  await replacing.getByRole('listitem').first().waitFor();
  await shoot(studio, 'replace', ['light', 'dark', 'mirrored']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'All tags…' }).click();
  await page.getByRole('dialog', { name: 'Tags' }).waitFor();
  await shoot(studio, 'tags', ['light']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for the course' }).click();
  await page.getByRole('menuitem', { name: 'Publish…' }).click();
  await page.getByRole('heading', { name: 'In the way' }).waitFor();
  await shoot(studio, 'publish', ['light', 'dark', 'mirrored']);
}

/** What another computer changed, what can be undone, what there is to go back to, and the course as one file. */
async function shootSync(studio: Studio, cloud: SandboxCloud): Promise<void> {
  const { page } = studio;
  await changeElsewhere(studio, cloud, cellBiology.title);
  await openCourse(page, cellBiology.title);
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByRole('status').filter({ hasText: 'Also changed on' }).waitFor();
  await shoot(studio, 'conflict');
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('dialog', { name: 'History' }).waitFor();
  await shoot(studio, 'history', ['light']);
  await page.keyboard.press('Escape');
  await openCourse(page, cellBiology.title);
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog', { name: /^Export/ }).waitFor();
  await shoot(studio, 'export', ['light']);
  await page.keyboard.press('Escape');
  await ask(page, 'backup.make', {});
  await openSettings(page, 'Backups');
  await page.getByRole('list', { name: 'Backups on this computer' }).waitFor();
  await shoot(studio, 'settings-backups', ['light']);
}

async function shootUploads(studio: Studio, cloud: SandboxCloud, home: string): Promise<void> {
  const { page } = studio;
  await fillQueue(studio, cloud, home);
  await openCourse(page, waveOptics.title);
  await lessonRow(page, 'Filters and crystals').click();
  await page.getByRole('button', { name: 'Queue' }).click();
  await shoot(studio, 'uploads', ['light', 'dark', 'small', 'mirrored']);
  await page.getByRole('button', { name: 'Queue' }).click();
  await lessonRow(page, 'Gratings').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await shoot(studio, 'menu', ['light']);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'All uploads' }).click();
  await page
    .getByRole('grid', { name: 'Queue' })
    .getByRole('row')
    .nth(1)
    .click({ position: { x: 5, y: 5 } });
  await shoot(studio, 'upload-queue', ['light', 'dark', 'mirrored', 'compact']);
}

async function shootAll(studio: Studio, cloud: SandboxCloud, home: string): Promise<void> {
  await setWindowSize(studio, LARGE);
  await shootBeginning(studio, home);
  await shootSettings(studio, cloud);
  for (const { title } of others) await importByRoutes(studio.page, join(home, title));
  await ask(studio.page, 'course.create', { title: 'Botany in the Field' });
  await label(studio.page);
  await untilAllStored(studio.page);
  await shootCourse(studio);
  await shootDetails(studio);
  await shootEditing(studio);
  await shootSync(studio, cloud);
  await shootUploads(studio, cloud, home);
  await shootCourses(studio);
}

if (!build()) throw new Error('the app does not build');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const home = temporaryFolder();
console.log('Painting a library of courses …');
await layLibrary(home, [cellBiology, waveOptics, ...others]);
const cloud = await startCloud({ folder: join(home, 'cloud') });
const studio = await launchStudio();
try {
  await shootAll(studio, cloud, home);
  const bytes = globSync(`${folder}/*.png`).reduce((sum, path) => sum + statSync(path).size, 0);
  console.log(`${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
  assert.ok(bytes < MAX_BYTES, 'the screenshots are too large for the repository');
} finally {
  await studio.close();
  await cloud.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0); // a sandbox database may keep a handle open
