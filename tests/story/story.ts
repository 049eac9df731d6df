import { strict as assert } from 'node:assert';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SampleCourse } from '../fixtures/sample-course.ts';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import {
  auditArrivals,
  type Arrival,
  type CloudAccess,
  type Credentials,
  hasArrived,
  signInToSupabase,
} from './cloud-audit.ts';
import {
  ask,
  connectStorage,
  dropOnCourseList,
  importAll,
  lessonRow,
  openCourse,
  renameLesson,
  saveServer,
  signIn,
  until,
} from './steps.ts';

/** The two services as the story needs them: the sandbox, or any B2 endpoint and Supabase project. */
export interface StoryCloud {
  readonly access: CloudAccess;
  readonly credentials: Credentials;
  /** Given: the studio is started with it. Absent: everything is typed into the settings. */
  readonly policyFile: string | null;
  /** Takes the network away from the studio, or gives it back. */
  setNetwork(studio: Studio, isThere: boolean): Promise<void>;
  /** What the server received; null where nobody counts. */
  readonly traffic: Traffic | null;
}
export interface Traffic {
  /** Upload bytes so far, kept or not. */
  received(): number;
  /** This moment, for `sentInVain`. */
  mark(): number;
  /** Bytes of uploads begun since `mark` that the server did not keep, or had already. */
  sentInVain(mark: number): number;
}
export interface StoryOptions {
  readonly cloud: StoryCloud;
  readonly course: SampleCourse;
  /** Where the two computers keep their data. */
  readonly folder: string;
  readonly tell: (step: string) => void;
  readonly showProgress?: (done: number, total: number) => void;
  readonly shoot: (page: Page, name: string) => Promise<void>;
}
export interface StoryFacts {
  readonly arrivals: readonly Arrival[];
  readonly bytesTotal: number;
  /** Bytes that went over the line twice, all of them because of `kill -9`; null where nobody counts. */
  readonly bytesSentTwice: number | null;
  readonly relaunchToBytesMs: number;
  readonly lessonsOnSecondComputer: number;
}

const RENAMED_FROM = 'Microscopes';
const RENAMED_TO = 'Microscopes, old and new';

async function importCourse({ page }: Studio, { course, tell, shoot }: StoryOptions): Promise<void> {
  tell('Drop the folder on the empty course list');
  await dropOnCourseList(page, course.root);
  await page.getByText('What is a cell').first().waitFor();
  await until(
    'durations in the preview',
    async () => (await page.getByText(/^0:0\d$/).count()) >= course.videos.length,
  );
  await shoot(page, 'import-preview');
  await importAll(page);
  tell('The course stands there; its first lesson plays from this disk');
  await lessonRow(page, 'Welcome').click();
  await playSomething(page);
  await shoot(page, 'course');
}

/** The video in the inspector really plays: its clock moves, and it has a picture. */
async function playSomething(page: Page): Promise<void> {
  const video = page.locator('video').first();
  await video.waitFor();
  const played = await video.evaluate(async (element) => {
    const media = element as HTMLVideoElement;
    media.muted = true;
    await media.play();
    await new Promise<void>((resolve) =>
      media.addEventListener('timeupdate', () => media.currentTime > 0.2 && resolve()),
    );
    media.pause();
    return { width: media.videoWidth, at: media.currentTime };
  });
  assert.ok(played.width > 0, 'the video has a picture');
}

async function connect({ page }: Studio, { cloud, tell, shoot }: StoryOptions): Promise<void> {
  tell('Connect storage and sign in; the uploads start by themselves');
  if (!cloud.policyFile) {
    await saveServer(page, cloud.access);
    await connectStorage(page, cloud.access);
    await shoot(page, 'settings-storage');
  }
  await signIn(page, cloud.credentials);
  await shoot(page, 'settings-account');
}

/** The same progress in the outline, in the dock and in a second window. */
async function watchTwoWindows(studio: Studio, { course, tell, shoot }: StoryOptions): Promise<void> {
  tell('Progress moves in the outline, in the dock and in a second window');
  const title = basename(course.root);
  await openCourse(studio.page, title);
  const { courseId } = (await ask(studio.page, 'course.list', {}))[0] ?? assert.fail('no course');
  const opening = studio.app.waitForEvent('window');
  await ask(studio.page, 'app.openWindow', { courseId });
  const second = await opening;
  await second.getByRole('treegrid', { name: 'Outline' }).waitFor();
  for (const page of [studio.page, second]) {
    await page.getByRole('region', { name: 'Uploads' }).waitFor();
    const bar = page.getByRole('progressbar', { name: /^Upload of/ }).first();
    await until('a moving bar in the outline', async () => Number((await bar.getAttribute('aria-valuenow')) ?? 0) > 0);
  }
  await studio.page.getByRole('button', { name: 'Queue' }).click();
  await shoot(studio.page, 'uploading');
  await shoot(second, 'second-window');
}

const doneBytes = async (page: Page): Promise<number> => (await ask(page, 'upload.getSummary', {})).bytesDone;

/** `kill -9` in the middle, start again: it goes on by itself. */
async function killAndGoOn(
  studio: Studio,
  options: StoryOptions,
): Promise<{ studio: Studio; relaunchToBytesMs: number; killedAt: number }> {
  const { cloud, tell, shoot } = options;
  const { bytesTotal } = await ask(studio.page, 'upload.getSummary', {});
  await until('half of the bytes', async () => (await doneBytes(studio.page)) > bytesTotal * 0.45);
  tell('kill -9');
  await studio.kill();
  const killedAt = cloud.traffic?.mark() ?? 0;
  const atKill = cloud.traffic?.received() ?? null;
  const startedMs = Date.now();
  const again = await launchStudio({ dataDir: studio.dataDir, args: launchArgs(cloud) });
  const { bytesDone } = await ask(again.page, 'upload.getSummary', {});
  assert.ok(bytesDone > 0, 'progress is remembered');
  await until('bytes flowing again', async () =>
    cloud.traffic && atKill !== null ? cloud.traffic.received() > atKill : (await doneBytes(again.page)) > bytesDone,
  );
  const relaunchToBytesMs = Date.now() - startedMs;
  tell(`Started again: bytes flow after ${(relaunchToBytesMs / 1000).toFixed(1)} s, without a click`);
  await shoot(again.page, 'resumed');
  return { studio: again, relaunchToBytesMs, killedAt };
}

async function waitForUploads({ page }: Studio, { tell, showProgress, shoot, course }: StoryOptions): Promise<number> {
  let last = 0;
  await until('every upload ready', async () => {
    const { bytesDone, bytesTotal, ready, total, failed } = await ask(page, 'upload.getSummary', {});
    assert.equal(failed, 0, 'no upload fails');
    assert.ok(bytesDone >= last, 'progress never goes back');
    last = bytesDone;
    showProgress?.(bytesDone, bytesTotal);
    return ready === total && total > 0;
  });
  await openCourse(page, basename(course.root));
  const rows = page.getByRole('treegrid', { name: 'Outline' }).getByRole('row');
  await until('every lesson says ready', async () => (await rows.getByText('Ready').count()) >= course.videos.length);
  tell('Every video is ready: verified against what B2 holds');
  await shoot(page, 'ready');
  return last;
}

async function renameOffline(studio: Studio, { cloud, tell, shoot }: StoryOptions): Promise<void> {
  const { page } = studio;
  await cloud.setNetwork(studio, false);
  tell('Network off: rename a lesson');
  await renameLesson(page, RENAMED_FROM, RENAMED_TO);
  await until('the change waits', async () => (await ask(page, 'sync.getStatus', {})).waiting > 0);
  await shoot(page, 'offline');
  await cloud.setNetwork(studio, true);
  tell('Network back');
  // By itself it may be through before the hand is there.
  await page
    .getByRole('contentinfo', { name: 'Status' })
    .getByRole('button', { name: /change waiting|Offline|Sync/ })
    .first()
    .click();
  const syncNow = page.getByRole('button', { name: 'Sync now' });
  if (await syncNow.isVisible()) await syncNow.click();
  await until('nothing waits any more', async () => {
    const { waiting, state } = await ask(page, 'sync.getStatus', {});
    return waiting === 0 && state === 'idle';
  });
  await page.keyboard.press('Escape');
}

async function checkSupabase({ cloud, tell }: StoryOptions): Promise<void> {
  const client = await signInToSupabase(cloud.access, cloud.credentials);
  const { data } = await client.from('lessons').select('title').eq('title', RENAMED_TO);
  assert.equal(data?.length, 1, 'the renamed lesson is in Supabase');
  tell('The rename is in Supabase');
}

const launchArgs = ({ policyFile }: StoryCloud): string[] => (policyFile ? [`--policy=${policyFile}`] : []);

async function secondComputer(options: StoryOptions): Promise<number> {
  const { cloud, course, folder, tell, shoot } = options;
  tell('A second computer signs in');
  const studio = await launchStudio({ dataDir: join(folder, 'second-computer'), args: launchArgs(cloud) });
  try {
    if (!cloud.policyFile) await saveServer(studio.page, cloud.access);
    await signIn(studio.page, cloud.credentials);
    await studio.page.getByRole('link', { name: 'Courses' }).first().click();
    await studio.page
      .getByRole('link', { name: basename(course.root) })
      .first()
      .waitFor();
    await openCourse(studio.page, basename(course.root));
    await lessonRow(studio.page, RENAMED_TO).waitFor();
    const { courseId } = (await ask(studio.page, 'course.list', {}))[0] ?? assert.fail('no course');
    const { chapters } = await ask(studio.page, 'course.getOutline', { courseId });
    await shoot(studio.page, 'second-computer');
    return chapters.flatMap(({ lessons }) => lessons).length;
  } finally {
    await studio.close();
  }
}

/** Drop a folder, get a course: the whole way through, in the built app. Throws at the first thing that is not so. */
export async function runStory(options: StoryOptions): Promise<StoryFacts> {
  const { cloud, course, folder } = options;
  const first = await launchStudio({ dataDir: join(folder, 'first-computer'), args: launchArgs(cloud) });
  await importCourse(first, options);
  await connect(first, options);
  await watchTwoWindows(first, options);
  const { studio, relaunchToBytesMs, killedAt } = await killAndGoOn(first, options);
  const bytesTotal = await waitForUploads(studio, options);
  const bytesSentTwice = cloud.traffic?.sentInVain(0) ?? null;
  assert.equal(cloud.traffic?.sentInVain(killedAt) ?? 0, 0, 'started again, only what was missing is sent');
  await renameOffline(studio, options);
  await checkSupabase(options);
  const lessonsOnSecondComputer = await secondComputer(options);
  assert.equal(lessonsOnSecondComputer, course.videos.length, 'the second computer has every lesson');
  await studio.close();
  const paths = [...course.videos, course.promo, ...course.extras];
  const arrivals = await auditArrivals(cloud.access, cloud.credentials, paths);
  assert.deepEqual(
    arrivals.filter((arrival) => !hasArrived(arrival)),
    [],
    'every file arrived',
  );
  return { arrivals, bytesTotal, bytesSentTwice, relaunchToBytesMs, lessonsOnSecondComputer };
}
