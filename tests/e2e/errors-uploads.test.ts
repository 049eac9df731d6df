import { createHash } from 'node:crypto';
import { readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { growClip } from '../fixtures/sample-course.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { uploaderCapabilities } from '../sandbox/b2/options.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, connectStorage, lessonRow, openCourse } from '../story/steps.ts';
import { alterDatabase, firstDatabase } from './errors-rig.ts';
import { importFolder, openStudio, soon } from './screens-rig.ts';
import { accessTo, dock, openSendingStudio, startStorage } from './uploads-rig.ts';

/* What may happen to an upload in the middle. Each test has a film of its own; a studio is started where it has to be. */
/** Two parts and a bit. */
const FILE_BYTES = 24_000_000;
/** Slow enough for something to happen in the middle. */
const SLOW = { bytesPerSecondTotal: 8_000_000 };
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/media', name);

let b2: B2Sandbox;
let policy: string;
let studio: Studio | null = null;
let page: Page;
let films = 0;
/** Objects of earlier films. */
let known: ReadonlySet<string>;

async function begin(opening: Promise<Studio>): Promise<void> {
  studio = await opening;
  ({ page } = studio);
}
async function end(): Promise<void> {
  const open = studio;
  studio = null;
  await open?.close();
}

beforeAll(async () => {
  const spare = { keyName: 'spare', capabilities: uploaderCapabilities, bucketOnly: true, namePrefix: 'courses/' };
  ({ b2, policy } = await startStorage({ bucket: 'our-bucket', keys: [spare] }));
});
afterEach(() => b2.faults.clear());
afterAll(() => b2.stop());

const row = (film: string): Locator => lessonRow(page, film);
const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

interface Queued {
  /** Of the course. */
  readonly name: string;
  readonly video: string;
  /** Comes when a quarter of it has arrived. */
  readonly quarter: Promise<void>;
}
/** A course of one large film on a slow line, open. */
async function queueFilm(film: string): Promise<Queued> {
  b2.faults.setLink(SLOW);
  films += 1;
  const name = `Course ${String(films)}`;
  const video = join(temporaryFolder(), name, `${film}.mp4`);
  await growClip(fixture('index-first.mp4'), video, FILE_BYTES, films);
  known = new Set(b2.objects().map(({ fileId }) => fileId));
  const quarter = b2.log.waitForBytes(b2.log.bytesReceived() + FILE_BYTES / 4);
  await importFolder(page, dirname(video));
  await openCourse(page, name);
  return { name, video, quarter };
}

/** The newest object holds the file's bytes, read from the disk of both, and it is the only one of this film. */
async function expectStored(film: string, video: string): Promise<void> {
  b2.faults.setLink({});
  await row(film).getByText('Ready').waitFor({ timeout: 60_000 });
  const wanted = sha1(readFileSync(video));
  const own = b2.objects().filter(({ fileId }) => !known.has(fileId));
  expect(await Promise.all(own.map(({ fileId }) => b2.sha1OfObject(fileId)))).toEqual([wanted]);
  expect(b2.unfinished()).toEqual([]);
}

/** As somebody does in the service's own web pages, with the master key. */
async function revokeKey(): Promise<void> {
  const { keyId, applicationKey } = b2.keys.master;
  const authorization = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
  const account = await fetch(`${b2.url}/b2api/v2/b2_authorize_account`, { headers: { authorization } });
  const { authorizationToken } = (await account.json()) as { authorizationToken: string };
  const deleted = await fetch(`${b2.url}/b2api/v2/b2_delete_key`, {
    method: 'POST',
    headers: { authorization: authorizationToken },
    body: JSON.stringify({ applicationKeyId: b2.keys.restricted.keyId }),
  });
  expect(deleted.status).toBe(200);
}

describe('a storage that the organisation has set', () => {
  beforeAll(() => begin(openSendingStudio(policy)));
  afterAll(end);

  test('the network goes in the middle of an upload: it waits, and goes on by itself', async () => {
    const { video, quarter } = await queueFilm('Whales');
    await quarter;
    await b2.faults.away({ mode: 'refuse' });
    await row('Whales').getByText('Waiting for network').waitFor();
    await dock(page).getByText('1 upload waiting').waitFor();
    await b2.faults.back();
    await expectStored('Whales', video);
  });

  test('the storage cap is reached: said so, and it goes on when it was raised', async () => {
    b2.setCaps({ storageBytes: b2.storedBytes() + 5_000_000 });
    const { video } = await queueFilm('Seals');
    await dock(page).getByText('Storage cap reached').waitFor();
    await dock(page)
      .getByText(/raise it under “Caps & Alerts”, or delete/)
      .waitFor();
    b2.setCaps({ storageBytes: null });
    await dock(page).getByRole('button', { name: 'Try now' }).click();
    await expectStored('Seals', video);
  });

  test('the folder is moved while it is sent, and dropped again: it goes on from the new place, stored once', async () => {
    const { video, quarter } = await queueFilm('Bats');
    await quarter;
    const moved = `${dirname(video)} on another disk`;
    renameSync(dirname(video), moved);
    await row('Bats').getByText('File not found').waitFor();
    await importFolder(page, moved);
    await expectStored('Bats', join(moved, basename(video)));
  });

  test('the file is edited in the middle: said so, and the new one is sent, shown and played', async () => {
    const { name, video, quarter } = await queueFilm('Deer');
    await quarter;
    await growClip(fixture('index-last.mp4'), video, FILE_BYTES - 1_000_000, 100);
    const { size } = statSync(video);
    await row('Deer').click();
    await page.getByText('Started again, because the file was changed after the upload began.').first().waitFor();
    await expectStored('Deer', video);

    const upload = (await ask(page, 'upload.list', {})).find(({ fileName }) => fileName === 'Deer.mp4');
    expect(upload?.lessonId).toBeNull(); // the version that it was for is not the current one any more
    const course = (await ask(page, 'course.list', {})).find(({ title }) => title === name);
    if (!course) throw new Error('the course is gone');
    const { chapters } = await ask(page, 'course.getOutline', { courseId: course.courseId });
    expect(chapters[0]?.lessons[0]?.media).toMatchObject({ bytes: size, whereabouts: 'stored' });
    const played = await page
      .locator('video')
      .first()
      .evaluate(async (element) => {
        const player = element as HTMLVideoElement;
        player.muted = true;
        await player.play();
        return { width: player.videoWidth };
      });
    expect(played.width).toBeGreaterThan(0);

    // What became ready is told again at every start; that makes no third version.
    const { dataDir } = studio ?? { dataDir: '' };
    await end();
    await begin(openSendingStudio(policy, { dataDir }));
    await openCourse(page, name);
    await row('Deer').getByText('Ready').waitFor();
    await end();
    alterDatabase(firstDatabase(dataDir), (db) => {
      const bytes = db.prepare('SELECT bytes FROM media_versions ORDER BY id').pluck().all();
      expect(bytes.slice(-2)).toEqual([FILE_BYTES, size]);
    });
  });
});

describe('a storage that is typed in', () => {
  beforeAll(() => begin(openStudio()));
  afterAll(end);

  test('the file is moved away before it was sent: said so, and it goes on when it is back', async () => {
    const { name, video } = await queueFilm('Mice');
    renameSync(video, `${video}.away`);
    await connectStorage(page, { storage: accessTo(b2) });
    await openCourse(page, name);
    await row('Mice').getByText('File not found').waitFor();
    await row('Mice').click();
    await page.getByText('It was moved, renamed or deleted. Once it is back it goes on by itself.').first().waitFor();
    await page.getByRole('button', { name: 'More for “Mice.mp4”' }).first().click();
    await page.getByRole('menuitem', { name: 'Show in folder' }).click();
    await page.getByText('It was moved, renamed or deleted, or its drive is not connected.').first().waitFor();
    renameSync(`${video}.away`, video);
    await page.getByRole('button', { name: 'Try now' }).first().click();
    await expectStored('Mice', video);
  });

  test('the key is revoked in the middle: said so, and a new one goes on', async () => {
    const { name, video, quarter } = await queueFilm('Bears');
    await quarter;
    await revokeKey();
    await dock(page).getByText('Storage key refused').waitFor();
    await dock(page).getByText('Enter a new one in the storage settings.').waitFor();
    await expect.poll(async () => (await ask(page, 'upload.getSummary', {})).stoppedBy?.code, soon).toBe('key-revoked');
    await dock(page).getByRole('link', { name: 'Storage settings…' }).click();
    await page.getByRole('heading', { name: 'Storage', exact: true }).waitFor();
    const spare = b2.keys.named['spare'];
    if (!spare) throw new Error('the sandbox has no spare key');
    await connectStorage(page, { storage: accessTo(b2, spare) });
    await openCourse(page, name);
    await expectStored('Bears', video);
  });
});
