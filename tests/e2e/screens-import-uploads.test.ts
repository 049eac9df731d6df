import { copyFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFolder, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, importAll, openCourse } from '../story/steps.ts';
import { allStored, importFolder, layFolder, outline, outlineTitles, rows, soon } from './screens-rig.ts';
import { dock, openSendingStudio, startStorage } from './uploads-rig.ts';

/* What an import means for the uploads, in the built app: the same bytes go up once, an undo stops them. */
const FILE_BYTES = 12_000_000;
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

async function importByDrop(root: string, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
  await dropFolder(page, page.getByRole('main'), [root]);
  await page.getByRole('heading', { name: `Import “${title}”` }).waitFor();
  await importAll(page);
}

test('the same bytes in two folders are stored once, and both lessons are ready', async () => {
  const home = temporaryFolder();
  const first = await layFolder(join(home, 'Original'), ['1 - Same.mp4', '2 - Own.mp4']);
  await importFolder(page, first);
  await allStored(page);
  const before = b2.objects().length;
  const second = await layFolder(join(home, 'Copy'), ['1 - New.mp4']);
  await copyFile(join(first, '1 - Same.mp4'), join(second, '2 - Same again.mp4'));
  const recordedAt = new Date('2026-01-15T10:00:00Z');
  await utimes(join(second, '2 - Same again.mp4'), recordedAt, recordedAt);
  await importByDrop(second, 'Copy');
  await expect.poll(() => outlineTitles(page), soon).toEqual(['# Copy', 'New', 'Same again']);
  await expect.poll(() => rows(page).getByText('Ready', { exact: true }).count(), soon).toBe(3);
  expect(b2.objects()).toHaveLength(before + 1);
  await rows(page).filter({ hasText: 'Same again' }).click();
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('1 - Same.mp4').first().waitFor();
});

test('an upload that was cancelled is started again: one from its lesson, several from the outline', async () => {
  await ask(page, 'upload.clearDone', {});
  await ask(page, 'upload.pauseAll', {});
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Again'), ['1 - A.mp4', '2 - B.mp4', '3 - C.mp4']));
  const queue = () => ask(page, 'upload.list', {});
  await expect.poll(async () => (await queue()).length, soon).toBe(3);
  await ask(page, 'upload.cancel', { uploadIds: (await queue()).map(({ snapshot }) => snapshot.uploadId) });
  await ask(page, 'upload.resumeAll', {});
  await openCourse(page, 'Again');
  const local = page.getByRole('row', { level: 2 }).getByText('On this computer', { exact: true });
  await expect.poll(() => local.count(), soon).toBe(3);
  await rows(page).getByText('A', { exact: true }).click();
  await page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: 'Upload' }).click();
  await expect.poll(() => local.count(), soon).toBe(2);
  await rows(page).getByText('B', { exact: true }).click();
  await rows(page)
    .getByText('C', { exact: true })
    .click({ modifiers: ['Shift'] });
  await rows(page).getByText('C', { exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Upload 2 videos' }).click();
  await expect.poll(() => local.count(), soon).toBe(0);
  await allStored(page);
});

/** Types in a lesson's title while its row tells how its video goes up. Escape leaves the title as it was. */
async function typeWhileItGoesUp(title: string): Promise<void> {
  await rows(page).getByText(title, { exact: true }).click();
  await page.keyboard.press('F2');
  const input = outline(page).getByRole('textbox', { name: 'Title of the lesson' });
  await input.waitFor();
  await page.keyboard.type('Being typed');
  for (let left = 0; left < 4; left += 1) await page.keyboard.press('ArrowLeft');
  const told = rows(page)
    .filter({ has: page.getByRole('textbox') })
    .getByText(/^\d+% · /);
  const seen = new Set<string>();
  await expect.poll(async () => seen.add(await told.innerText()).size, soon).toBe(3);
  await page.keyboard.type('!');
  const caret = await input.evaluate((at) => at === document.activeElement && (at as HTMLInputElement).selectionStart);
  expect([await input.inputValue(), caret]).toEqual(['Being t!yped', 8]);
  await page.keyboard.press('Escape');
}

test('an import is one step back: the course goes, its uploads stop, nothing unfinished stays; redo brings it again', async () => {
  await ask(page, 'upload.clearDone', {});
  const before = b2.objects().length;
  b2.faults.setLink({ bytesPerSecondTotal: 1_000_000 });
  const root = await layFolder(
    join(temporaryFolder(), 'Undone'),
    ['1 - One.mp4', '2 - Two.mp4', '3 - Three.mp4'],
    FILE_BYTES,
  );
  await importByDrop(root, 'Undone');
  await dock(page)
    .getByText(/^Uploading \d of 3/)
    .waitFor();
  await typeWhileItGoesUp('One');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: import of 3 lessons').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Undone', exact: true }).count(), soon).toBe(0);
  const open = async () => {
    const { active, queued, paused, waiting, failed } = await ask(page, 'upload.getSummary', {});
    return active + queued + paused + waiting + failed;
  };
  await expect.poll(open, soon).toBe(0);
  b2.faults.setLink({});
  await expect.poll(() => b2.unfinished().length, soon).toBe(0);
  expect(b2.objects()).toHaveLength(before);

  await page.keyboard.press('Control+Shift+z');
  await page.getByText('Redone: import of 3 lessons').waitFor();
  await openCourse(page, 'Undone');
  await expect.poll(() => rows(page).getByText('Ready', { exact: true }).count(), soon).toBe(4);
  expect(b2.objects()).toHaveLength(before + 3);
});
