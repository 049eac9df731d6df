import { strict as assert } from 'node:assert';
import { globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchStudio, type Studio } from '../tests/helpers/launch.ts';
import { setWindowSize, showTheme, untilPlayerRests } from '../tests/helpers/screen.ts';
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

/*
 * `npm run screenshots`: every screen of the built app, light and dark, the main ones in Arabic, too, with a realistic library on the sandbox cloud,
 * into docs/screenshots. To be looked at before they are committed.
 */
const folder = join(import.meta.dirname, '../docs/screenshots');
const MAX_BYTES = 7_000_000;
const LARGE = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 700 };
const SLOW = { bytesPerSecondTotal: 1_200_000 };

/** In Arabic, from right to left; English is back when it is done. */
async function shootMirrored(studio: Studio, screen: string): Promise<void> {
  const speak = async (locale: 'ar' | 'system', dir: 'ltr' | 'rtl'): Promise<void> => {
    await ask(studio.page, 'settings.save', { locale });
    await studio.page.locator(`html[dir=${dir}]`).waitFor();
  };
  await speak('ar', 'rtl');
  await showTheme(studio, 'light');
  await untilPlayerRests(studio.page);
  await studio.page.screenshot({ path: join(folder, `${screen}-light-rtl.png`) });
  await speak('system', 'ltr');
}

/** Both themes at 1440×900; with `small`, at 1024×700 too; with `mirrored`, in Arabic, too. */
async function shoot(
  studio: Studio,
  screen: string,
  options: { small?: boolean; mirrored?: boolean } = {},
): Promise<void> {
  for (const [size, suffix] of [[LARGE, ''], ...(options.small ? [[SMALL, '-small'] as const] : [])] as const) {
    await setWindowSize(studio, size);
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(studio, theme);
      await untilPlayerRests(studio.page);
      await studio.page.screenshot({ path: join(folder, `${screen}-${theme}${suffix}.png`) });
    }
  }
  await setWindowSize(studio, LARGE);
  if (options.mirrored) await shootMirrored(studio, screen);
  console.log(`  ${screen}`);
}

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

/** Before there is anything, and what a drop would make. */
async function shootBeginning(studio: Studio, home: string): Promise<void> {
  await studio.page.getByText('Drop a folder of videos here to make a course.').waitFor();
  await shoot(studio, 'empty');
  await dropOnCourseList(studio.page, join(home, cellBiology.title));
  await studio.page.getByText(/^Looking into/).waitFor({ state: 'detached' });
  await shoot(studio, 'import', { small: true, mirrored: true });
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
  await shoot(studio, 'settings-storage', { mirrored: true });
  await signIn(studio.page, credentials);
  await shoot(studio, 'settings-account');
  await openSettings(studio.page, 'Appearance');
  await shoot(studio, 'settings-appearance');
}

async function shootCourses(studio: Studio): Promise<void> {
  const { page } = studio;
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: waveOptics.title }).waitFor();
  await until('covers', async () => (await page.getByRole('grid', { name: 'Courses' }).locator('img').count()) >= 5);
  await shoot(studio, 'courses', { small: true, mirrored: true });
  await page.getByRole('radio', { name: 'List' }).click();
  await page.getByRole('columnheader', { name: 'Storage' }).waitFor();
  await shoot(studio, 'courses-list');
  await page.getByRole('radio', { name: 'Grid' }).click();
}

async function shootCourse(studio: Studio): Promise<void> {
  const { page } = studio;
  await openCourse(page, cellBiology.title);
  await lessonRow(page, 'What is a cell').click();
  await page.locator('video').waitFor();
  await shoot(studio, 'course', { small: true, mirrored: true });
}

async function shootDetails(studio: Studio): Promise<void> {
  const { page } = studio;
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByRole('textbox', { name: 'Subtitle' }).fill('From one membrane to a whole organism');
  await page.getByRole('textbox', { name: 'Objective 1' }).fill('Name the parts of a cell and what they do');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Read an electron micrograph');
  await page.getByRole('textbox', { name: 'Title', exact: true }).focus();
  await shoot(studio, 'details', { small: true, mirrored: true });
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('dialog').waitFor();
  await shoot(studio, 'leave');
  await page.getByRole('button', { name: 'Discard changes' }).click();
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
  await shoot(studio, 'history');
  await page.keyboard.press('Escape');
  await openCourse(page, cellBiology.title);
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog', { name: /^Export/ }).waitFor();
  await shoot(studio, 'export');
  await page.keyboard.press('Escape');
  await ask(page, 'backup.make', {});
  await openSettings(page, 'Backups');
  await page.getByRole('list', { name: 'Backups on this computer' }).waitFor();
  await shoot(studio, 'settings-backups');
}

async function shootUploads(studio: Studio, cloud: SandboxCloud, home: string): Promise<void> {
  const { page } = studio;
  await fillQueue(studio, cloud, home);
  await openCourse(page, waveOptics.title);
  await lessonRow(page, 'Filters and crystals').click();
  await page.getByRole('button', { name: 'Queue' }).click();
  await shoot(studio, 'uploads', { small: true, mirrored: true });
  await page.getByRole('button', { name: 'Queue' }).click();
  await lessonRow(page, 'Gratings').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await shoot(studio, 'menu');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'All uploads' }).click();
  await page
    .getByRole('grid', { name: 'Queue' })
    .getByRole('row')
    .nth(1)
    .click({ position: { x: 5, y: 5 } });
  await shoot(studio, 'upload-queue', { mirrored: true });
}

async function shootAll(studio: Studio, cloud: SandboxCloud, home: string): Promise<void> {
  await setWindowSize(studio, LARGE);
  await shootBeginning(studio, home);
  await shootSettings(studio, cloud);
  for (const { title } of others) await importByRoutes(studio.page, join(home, title));
  await ask(studio.page, 'course.create', { title: 'Botany in the Field' });
  await untilAllStored(studio.page);
  await shootCourse(studio);
  await shootDetails(studio);
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
