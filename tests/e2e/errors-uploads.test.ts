import { createHash } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { growClip } from '../fixtures/sample-course.ts';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { uploaderCapabilities } from '../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, connectStorage, lessonRow, openCourse } from '../story/steps.ts';
import { alterDatabase, firstDatabase, openStudio } from './errors-rig.ts';
import { importFolder } from './screens-rig.ts';

/** Two parts and a bit. */
const FILE_BYTES = 24_000_000;
/** Slow enough for something to happen in the middle. */
const LINE_BYTES_PER_SECOND = 8_000_000;
const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');

let b2: B2Sandbox;
let folder: string;
beforeEach(async () => {
  folder = temporaryFolder();
  const spare = { keyName: 'spare', capabilities: uploaderCapabilities, bucketOnly: true, namePrefix: 'courses/' };
  b2 = await startB2Sandbox({
    dir: join(folder, 'b2'),
    seed: { bucket: 'our-bucket', prefix: 'courses/', keys: [spare] },
  });
  b2.faults.setLink({ bytesPerSecondTotal: LINE_BYTES_PER_SECOND });
});
afterEach(() => b2.stop());

const access = (key: { keyId: string; applicationKey: string } = b2.keys.restricted) => ({
  supabase: { url: '', publishableKey: '' },
  storage: { ...key, bucket: b2.bucket.bucketName, prefix: b2.prefix, endpoint: b2.url },
});

/** A studio with a course of one large video; its storage is set by the organisation unless it is to be typed in. */
async function openWithCourse(storage: 'by policy' | 'typed in' | 'not yet' = 'by policy') {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify(storage === 'by policy' ? { storage: access().storage } : {}));
  const studio = await openStudio({ args: [`--policy=${policy}`] });
  const { page } = studio;
  const video = join(folder, 'Zoology/Mammals.mp4');
  await growClip(clip, video, FILE_BYTES, 7);
  if (storage === 'typed in') await connectStorage(page, access());
  await importFolder(page, join(folder, 'Zoology'));
  await openCourse(page, 'Zoology');
  return { studio, page, video };
}
const dock = (page: Page) => page.getByRole('region', { name: 'Uploads' });
const row = (page: Page) => lessonRow(page, 'Mammals');
const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** The one object there is holds the file's bytes, read from the disk of both. */
async function expectStored(page: Page, video: string): Promise<void> {
  await row(page).getByText('Ready').waitFor({ timeout: 60_000 });
  const wanted = sha1(readFileSync(video));
  const stored = await Promise.all(b2.objects().map(({ fileId }) => b2.sha1OfObject(fileId)));
  expect(stored.at(-1)).toBe(wanted);
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

test('the network goes in the middle of an upload: it waits, and goes on by itself', async () => {
  const { page, video } = await openWithCourse();
  await b2.log.waitForBytes(FILE_BYTES / 4);
  await b2.faults.away({ mode: 'refuse' });
  await row(page).getByText('Waiting for network').waitFor();
  await dock(page).getByText('1 upload waiting').waitFor();
  await b2.faults.back();
  await expectStored(page, video);
});

test('the key is revoked in the middle: said so, and a new one goes on', async () => {
  const { page, video } = await openWithCourse('typed in');
  await b2.log.waitForBytes(FILE_BYTES / 4);
  await revokeKey();
  await dock(page).getByText('Storage key refused').waitFor();
  await dock(page).getByText('Enter a new one in the storage settings.').waitFor();
  await dock(page).getByRole('link', { name: 'Storage settings…' }).click();
  await page.getByRole('heading', { name: 'Storage', exact: true }).waitFor();
  await connectStorage(page, access(b2.keys.named['spare']));
  await openCourse(page, 'Zoology');
  await expectStored(page, video);
});

test('the storage cap is reached: said so, and it goes on when it was raised', async () => {
  b2.setCaps({ storageBytes: 5_000_000 });
  const { page, video } = await openWithCourse();
  await dock(page).getByText('Storage cap reached').waitFor();
  await dock(page)
    .getByText(/raise it under “Caps & Alerts”, or delete/)
    .waitFor();
  b2.setCaps({ storageBytes: null });
  await dock(page).getByRole('button', { name: 'Try now' }).click();
  await expectStored(page, video);
});

test('the file is edited in the middle: said so, and the new one is sent, shown and played', async () => {
  const { studio, page, video } = await openWithCourse();
  await b2.log.waitForBytes(FILE_BYTES / 4);
  await growClip(join(import.meta.dirname, '../fixtures/media/index-last.mp4'), video, FILE_BYTES - 1_000_000, 8);
  const { size } = statSync(video);
  await page.getByRole('button', { name: 'Queue' }).click();
  const restarted = 'Started again, because the file was changed after the upload began.';
  await row(page).click();
  await page.getByText(restarted).first().waitFor({ timeout: 60_000 });
  await expectStored(page, video);
  expect(b2.objects().map(({ bytes }) => bytes)).toEqual([size]);

  const { lessonId } = (await ask(page, 'upload.list', {}))[0] ?? { lessonId: null };
  expect(lessonId).toBeNull(); // the version that it was for is not the current one any more
  const { courseId } = (await ask(page, 'course.list', {}))[0] ?? {};
  if (!courseId) throw new Error('the course is gone');
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
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
  await studio.close();
  const again = await launchStudio({ dataDir: studio.dataDir });
  await openCourse(again.page, 'Zoology');
  await row(again.page).getByText('Ready').waitFor();
  await again.close();
  alterDatabase(firstDatabase(studio.dataDir), (db) => {
    expect(db.prepare('SELECT bytes FROM media_versions ORDER BY id').pluck().all()).toEqual([FILE_BYTES, size]);
  });
});

test('the file is moved away before it was sent: said so, and it goes on when it is back', async () => {
  const { page, video } = await openWithCourse('not yet');
  renameSync(video, `${video}.away`);
  await connectStorage(page, access());
  await openCourse(page, 'Zoology');
  await row(page).getByText('File not found').waitFor();
  await row(page).click();
  await page.getByText('It was moved, renamed or deleted. Once it is back it goes on by itself.').first().waitFor();
  await page.getByRole('button', { name: 'More for “Mammals.mp4”' }).first().click();
  await page.getByRole('menuitem', { name: 'Show in folder' }).click();
  await page.getByText('It was moved, renamed or deleted, or its drive is not connected.').first().waitFor();
  renameSync(`${video}.away`, video);
  await page.getByRole('button', { name: 'Try now' }).first().click();
  await expectStored(page, video);
});

test('the folder is moved while it is sent, and dropped again: it goes on from the new place, stored once', async () => {
  b2.faults.setLink({ bytesPerSecondTotal: 3_000_000 });
  const { page, video } = await openWithCourse();
  const sent = async () => (await ask(page, 'upload.getSummary', {})).bytesDone;
  await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(0);
  const moved = `${dirname(video)} on another disk`;
  renameSync(dirname(video), moved);
  await row(page).getByText('File not found').waitFor();
  b2.faults.setLink({});
  await importFolder(page, moved);
  await expectStored(page, join(moved, basename(video)));
  expect(b2.objects()).toHaveLength(1);
});
