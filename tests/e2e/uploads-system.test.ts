import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse } from '../story/steps.ts';
import { soon } from './screens-rig.ts';
import { CRAWLING, dock, isUnderWay, openSendingStudio, queueFiles, startStorage } from './uploads-rig.ts';

/*
 * Uploads beside the rest of the computer: it is kept awake and told how far they are, and they outlive the window and a
 * quit. One story in the order in which it happens.
 */
const FILE_BYTES = 8_000_000;
let b2: B2Sandbox;
let policy: string;
let studio: Studio;

beforeAll(async () => {
  ({ b2, policy } = await startStorage());
  studio = await openSendingStudio(policy);
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

/** What the system was asked for: to stay awake, a bar in the task bar, notifications. */
const asked = () =>
  studio.app.evaluate(({ BrowserWindow, Notification, powerSaveBlocker }) => {
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const [window] = BrowserWindow.getAllWindows() as unknown as { progressBar: { value: number } | null }[];
    const { shown } = Notification as unknown as { shown: { body: string }[] };
    return {
      isAwake: ids.some((id) => powerSaveBlocker.isStarted(id)),
      share: window?.progressBar?.value ?? null,
      said: shown.map(({ body }) => body),
    };
  });
const sentSince = (since: number) => b2.log.entries({ since, operation: 'b2_upload_file' });

test('while bytes move the computer stays awake and the task bar shows how far; paused or done, neither', async () => {
  const { page, app } = studio;
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow = () => null;
  });
  expect(await asked()).toEqual({ isAwake: false, share: null, said: [] });
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'Awake', ['1 - Alpha.mp4', '2 - Beta.mp4'], FILE_BYTES);
  await isUnderWay(page, '1 - Alpha.mp4');
  await expect.poll(async () => (await asked()).isAwake, soon).toBe(true);
  await expect.poll(async () => (await asked()).share ?? 0, soon).toBeGreaterThan(0);
  await dock(page).getByRole('button', { name: 'Pause all' }).click();
  await expect.poll(asked, soon).toEqual({ isAwake: false, share: null, said: [] });
  await dock(page).getByRole('button', { name: 'Resume all' }).click();
  await expect.poll(async () => (await asked()).isAwake, soon).toBe(true);
  b2.faults.setLink({});
  await dock(page).getByText('2 files uploaded and verified').waitFor();
  await expect.poll(asked, soon).toEqual({ isAwake: false, share: null, said: ['2 uploads stored'] });
});

test('the page of a course says when it is ready', async () => {
  const { page } = studio;
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'When', ['1 - Gamma.mp4'], FILE_BYTES);
  await openCourse(page, 'When');
  const readyAt = page.getByText(/^ready at \d{1,2}:\d{2}/);
  await expect.poll(() => readyAt.count(), soon).toBe(1);
});

test('the page dies in the middle: it comes back by itself, shows the upload, and nothing of it was stopped', async () => {
  const { app } = studio;
  const [before] = b2.log.entries({ operation: 'b2_upload_file', outcome: 'open' });
  if (!before) throw new Error('nothing is under way');
  const inPage = (script: string): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }, code) => {
      const [window] = BrowserWindow.getAllWindows();
      return window?.webContents.executeJavaScript(code).catch(() => null);
    }, script);
  expect(await inPage('globalThis.isFirstPage = true')).toBe(true);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  const atCrash = before.bodyBytes;
  const words = async (): Promise<string> =>
    String(await inPage('globalThis.isFirstPage ? "" : document.body.innerText'));
  await expect.poll(words, soon).toMatch(/Uploading \d of \d/);
  await expect.poll(words, soon).toMatch(/ready at \d{1,2}:\d{2}/);
  await expect.poll(() => before.bodyBytes, soon).toBeGreaterThan(atCrash);
  expect(before.outcome).toBe('open');
  expect(sentSince(before.index)).toEqual([before]);
});

test('quit anyway quits; the next start sends on without a click', async () => {
  const { app, dataDir } = studio;
  const gone = once(app.process(), 'exit');
  await app.evaluate(({ app: itself, dialog }) => {
    dialog.showMessageBox = (() =>
      Promise.resolve({ response: 0, checkboxChecked: false })) as unknown as typeof dialog.showMessageBox;
    itself.quit();
  });
  expect(await gone).toEqual([0, null]);
  const quitAt = b2.log.mark();
  studio = await openSendingStudio(policy, dataDir);
  await expect.poll(() => sentSince(quitAt).some(({ bodyBytes }) => bodyBytes > 0), soon).toBe(true);
  b2.faults.setLink({});
  await expect.poll(async () => (await ask(studio.page, 'upload.getSummary', {})).ready, soon).toBe(3);
  expect(b2.objects()).toHaveLength(3);
  expect(b2.unfinished()).toEqual([]);
});
