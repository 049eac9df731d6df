import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse, openSettings } from '../story/steps.ts';
import { importFolder, layFolder, soon } from './screens-rig.ts';
import { CRAWLING, dock, isUnderWay, item, openSendingStudio, queueFiles, startStorage } from './uploads-rig.ts';

/*
 * Uploads beside the rest of the computer: it is kept awake and told how far they are, its battery and its network are
 * minded, and they outlive the window and a quit. One story in the order in which it happens.
 */
const FILE_BYTES = 8_000_000;
let b2: B2Sandbox;
let policy: string;
let studio: Studio;

/** NetworkManager's answer to whether this network costs, by the program that Lectern asks it with. */
function networkManager() {
  const folder = temporaryFolder();
  const answer = join(folder, 'answer');
  writeFileSync(join(folder, 'busctl'), `#!/bin/sh\ncat "${answer}"\n`);
  chmodSync(join(folder, 'busctl'), 0o755);
  const say = (isMetered: boolean): void => writeFileSync(answer, isMetered ? 'u 1\n' : 'u 2\n');
  say(false);
  return { env: { PATH: [folder, process.env['PATH']].join(delimiter) }, say };
}
const network = networkManager();

beforeAll(async () => {
  ({ b2, policy } = await startStorage());
  studio = await openSendingStudio(policy, { env: network.env });
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
/** All that is queued is stored, and leaves the queue. */
async function allSent(count: number): Promise<void> {
  b2.faults.setLink({});
  const words = count === 1 ? '1 file uploaded and verified' : `${String(count)} files uploaded and verified`;
  await dock(studio.page).getByText(words).waitFor();
  await dock(studio.page).getByRole('button', { name: 'Clear done' }).click();
}
const toCourses = async (): Promise<void> => {
  await studio.page.getByRole('link', { name: 'Courses' }).first().click();
  await studio.page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
};

test('while bytes move the computer stays awake and the task bar shows how far; at the end it says so, once', async () => {
  const { page, app } = studio;
  await app.evaluate(({ BrowserWindow }) => {
    Object.assign(globalThis, { focusedWindow: BrowserWindow.getFocusedWindow });
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
  await allSent(2);
  await expect.poll(asked, soon).toEqual({ isAwake: false, share: null, said: ['2 uploads stored'] });
});

test('its click leads to the queue, and so do the menu, the key and the sidebar', async () => {
  const { page, app } = studio;
  const queuePage = page.getByRole('heading', { name: 'Upload queue' });
  await app.evaluate(({ BrowserWindow, Notification }) => {
    (Notification as unknown as { shown: Electron.Notification[] }).shown.at(-1)?.emit('click');
    BrowserWindow.getFocusedWindow = Reflect.get(globalThis, 'focusedWindow') as typeof BrowserWindow.getFocusedWindow;
  });
  await queuePage.waitFor();
  await toCourses();
  const accelerator = await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const entry = items.find(({ label }) => label === 'Upload queue');
    entry?.click();
    return entry?.accelerator;
  });
  expect(accelerator).toBe('CmdOrCtrl+J');
  await queuePage.waitFor();
  await toCourses();
  await page.keyboard.press('Control+j');
  await queuePage.waitFor();
  await toCourses();
  await page.getByRole('link', { name: 'Upload queue' }).click();
  await queuePage.waitFor();
});

test('on battery, if the settings say so: it waits and says why, is sent anyway once, and goes on when plugged in', async () => {
  const { page, app } = studio;
  const plug = (isOnBattery: boolean): Promise<unknown> =>
    app.evaluate(({ powerMonitor }, on) => {
      powerMonitor.isOnBatteryPower = () => on;
      powerMonitor.emit(on ? 'on-battery' : 'on-ac');
    }, isOnBattery);
  await openSettings(page, 'Uploads');
  await page.getByRole('switch', { name: 'Wait while this computer is on battery' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSettings', {})).pauseOnBattery, soon).toBe(true);
  await plug(true);
  await queueFiles(page, 'Battery', ['1 - Alpha.mp4'], 0);
  await item(page, '1 - Alpha.mp4').getByText('On battery', { exact: true }).waitFor();
  await item(page, '1 - Alpha.mp4').getByRole('link', { name: 'Upload settings…' }).waitFor();
  await dock(page).getByRole('button', { name: 'Send anyway' }).first().click();
  await allSent(1);
  await plug(false);
  await plug(true);
  await queueFiles(page, 'Battery again', ['1 - Beta.mp4'], 0);
  await item(page, '1 - Beta.mp4').getByText('On battery', { exact: true }).waitFor();
  await plug(false);
  await allSent(1);
});

test('on a network that costs, the same', async () => {
  const { page, app } = studio;
  // It is asked every half minute, and when the computer wakes up.
  const move = (isMetered: boolean): Promise<unknown> => {
    network.say(isMetered);
    return app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  };
  await move(true);
  await openSettings(page, 'Uploads');
  await page.getByRole('switch', { name: 'Wait on networks that cost by the byte' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSettings', {})).pauseOnMetered, soon).toBe(true);
  await queueFiles(page, 'Telephone', ['1 - Alpha.mp4'], 0);
  await item(page, '1 - Alpha.mp4').getByText('Metered network', { exact: true }).waitFor();
  await dock(page).getByRole('button', { name: 'Send anyway' }).first().click();
  await allSent(1);
  await move(false);
  // Stored before anybody could look: it may be among the finished ones by then.
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Cable'), ['1 - Beta.mp4']));
  await allSent(1);
  await move(true);
  await queueFiles(page, 'Telephone again', ['1 - Gamma.mp4'], 0);
  await item(page, '1 - Gamma.mp4').getByText('Metered network', { exact: true }).waitFor();
  await move(false);
  await allSent(1);
});

test('each lesson says how long it takes or when it is ready, and the course when all of it is', async () => {
  const { page } = studio;
  // Not a slow line, which takes a whole file into its buffers at once. More files than there are connections.
  await ask(page, 'upload.saveSettings', { limitBytesPerSecond: 500_000 });
  const files = Array.from({ length: 18 }, (_, at) => `${String(at + 10)} - Part ${String(at + 10)}.mp4`);
  await importFolder(page, await layFolder(join(temporaryFolder(), 'When'), files, 1_000_000));
  await dock(page).getByRole('link', { name: 'All uploads' }).click();
  const grid = page.getByRole('grid', { name: 'Queue' });
  const row = (file: string) => grid.getByRole('row').filter({ hasText: file });
  await grid
    .getByText(/^\d+ (sec|min)$/)
    .first()
    .waitFor();
  await grid.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  const readyAt = /^ready at \d{1,2}:\d{2}/;
  await row('27 - Part').getByText(readyAt).waitFor();
  await row('27 - Part').getByRole('link').click();
  await page.getByRole('complementary', { name: 'Inspector' }).getByText(readyAt).waitFor();
  await expect.poll(() => page.getByRole('main').getByText(readyAt).count(), soon).toBe(2); // beside it the course
  await ask(page, 'upload.saveSettings', { limitBytesPerSecond: null });
  await allSent(18);
});

test('the page dies in the middle: it comes back by itself, shows the upload, and nothing of it was stopped', async () => {
  const { app, page } = studio;
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'Crash', ['1 - Delta.mp4'], FILE_BYTES);
  await openCourse(page, 'Crash');
  await isUnderWay(page, '1 - Delta.mp4');
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
  await expect.poll(words, soon).toMatch(/Uploading 1 of 1/);
  await expect.poll(words, soon).toMatch(/\d+% · 8\.0 MB/);
  await expect.poll(words, soon).toMatch(/ready at \d{1,2}:\d{2}/);
  await expect.poll(() => before.bodyBytes, soon).toBeGreaterThan(atCrash);
  expect(before.outcome).toBe('open');
  expect(sentSince(before.index)).toEqual([before]);
});

test('quitting with uploads on their way asks: stay stays, quit anyway quits, and the next start sends on without a click', async () => {
  const { app, dataDir } = studio;
  const quit = (answer: 'Stay' | 'Quit anyway') =>
    app.evaluate(({ app: itself, dialog }, wanted) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      dialog.showMessageBox = ((...args: { message?: string; buttons?: string[] }[]) => {
        const { message = '', buttons = [] } = args.at(-1) ?? {};
        resolve(message);
        return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false });
      }) as unknown as typeof dialog.showMessageBox;
      itself.quit();
      return promise;
    }, answer);
  expect(await quit('Stay')).toBe('1 upload goes on next time.');
  const [open] = b2.log.entries({ operation: 'b2_upload_file', outcome: 'open' });
  const atStay = open?.bodyBytes ?? 0;
  await expect.poll(() => open?.bodyBytes, soon).toBeGreaterThan(atStay);
  const gone = once(app.process(), 'exit');
  expect(await quit('Quit anyway')).toBe('1 upload goes on next time.');
  expect(await gone).toEqual([0, null]);
  const quitAt = b2.log.mark();
  studio = await openSendingStudio(policy, { dataDir, env: network.env });
  await expect.poll(() => sentSince(quitAt).some(({ bodyBytes }) => bodyBytes > 0), soon).toBe(true);
  const before = b2.objects().length;
  b2.faults.setLink({});
  await expect.poll(async () => (await ask(studio.page, 'upload.getSummary', {})).ready, soon).toBe(1);
  expect(b2.objects()).toHaveLength(before + 1);
  expect(b2.unfinished()).toEqual([]);
});
