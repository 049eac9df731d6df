import { createHash } from 'node:crypto';
import { copyFile, mkdir, utimes } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { growClip } from '../fixtures/sample-course.ts';
import { launchStudio, type LaunchOptions, type Studio } from '../helpers/launch.ts';
import type { SandboxCloud } from '../sandbox/cloud.ts';
import { ask, openCourse, signIn } from '../story/steps.ts';

const media = join(import.meta.dirname, '../fixtures/media');
/** Long ago, so that a scan takes no file for one that is being written. */
const recordedAt = new Date('2026-01-15T10:00:00Z');
const SEEN_WITHIN_MS = 20_000;

/** A studio whose pages must not throw: `close` fails when one did, in whatever window. */
export async function openStudio(options: LaunchOptions = {}): Promise<Studio> {
  const studio = await launchStudio(options);
  const thrown: Error[] = [];
  const watch = (page: Page): void => {
    page.setDefaultTimeout(SEEN_WITHIN_MS);
    page.on('pageerror', (error) => thrown.push(error));
  };
  for (const page of studio.app.windows()) watch(page);
  studio.app.on('window', watch);
  return {
    ...studio,
    async close() {
      await studio.close();
      expect(thrown).toEqual([]);
    },
  };
}

/** What stands on screen comes after a moment: `expect.poll(look, soon)` asks again until it is as expected. */
export const soon = { timeout: SEEN_WITHIN_MS, interval: 50 } as const;

const clips: Readonly<Record<string, string>> = {
  '.mp4': 'index-first.mp4',
  '.webm': 'vp9-opus.webm',
  '.vtt': 'captions.en.vtt',
  '.srt': 'captions.de.srt',
  '.pdf': 'worksheet.pdf',
  '.jpg': 'cover.jpg',
  '.md': 'description.md',
};

/**
 * Lays files out under `root`, each a real one of its kind (`x.mp4`, `x.en.vtt`). Every video has bytes of its own,
 * by its path; with `bytes` it is grown to that size. With a million seeds two of 1,000 files had the same bytes once in
 * three runs, and the import linked them: one was missing from the queue.
 */
export async function layFolder(root: string, files: readonly string[], bytes = 0): Promise<string> {
  for (const file of files) {
    const path = join(root, file);
    const source = join(media, clips[extname(file)] ?? 'captions.en.vtt');
    await mkdir(dirname(path), { recursive: true });
    const seed = createHash('sha1').update(path).digest().readUInt32BE();
    if (/\.(mp4|webm)$/.test(file)) await growClip(source, path, bytes, seed);
    else await copyFile(source, path);
    await utimes(path, recordedAt, recordedAt);
  }
  return root;
}

/** A course of everything in a folder, without a look at the preview: where the preview is not what is tested. */
export async function importFolder(page: Page, root: string): Promise<CourseId> {
  const { planId } = await ask(page, 'import.scan', { paths: [root] });
  const { courseId } = await ask(page, 'import.apply', {
    planId,
    cleanNames: true,
    foldersAsChapters: true,
    target: { kind: 'new-course' },
    excluded: [],
  });
  return courseId;
}

/** Lays a folder out, imports it, and opens its course. The folder's name is the course's. */
export async function openNewCourse(page: Page, root: string, files: readonly string[]): Promise<CourseId> {
  const courseId = await importFolder(page, await layFolder(root, files));
  await openCourse(page, basename(root));
  return courseId;
}

/** In any language. */
export const outline = (page: Page): Locator => page.locator('[role=treegrid][data-outline]');
export const rows = (page: Page): Locator => outline(page).getByRole('row');

/** The titles of the outline from top to bottom, chapters with a `#` before them. */
export async function outlineTitles(page: Page): Promise<string[]> {
  const read = (all: Element[]): { top: number; title: string }[] =>
    all.map((row) => ({
      top: row.getBoundingClientRect().top,
      title: `${row.getAttribute('aria-level') === '1' ? '# ' : ''}${row.querySelector('[data-title]')?.textContent ?? ''}`,
    }));
  const seen = await rows(page).evaluateAll(read);
  return seen.toSorted((a, b) => a.top - b.top).map(({ title }) => title);
}

/** Titles of the rows that go when the course is saved, from top to bottom. */
export async function struckTitles(page: Page): Promise<string[]> {
  const struck = page.locator('[data-outline] [data-struck] [data-title]');
  const read = (all: Element[]): { top: number; title: string }[] =>
    all.map((title) => ({ top: title.getBoundingClientRect().top, title: title.textContent }));
  const seen = await struck.evaluateAll(read);
  return seen.toSorted((a, b) => a.top - b.top).map(({ title }) => title);
}

/** In the page: how much of what is in an element lies beside it, in pixels. */
export const widthOver = (element: Element): number => element.scrollWidth - element.clientWidth;

/** What the live region of the course page said last. */
export const spoken = (page: Page): Promise<string> =>
  page.getByRole('status').filter({ hasText: /./ }).last().innerText();

/** Scripts the system's picker of folders and files: it answers with this path, or was closed (null). */
export const scriptFolderPicker = (studio: Studio, folder: string | null): Promise<void> =>
  scriptFilePicker(studio, folder === null ? [] : [folder]);

/** The same with several files; none: it was closed. */
export async function scriptFilePicker({ app }: Studio, paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  }, paths);
}

/** Scripts the system's question where to save: it answers with this path, or was closed (null). */
export async function scriptSaveDialog({ app }: Studio, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, path);
}

/** The system's question where to save stays open until it is answered with a path, or is closed (null). */
export async function holdSaveDialog({ app }: Studio): Promise<(path: string | null) => Promise<void>> {
  await app.evaluate(({ dialog }) => {
    const { promise, resolve } = Promise.withResolvers<{ canceled: boolean; filePath: string }>();
    dialog.showSaveDialog = () => promise;
    Object.assign(globalThis, {
      answerSaveDialog: (path: string | null) => resolve({ canceled: path === null, filePath: path ?? '' }),
    });
  });
  return (path) =>
    app.evaluate((_electron, chosen) => {
      (globalThis as unknown as { answerSaveDialog: (path: string | null) => void }).answerSaveDialog(chosen);
    }, path);
}

/** A studio that the organisation's policy connects to the sandbox cloud, with an instructor signed in. */
export async function openSignedInStudio(cloud: SandboxCloud, options: LaunchOptions = {}): Promise<Studio> {
  const studio = await openStudio({ ...options, args: [`--policy=${cloud.policyFile}`, ...(options.args ?? [])] });
  const [instructor] = cloud.supabase.instructors;
  if (!instructor) throw new Error('the sandbox has no instructor');
  await signIn(studio.page, instructor);
  return studio;
}

/** Until everything of the queue is stored. */
export async function allStored(page: Page): Promise<void> {
  const summary = () => ask(page, 'upload.getSummary', {});
  await expect
    .poll(async () => {
      const { ready, total } = await summary();
      return total > 0 && ready === total;
    }, soon)
    .toBe(true);
}

/** Puts a text on the clipboard, as another program does. */
export async function copyText(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const put = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', words);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    document.execCommand('copy');
  }, text);
}

/** Holds a row by its title and takes it to a height in another row (0: its upper edge, 1: its lower); it is not put down. */
export async function dragRow(page: Page, row: Locator, target: Locator, part: number): Promise<void> {
  const held = await row.locator('[data-title]').boundingBox();
  if (!held) throw new Error('what is to be dragged is not in sight');
  await page.mouse.move(held.x + 4, held.y + 8);
  await page.mouse.down();
  await page.mouse.move(held.x + 12, held.y + 8);
  // Where it would go is shown from the first move on; chapters have closed by then, and others are elsewhere.
  await page.locator('[data-drag-ghost]').waitFor();
  const box = await target.boundingBox();
  if (!box) throw new Error('where it is to go is not in sight');
  await page.mouse.move(box.x + 200, box.y + box.height * part, { steps: 3 });
}
