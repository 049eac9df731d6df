import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { allStored, openNewCourse, rows, soon } from './screens-rig.ts';
import { openSendingStudio, startStorage } from './uploads-rig.ts';

/* The inspector of a lesson in the built app: its player, wherever the bytes are. */
let b2: B2Sandbox;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  page = studio.page;
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

const inspector = (): Locator => page.getByRole('complementary', { name: 'Inspector' });
const player = (): Locator => inspector().locator('video');
const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });

/** Plays from `fromSeconds` until the clock has moved on; answers what stands in the player then. */
async function play(fromSeconds: number): Promise<{ width: number; at: number; cues: string[] }> {
  await player().waitFor();
  return player().evaluate(async (element, from) => {
    const video = element as HTMLVideoElement;
    video.muted = true;
    if (from > 0) {
      await new Promise((resolve) => {
        video.addEventListener('loadedmetadata', resolve, { once: true });
        if (video.readyState > 0) resolve(null);
        else video.load();
      });
      const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = from;
      await sought;
    }
    await video.play();
    await new Promise<void>((resolve) =>
      video.addEventListener('timeupdate', () => video.currentTime > from + 0.2 && resolve()),
    );
    video.pause();
    const active = [...video.textTracks]
      .filter(({ mode }) => mode === 'showing')
      .flatMap(({ activeCues }) => [...(activeCues ?? [])]);
    return { width: video.videoWidth, at: video.currentTime, cues: active.map((cue) => (cue as VTTCue).text) };
  }, fromSeconds);
}

test('plays from disk, with the captions of the file beside it', async () => {
  await openNewCourse(page, join(temporaryFolder(), 'On disk'), ['1 - Cell.mp4', '1 - Cell.en.vtt', '1 - Cell.de.srt']);
  await row('Cell').click();
  await inspector().getByText('1 - Cell.en.vtt').waitFor();
  await player().focus();
  await page.keyboard.press('s');
  const cueCount = () => player().evaluate((video) => (video as HTMLVideoElement).textTracks[0]?.cues?.length ?? 0);
  await expect.poll(cueCount, soon).toBe(2);
  const { width, cues } = await play(0);
  expect(width).toBe(640);
  expect(cues).toEqual(['A cell is the smallest thing\nthat lives by itself.']);
  const labels = await player().evaluate((video) =>
    [...(video as HTMLVideoElement).textTracks].map(({ label }) => label),
  );
  expect(labels).toEqual(['English', 'German']);
  const language = page.getByRole('combobox', { name: 'Language of 1 - Cell.de.vtt' });
  await language.press('Enter');
  await page.getByRole('option', { name: 'French', exact: true }).press('Enter');
  await expect.poll(() => language.innerText(), soon).toBe('French');
  const sdh = inspector().getByRole('listitem').filter({ has: language }).getByRole('checkbox').first();
  await sdh.press('Space');
  await expect.poll(() => sdh.isChecked(), soon).toBe(true);
  await expectCleanIn(studio, 'captions of a lesson', 'document.querySelector("[data-inspector]")');
  await row('Cell').getByText('FR', { exact: true }).waitFor();
  await inspector().getByRole('button', { name: 'Remove 1 - Cell.de.vtt' }).press('Enter');
  await row('Cell').getByText('FR', { exact: true }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await expect.poll(() => row('Cell').evaluate((one) => one === document.activeElement), soon).toBe(true);
});

test('what is stored plays from storage when the file is gone, by ranges; without a network it says so', async () => {
  const root = join(temporaryFolder(), 'From storage');
  await openNewCourse(page, root, ['1 - Here.mp4', '2 - There.mp4', '3 - Later.mp4']);
  await allStored(page);
  await rm(root, { recursive: true });
  const mark = b2.log.mark();
  await row('There').click();
  await inspector().getByText('In storage', { exact: true }).waitFor();
  const { width, at } = await play(2.5);
  expect(width).toBe(640);
  expect(at).toBeGreaterThan(2.6);
  const downloads = b2.log.entries({ since: mark, operation: 'b2_download_file_by_id' });
  expect(downloads.length).toBeGreaterThan(0);
  expect(downloads.every(({ status }) => status === 206)).toBe(true);

  await b2.faults.away({ mode: 'refuse' });
  try {
    await row('Later').click();
    await inspector().getByText('In storage', { exact: true }).waitFor();
    await player().evaluate((video) => (video as HTMLVideoElement).play().catch(() => undefined));
    await inspector().getByText('The video cannot be fetched from storage.').waitFor();
  } finally {
    await b2.faults.back();
  }
  await inspector().getByRole('button', { name: 'Try again' }).click();
  expect((await play(0)).width).toBe(640);
});

test('gone before it was uploaded: the words say so, and it plays again when it is back', async () => {
  const root = join(temporaryFolder(), 'Gone');
  await ask(page, 'upload.pauseAll', {});
  await openNewCourse(page, root, ['1 - Away.mp4', '2 - Other.mp4']);
  const queued = async () =>
    (await ask(page, 'upload.list', {})).filter(({ snapshot: { state } }) => state === 'paused');
  await expect.poll(async () => (await queued()).length, soon).toBe(2);
  await ask(page, 'upload.cancel', { uploadIds: (await queued()).map(({ snapshot }) => snapshot.uploadId) });
  await ask(page, 'upload.resumeAll', {});
  const file = join(root, '1 - Away.mp4');
  const kept = join(root, '..', 'kept.mp4');
  await rename(file, kept);
  await row('Away').click();
  await inspector().getByText('The file is not where it was.').waitFor();
  await inspector().getByText('It was moved, renamed or deleted, or its drive is not connected.').waitFor();
  await inspector().getByText('Missing', { exact: true }).waitFor();
  await rename(kept, file);
  await inspector().getByRole('button', { name: 'Try again' }).click();
  expect((await play(0)).width).toBe(640);
});

test('facts, receipt and the copied hash', async () => {
  const root = join(temporaryFolder(), 'Facts');
  await openNewCourse(page, root, ['1 - Alpha.mp4']);
  await row('Alpha').getByText('Ready').waitFor();
  await row('Alpha').click();
  await inspector().getByText('640 × 360').waitFor();
  await inspector().getByText('MP4 · H.264 · AAC').waitFor();
  await inspector().getByText('In storage and on this computer').waitFor();
  await inspector().getByText('Stored and checked against the file.').waitFor();
  const title = inspector().getByRole('textbox', { name: 'Title of the lesson' });
  await title.fill('Alpha and more');
  await title.press('Enter');
  await row('Alpha and more').waitFor();
  await title.fill('thrown away');
  await title.press('Escape');
  expect(await title.inputValue()).toBe('Alpha and more');
  expect(await title.evaluate((field) => field === document.activeElement)).toBe(true);
  await title.press('Escape');
  await expect.poll(() => row('Alpha and more').evaluate((one) => one === document.activeElement), soon).toBe(true);
});

const cover = join(import.meta.dirname, '../fixtures/media/cover.jpg');

test('a thumbnail is one of three frames, or a picture for several lessons at once; uploaded, undone, removed', async ({
  annotate,
}) => {
  const titles = ['Frame', 'Same'];
  await openNewCourse(page, join(temporaryFolder(), 'Thumbnails'), ['1 - Frame.mp4', '2 - Same.mp4']);
  const button = (name: string | RegExp) => inspector().getByRole('button', { name });
  const pictures = () =>
    Promise.all(
      titles.map((title) =>
        // In one look: between two, the picture may go, and waiting for its attribute would take the whole poll.
        row(title)
          .locator('img[data-thumbnail]')
          .evaluateAll((found) => found[0]?.getAttribute('src') ?? null),
      ),
    );
  await row('Frame').click();
  await button('From the video…').focus();
  const askedMs = performance.now();
  await page.keyboard.press('Enter');
  const frames = button(/^Frame at/);
  await expect.poll(() => frames.count(), soon).toBe(3);
  await annotate(`three frames after ${Math.round(performance.now() - askedMs)} ms`);
  await expectCleanIn(studio, 'frames of a video', 'document.querySelector("[data-inspector]")');
  await page.keyboard.press('Tab');
  await button('Choose a picture…').press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await row('Frame').locator('img[data-thumbnail]').waitFor();
  expect(await frames.evaluateAll((all) => all.map((one) => one.ariaPressed))).toEqual(['false', 'true', 'false']);
  const [frame] = await pictures();
  await expect.poll(() => player().getAttribute('poster'), soon).toBe(frame);
  const width = () =>
    row('Frame')
      .locator('img')
      .evaluate((image) => (image as HTMLImageElement).naturalWidth);
  await expect.poll(width, soon).toBe(640);

  await row('Same').click({ modifiers: ['ControlOrMeta'] });
  // Until then the field is that of one lesson, and goes.
  await inspector().getByText('Together', { exact: true }).waitFor();
  await inspector().locator('input[type=file]').setInputFiles(cover);
  await page.getByText('Thumbnail set for 2 lessons').waitFor();
  await row('Same').locator('img[data-thumbnail]').waitFor();
  const [own, same] = await pictures();
  expect([own === frame, same]).toEqual([false, own]);
  await allStored(page);
  const stored = (await ask(page, 'upload.list', {})).filter(({ fileName }) => fileName === 'thumbnail.jpg');
  expect(stored.map(({ snapshot }) => snapshot.state)).toEqual(['ready', 'ready']);

  await row('Same').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(pictures, soon).toEqual([frame, null]);
  await row('Frame').click();
  await button('Remove').press('Enter');
  await expect.poll(pictures, soon).toEqual([null, null]);
  expect(await button('Choose a picture…').evaluate((one) => one === document.activeElement)).toBe(true);
  await inspector()
    .locator('input[type=file]')
    .setInputFiles(import.meta.filename);
  await inspector().getByText('This file is no picture that can be shown.').waitFor();
});
