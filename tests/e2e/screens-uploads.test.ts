import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { untilDrawn } from '../helpers/screen.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse, openSettings } from '../story/steps.ts';
import { holdSaveDialog, rows, soon } from './screens-rig.ts';
import {
  CRAWLING,
  dock,
  isUnderWay,
  item,
  more,
  openSendingStudio,
  pasted,
  queue,
  queueFiles,
  startStorage,
  swipeAway,
} from './uploads-rig.ts';

/* The upload dock in the built app, on a line slow enough to see bars move. Each test queues files of its own. */
const FILE_BYTES = 8_000_000;
const SLOW = { bytesPerSecondTotal: 8_000_000 };
let b2: B2Sandbox;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  page = studio.page;
});
/** Whatever a test left in the queue is sent, and the next one begins with an empty queue. */
afterEach(async () => {
  b2.faults.clear();
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
  await b2.stop();
});

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
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'Two bars', ['1 - One.mp4', '2 - Two.mp4'], FILE_BYTES);
  const opening = studio.app.waitForEvent('window');
  await ask(page, 'app.openWindow', { courseId: null });
  const second = await opening;
  await dock(second).waitFor();
  const first = await noteProgress(page);
  const other = await noteProgress(second);
  await dock(second).getByRole('button', { name: 'Queue' }).click();

  await item(page, '1 - One.mp4').getByRole('button', { name: 'Pause' }).click();
  await item(second, '1 - One.mp4')
    .getByText(/^Paused/)
    .waitFor();
  const bar = item(page, '1 - One.mp4').getByRole('progressbar');
  const atPause = Number(await bar.getAttribute('aria-valuenow'));
  await item(second, '1 - One.mp4').getByRole('button', { name: 'Resume' }).click();
  await item(page, '1 - One.mp4')
    .getByText(/^Paused/)
    .waitFor({ state: 'detached' });
  expect(Number((await bar.getAttribute('aria-valuenow')) ?? 100)).toBeGreaterThanOrEqual(atPause);
  b2.faults.setLink(SLOW);

  await dock(page).getByText('2 files uploaded and verified').waitFor();
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
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'All', ['1 - Alpha.mp4', '2 - Beta.mp4', '3 - Gamma.mp4'], FILE_BYTES);
  await isUnderWay(page, '1 - Alpha.mp4');
  await dock(page).getByRole('button', { name: 'Pause all' }).click();
  await dock(page).getByText('3 uploads paused').waitFor();
  // The server reads what was on the way, and then hears that nobody sends any more.
  b2.faults.setLink({});
  const open = () => b2.log.entries({ outcome: 'open' }).length;
  await expect.poll(open, soon).toBe(0);
  expect(b2.objects().filter(({ fileName }) => /(Alpha|Beta|Gamma)\.mp4$/.test(fileName))).toEqual([]);
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
  await dock(page).getByRole('button', { name: 'Resume all' }).click();
  await dock(page).getByText('3 files uploaded and verified').waitFor();
  await dock(page).getByRole('button', { name: 'Clear done' }).click();
  await expect.poll(() => dock(page).count(), soon).toBe(0);
});

test('pause for an hour: the dock and the rows say until when, what comes later is held too, resume sends all', async () => {
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'Hour', ['1 - Alpha.mp4'], FILE_BYTES);
  await dock(page).getByRole('button', { name: 'Pause for an hour' }).click();
  await dock(page)
    .getByText(/^Paused until \d/)
    .first()
    .waitFor();
  await queueFiles(page, 'Later', ['1 - Beta.mp4'], FILE_BYTES);
  for (const file of ['1 - Alpha.mp4', '1 - Beta.mp4'])
    await item(page, file)
      .getByText(/^Paused until \d/)
      .waitFor();
  b2.faults.setLink({});
  await dock(page).getByRole('button', { name: 'Resume all' }).click();
  await dock(page).getByText('2 files uploaded and verified').waitFor();
  expect((await ask(page, 'upload.getSummary', {})).hold).toBeNull();
});

test('the speed limit of these hours holds, and the dock says which and until when', async () => {
  const atHour = (hours: number): string => {
    const at = new Date(Date.now() + hours * 3_600_000);
    return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  };
  await openSettings(page, 'Uploads');
  await page.getByLabel('Speed limit').fill('50');
  await page.getByRole('switch', { name: 'Another limit at certain hours' }).click();
  await page.getByLabel('From', { exact: true }).fill(atHour(-2));
  await page.getByLabel('To', { exact: true }).fill(atHour(2));
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await page.getByRole('checkbox', { name: day }).check();
  await page.getByLabel('Limit in these hours').fill('0.2');
  await page.getByRole('button', { name: 'Save limit' }).click();
  await page.getByText('Limit saved').first().waitFor();
  await queueFiles(page, 'Limited', ['1 - Alpha.mp4'], FILE_BYTES);
  // On this line it would be stored before anybody sees a bar.
  await isUnderWay(page, '1 - Alpha.mp4');
  await dock(page)
    .getByText(/limited to 200 kB\/s until \d/)
    .waitFor();
  await page.getByRole('switch', { name: 'Another limit at certain hours' }).click();
  await page.getByRole('button', { name: 'Save limit' }).click();
  await dock(page).getByText('1 file uploaded and verified').waitFor();
  expect(await ask(page, 'upload.getSummary', {})).toMatchObject({
    limit: { bytesPerSecond: 50_000_000, untilMs: null },
  });
  await ask(page, 'upload.saveSettings', { limitBytesPerSecond: null });
});

test('a toast that stays does not lie over the dock', async () => {
  b2.faults.setLink(CRAWLING);
  await queueFiles(page, 'Toast', ['1 - Alpha.mp4'], FILE_BYTES);
  await dock(page).getByRole('button', { name: 'Queue' }).click();
  await openCourse(page, 'Toast');
  const answer = await holdSaveDialog(studio);
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export “Toast”' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByRole('button', { name: 'Go on in the background' }).click();
  const toast = page.getByRole('listitem').filter({ hasText: 'Exporting “Toast”' });
  await toast.waitFor();
  await untilDrawn(page);
  const [above, below] = [await toast.boundingBox(), await dock(page).boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await answer(null);
  await dialog.waitFor();
  await page.keyboard.press('Escape');
});

test('this lesson first: from its row in the queue, and from the outline; up and down from the dock, too', async () => {
  await ask(page, 'upload.pauseAll', {});
  const files = ['1 - First.mp4', '2 - Second.mp4', '3 - Third.mp4', '4 - Fourth.mp4', '5 - Fifth.mp4', '6 - Last.mp4'];
  await queueFiles(page, 'Order', files, 0);
  const order = async (): Promise<string> =>
    (await ask(page, 'upload.list', {})).map(({ fileName }) => fileName.slice(0, 1)).join('');
  await expect.poll(order, soon).toBe('123456');
  await more(page, '6 - Last.mp4', 'Send first');
  await expect.poll(order, soon).toBe('612345');
  await more(page, '6 - Last.mp4', 'Move down');
  await expect.poll(order, soon).toBe('162345');
  await expect
    .poll(() => dock(page).getByRole('status').allInnerTexts(), soon)
    .toContain('“6 - Last.mp4” is number 2 of 6');
  await more(page, '6 - Last.mp4', 'Move up');
  await expect.poll(order, soon).toBe('612345');
  await openCourse(page, 'Order');
  await rows(page).filter({ hasText: 'Fourth' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send first' }).click();
  await expect.poll(order, soon).toBe('461235');
});

test('cancel can be taken back, and is final when it is not, here and on the server', async () => {
  b2.faults.setLink(CRAWLING);
  const before = b2.objects().length;
  await queueFiles(page, 'Taken back', ['1 - Large.mp4'], 3 * FILE_BYTES);
  await isUnderWay(page, '1 - Large.mp4');
  expect(b2.unfinished()).toHaveLength(1);
  await more(page, '1 - Large.mp4', 'Cancel upload');
  const toast = page.getByRole('listitem').filter({ hasText: '“1 - Large.mp4” is not uploaded.' });
  await toast.getByRole('button', { name: 'Undo', exact: true }).click();
  await toast.waitFor({ state: 'detached' });
  await item(page, '1 - Large.mp4').getByText('Cancelled').waitFor({ state: 'detached' });
  await isUnderWay(page, '1 - Large.mp4');
  await more(page, '1 - Large.mp4', 'Cancel upload');
  await item(page, '1 - Large.mp4').getByText('Cancelled').waitFor();
  await swipeAway(page, toast);
  await expect.poll(() => dock(page).count(), soon).toBe(0);
  expect(await ask(page, 'upload.list', {})).toEqual([]);
  b2.faults.setLink({});
  await expect.poll(() => b2.unfinished(), soon).toEqual([]);
  expect(b2.objects()).toHaveLength(before);
});

test('what fails says why, its details are copied and its file is shown; try again sends it, one or all', async () => {
  const spoilt = b2.faults.add({
    operations: ['b2_upload_file'],
    fault: { kind: 'status', status: 400, code: 'bad_request', message: 'no', when: 'after-body', html: false },
  });
  const root = await queueFiles(page, 'Failing', ['1 - This.mp4', '2 - That.mp4', '3 - Those.mp4'], 0);
  for (const file of ['1 - This.mp4', '2 - That.mp4', '3 - Those.mp4'])
    await item(page, file).getByText('Damaged on the way').waitFor();
  await dock(page).getByText('3 uploads failed').waitFor();
  await openCourse(page, 'Failing');
  await expect.poll(() => rows(page).getByText('Damaged on the way').count(), soon).toBe(3);
  b2.faults.remove(spoilt);
  await item(page, '1 - This.mp4').getByRole('button', { name: 'Try again' }).click();
  await rows(page).filter({ hasText: 'This' }).getByText('Ready').waitFor();
  await dock(page).getByText('2 uploads failed').waitFor();
  // What is done makes room for what needs somebody, and no line is cut in two.
  const lines = async (): Promise<string[]> =>
    (await queue(page).getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  await expect.poll(lines, soon).toEqual(['2 - That.mp4', '3 - Those.mp4', '1 finished']);
  await queue(page).getByRole('button', { name: '1 finished' }).click();
  await expect.poll(lines, soon).toEqual(['2 - That.mp4', '3 - Those.mp4', '1 finished', '1 - This.mp4']);
  expect(await queue(page).evaluate((list) => (list.parentElement?.clientHeight ?? 1) % 44)).toBe(0);
  await queue(page).getByRole('button', { name: '1 finished' }).click();
  await more(page, '2 - That.mp4', 'Copy details');
  await page.getByText('Details copied').first().waitFor();
  expect(await pasted(page)).toMatch(/^file: 2 - That\.mp4\n(.*\n)*state: failed\nreason: damaged-in-transit/);
  await studio.app.evaluate(({ shell }) => {
    const revealed: string[] = [];
    Object.assign(globalThis, { revealed });
    shell.showItemInFolder = (path) => void revealed.push(path);
  });
  await more(page, '3 - Those.mp4', 'Show in folder');
  const revealed = () => studio.app.evaluate(() => (globalThis as unknown as { revealed: string[] }).revealed);
  await expect.poll(revealed, soon).toEqual([join(root, '3 - Those.mp4')]);
  await dock(page).getByRole('button', { name: 'Retry all failed' }).click();
  await dock(page).getByText('3 files uploaded and verified').waitFor();
});

test('the dock names what everything waits for, and a row leads to its lesson', async () => {
  await b2.faults.away({ mode: 'refuse' });
  try {
    await queueFiles(page, 'Away', ['1 - Here.mp4', '2 - There.mp4'], 0);
    await dock(page).getByText('Waiting for network').first().waitFor();
    await item(page, '2 - There.mp4').getByText('Waiting for network').waitFor();
    await item(page, '2 - There.mp4')
      .getByRole('link', { name: /There – Away/ })
      .click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect
      .poll(() => inspector.getByRole('textbox', { name: 'Title of the lesson' }).inputValue(), soon)
      .toBe('There');
  } finally {
    await b2.faults.back();
  }
  await dock(page).getByText('2 files uploaded and verified').waitFor();
});
