import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { untilDrawn } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, openCourse, openSettings } from '../story/steps.ts';
import { holdSaveDialog, importFolder, layFolder, openSignedInStudio, rows, soon } from './screens-rig.ts';

/* The upload dock in the built app, on a line slow enough to see bars move. Each test queues files of its own. */
const FILE_BYTES = 8_000_000;
const SLOW = { bytesPerSecondTotal: 4_000_000 };
const CRAWLING = { bytesPerSecondTotal: 200_000 };
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  page = studio.page;
});
/** Whatever a test left in the queue is sent, and the next one begins with an empty queue. */
afterEach(async () => {
  cloud.b2.faults.clear();
  await ask(page, 'upload.resumeAll', {});
  await expect
    .poll(async () => {
      await ask(page, 'upload.retryFailed', {});
      const { total, ready } = await ask(page, 'upload.getSummary', {});
      return total - ready;
    }, soon)
    .toBe(0);
  await ask(page, 'upload.clearDone', {});
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const dock = (on = page): Locator => on.getByRole('region', { name: 'Uploads', exact: true });
const queue = (on = page): Locator => dock(on).getByRole('list', { name: 'Queue' });
const item = (file: string, on = page): Locator => queue(on).getByRole('listitem').filter({ hasText: file });
const more = async (file: string, verb: string): Promise<void> => {
  await item(file)
    .getByRole('button', { name: `More for “${file}”` })
    .click();
  await page.getByRole('menuitem', { name: verb }).click();
};

async function queueFiles(title: string, files: readonly string[], bytes = FILE_BYTES): Promise<string> {
  const root = await layFolder(join(temporaryFolder(), title), files, bytes);
  await importFolder(page, root);
  await dock().waitFor();
  if ((await queue().count()) === 0) await dock().getByRole('button', { name: 'Queue' }).click();
  for (const file of files) await item(file).waitFor();
  return root;
}

/** Notes in a window what main tells of progress, and what the dock's bar shows of it. */
async function noteProgress(on: Page): Promise<() => Promise<{ told: number[]; shown: number[] }>> {
  await on.evaluate(() => {
    const noted = { told: [] as number[], shown: [] as number[] };
    Object.assign(globalThis, { noted });
    lectern.subscribe((name, payload) => {
      if (name !== 'upload.progressed') return;
      noted.told.push((payload as { summary: { bytesDone: number } }).summary.bytesDone);
    });
    const look = (): void => {
      const bar = document.querySelector('[role="progressbar"][aria-label="Progress of all uploads"]');
      const value = Number(bar?.getAttribute('aria-valuenow') ?? 0);
      if (noted.shown.at(-1) !== value) noted.shown.push(value);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
  });
  return () => on.evaluate(() => (globalThis as unknown as { noted: { told: number[]; shown: number[] } }).noted);
}

test('progress moves in two windows alike and never goes back; pause and resume one', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Two bars', ['1 - One.mp4', '2 - Two.mp4']);
  const opening = studio.app.waitForEvent('window');
  await ask(page, 'app.openWindow', { courseId: null });
  const second = await opening;
  await dock(second).waitFor();
  const first = await noteProgress(page);
  const other = await noteProgress(second);
  await dock(second).getByRole('button', { name: 'Queue' }).click();

  await item('1 - One.mp4').getByRole('button', { name: 'Pause' }).click();
  await item('1 - One.mp4', second)
    .getByText(/^Paused/)
    .waitFor();
  const bar = item('1 - One.mp4').getByRole('progressbar');
  const atPause = Number(await bar.getAttribute('aria-valuenow'));
  await item('1 - One.mp4', second).getByRole('button', { name: 'Resume' }).click();
  await item('1 - One.mp4')
    .getByText(/^Paused/)
    .waitFor({ state: 'detached' });
  expect(Number((await bar.getAttribute('aria-valuenow')) ?? 100)).toBeGreaterThanOrEqual(atPause);
  cloud.b2.faults.setLink(SLOW);

  await dock().getByText('2 files uploaded and verified').waitFor();
  await dock(second).getByText('2 files uploaded and verified').waitFor();
  for (const { told, shown } of [await first(), await other()]) {
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  }
  await second.close();
});

test('pause all stops the line, resume all goes on; clear done empties the dock', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('All', ['1 - Alpha.mp4', '2 - Beta.mp4', '3 - Gamma.mp4']);
  await item('1 - Alpha.mp4')
    .getByText(/^\d+% · /)
    .waitFor();
  await dock().getByRole('button', { name: 'Pause all' }).click();
  await dock().getByText('3 uploads paused').waitFor();
  // The server reads what was on the way, and then hears that nobody sends any more.
  cloud.b2.faults.setLink({});
  const open = () => cloud.b2.log.entries({ outcome: 'open' }).length;
  await expect.poll(open, soon).toBe(0);
  expect(cloud.b2.objects().filter(({ fileName }) => /(Alpha|Beta|Gamma)\.mp4$/.test(fileName))).toEqual([]);
  await openCourse(page, 'All');
  await expect
    .poll(
      () =>
        rows(page)
          .getByText(/^Paused/)
          .count(),
      soon,
    )
    .toBe(3);
  await dock().getByRole('button', { name: 'Resume all' }).click();
  await dock().getByText('3 files uploaded and verified').waitFor();
  await dock().getByRole('button', { name: 'Clear done' }).click();
  await expect.poll(() => dock().count(), soon).toBe(0);
});

test('pause for an hour: the dock and the rows say until when, what comes later is held too, resume sends all', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Hour', ['1 - Alpha.mp4']);
  await dock().getByRole('button', { name: 'Pause for an hour' }).click();
  await dock()
    .getByText(/^Paused until \d/)
    .first()
    .waitFor();
  await queueFiles('Later', ['1 - Beta.mp4']);
  for (const file of ['1 - Alpha.mp4', '1 - Beta.mp4'])
    await item(file)
      .getByText(/^Paused until \d/)
      .waitFor();
  cloud.b2.faults.setLink({});
  await dock().getByRole('button', { name: 'Resume all' }).click();
  await dock().getByText('2 files uploaded and verified').waitFor();
  expect((await ask(page, 'upload.getSummary', {})).hold).toBeNull();
});

test('on battery, if the settings say so: it waits and says why, is sent anyway once, and goes on when plugged in', async () => {
  const plug = (isOnBattery: boolean): Promise<unknown> =>
    studio.app.evaluate(({ powerMonitor }, on) => {
      powerMonitor.isOnBatteryPower = () => on;
      powerMonitor.emit(on ? 'on-battery' : 'on-ac');
    }, isOnBattery);
  await openSettings(page, 'Uploads');
  await page.getByRole('switch', { name: 'Wait while this computer is on battery' }).click();
  await expect.poll(async () => (await ask(page, 'upload.getSettings', {})).pauseOnBattery, soon).toBe(true);
  await plug(true);
  await queueFiles('Battery', ['1 - Alpha.mp4'], 0);
  await item('1 - Alpha.mp4').getByText('On battery', { exact: true }).waitFor();
  await item('1 - Alpha.mp4').getByRole('link', { name: 'Upload settings…' }).waitFor();
  await dock().getByRole('button', { name: 'Send anyway' }).first().click();
  await dock().getByText('1 file uploaded and verified').waitFor();
  await plug(false);
  await plug(true);
  await queueFiles('Battery again', ['1 - Beta.mp4'], 0);
  await item('1 - Beta.mp4').getByText('On battery', { exact: true }).waitFor();
  await plug(false);
  await dock().getByText('2 files uploaded and verified').waitFor();
  await ask(page, 'upload.saveSettings', { pauseOnBattery: false });
});

test('when all is done the system says so once, to whoever is elsewhere; its click leads to the queue', async () => {
  const shown = () =>
    studio.app.evaluate(({ Notification }) =>
      (Notification as unknown as { shown: { body: string }[] }).shown.map(({ body }) => body),
    );
  const before = await shown();
  await studio.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow = () => null;
  });
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Elsewhere', ['1 - Alpha.mp4', '2 - Beta.mp4']);
  cloud.b2.faults.setLink({});
  await dock().getByText('2 files uploaded and verified').waitFor();
  await expect.poll(async () => (await shown()).slice(before.length), soon).toEqual(['2 uploads stored']);
  await studio.app.evaluate(({ Notification }) => {
    (Notification as unknown as { shown: Electron.Notification[] }).shown.at(-1)?.emit('click');
  });
  await page.getByRole('heading', { name: 'Upload queue' }).waitFor();
});

test('quitting with uploads on their way asks; stay stays', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Quit', ['1 - Alpha.mp4']);
  await item('1 - Alpha.mp4')
    .getByText(/^\d+% · /)
    .waitFor();
  await studio.app.evaluate(({ app, dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...args: { message?: string }[]) => {
      asked.push(args.at(-1)?.message ?? '');
      return Promise.resolve({ response: 1, checkboxChecked: false });
    }) as unknown as typeof dialog.showMessageBox;
    app.quit();
  });
  const asked = () => studio.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await expect.poll(asked, soon).toEqual(['1 upload goes on next time.']);
  cloud.b2.faults.setLink({});
  await dock().getByText('1 file uploaded and verified').waitFor();
});

test('a toast that stays does not lie over the dock', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Toast', ['1 - Alpha.mp4']);
  await dock().getByRole('button', { name: 'Queue' }).click();
  await openCourse(page, 'Toast');
  const answer = await holdSaveDialog(studio);
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export “Toast”' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByRole('button', { name: 'Go on in the background' }).click();
  const toast = page.getByRole('listitem').filter({ hasText: 'Exporting “Toast”' });
  await toast.waitFor();
  await untilDrawn(page);
  const [above, below] = [await toast.boundingBox(), await dock().boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await answer(null);
  await dialog.waitFor();
  await page.keyboard.press('Escape');
});

test('send first changes the order; cancel can be taken back, and is final when it is not', async () => {
  cloud.b2.faults.setLink(CRAWLING);
  await queueFiles('Order', [
    '1 - First.mp4',
    '2 - Second.mp4',
    '3 - Third.mp4',
    '4 - Fourth.mp4',
    '5 - Fifth.mp4',
    '6 - Last.mp4',
  ]);
  const order = async (): Promise<string[]> =>
    (await ask(page, 'upload.list', {})).map(({ fileName }) => fileName.slice(0, 1));
  await dock().getByRole('button', { name: 'Pause all' }).click();
  await dock().getByText('6 uploads paused').waitFor();
  const before = await order();
  await more('6 - Last.mp4', 'Send first');
  await expect.poll(async () => (await order()).indexOf('6'), soon).toBeLessThan(before.indexOf('6'));
  expect((await order()).filter((one) => one !== '6')).toEqual(before.filter((one) => one !== '6'));
  await dock().getByRole('button', { name: 'Resume all' }).click();
  await item('2 - Second.mp4').getByRole('button', { name: 'Pause' }).waitFor();

  await more('2 - Second.mp4', 'Cancel upload');
  await page.getByText('“2 - Second.mp4” is not uploaded.').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await item('2 - Second.mp4').getByText('Cancelled').waitFor({ state: 'detached' });
  await more('2 - Second.mp4', 'Cancel upload');
  await item('2 - Second.mp4').getByText('Cancelled').waitFor();
  await page.mouse.move(0, 0); // a toast under the mouse stays, and the verb may have been where it comes up
  await page.getByText('“2 - Second.mp4” is not uploaded.').waitFor({ state: 'detached' });
  await expect.poll(() => item('2 - Second.mp4').count(), soon).toBe(0);
  const stateOf = async (file: string) =>
    (await ask(page, 'upload.list', {})).find(({ fileName }) => fileName === file)?.snapshot.state;
  await expect.poll(() => stateOf('2 - Second.mp4'), soon).toBeUndefined();
  cloud.b2.faults.setLink({});
  const stored = () =>
    cloud.b2.objects().filter(({ fileName }) => /(First|Second|Third|Fourth|Fifth|Last)\.mp4$/.test(fileName));
  await expect.poll(() => stored().length, soon).toBe(5);
  expect(cloud.b2.unfinished()).toEqual([]);
});

test('what fails says why; try again sends it, one or all', async () => {
  const spoilt = cloud.b2.faults.add({
    operations: ['b2_upload_file'],
    fault: { kind: 'status', status: 400, code: 'bad_request', message: 'no', when: 'after-body', html: false },
  });
  await queueFiles('Failing', ['1 - This.mp4', '2 - That.mp4', '3 - Those.mp4'], 0);
  for (const file of ['1 - This.mp4', '2 - That.mp4', '3 - Those.mp4'])
    await item(file).getByText('Damaged on the way').waitFor();
  await dock().getByText('3 uploads failed').waitFor();
  await openCourse(page, 'Failing');
  await expect.poll(() => rows(page).getByText('Damaged on the way').count(), soon).toBe(3);
  cloud.b2.faults.remove(spoilt);
  await item('1 - This.mp4').getByRole('button', { name: 'Try again' }).click();
  await rows(page).filter({ hasText: 'This' }).getByText('Ready').waitFor();
  await dock().getByText('2 uploads failed').waitFor();
  // What is done makes room for what needs somebody, and no line is cut in two.
  const lines = async (): Promise<string[]> =>
    (await queue().getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  await expect.poll(lines, soon).toEqual(['2 - That.mp4', '3 - Those.mp4', '1 finished']);
  await queue().getByRole('button', { name: '1 finished' }).click();
  await expect.poll(lines, soon).toEqual(['2 - That.mp4', '3 - Those.mp4', '1 finished', '1 - This.mp4']);
  expect(await queue().evaluate((list) => (list.parentElement?.clientHeight ?? 1) % 44)).toBe(0);
  await queue().getByRole('button', { name: '1 finished' }).click();
  await dock().getByRole('button', { name: 'Retry all failed' }).click();
  await dock().getByText('3 files uploaded and verified').waitFor();
});

test('the dock names what everything waits for, and a row leads to its lesson', async () => {
  await cloud.b2.faults.away({ mode: 'refuse' });
  try {
    await queueFiles('Away', ['1 - Here.mp4', '2 - There.mp4'], 0);
    await dock().getByText('Waiting for network').first().waitFor();
    await item('2 - There.mp4').getByText('Waiting for network').waitFor();
    await item('2 - There.mp4')
      .getByRole('link', { name: /There – Away/ })
      .click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect.poll(() => inspector.getByRole('textbox').inputValue(), soon).toBe('There');
  } finally {
    await cloud.b2.faults.back();
  }
  await dock().getByText('2 files uploaded and verified').waitFor();
});
