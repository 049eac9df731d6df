import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { setWindowSize } from '../helpers/screen.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { importFolder, layFolder, openSignedInStudio, soon } from './screens-rig.ts';

/* What the server refused, on the page of changes of the built app: by keyboard, and when it is a lot. */
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;
let courseId: CourseId;
const refuse = async (): Promise<void> => {
  await cloud.supabase.sql(
    "alter table public.lessons add constraint no_such check (title not like 'Refuse%') not valid",
  );
};
const accept = async (): Promise<void> => {
  await cloud.supabase.sql('alter table public.lessons drop constraint no_such');
};

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  ({ page } = studio);
  const files = [1, 2, 3, 4].map((n) => `1 Walls/${n} - Gate ${n}.mp4`);
  courseId = await importFolder(page, await layFolder(join(temporaryFolder(), 'Cells'), files));
  await refuse();
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const cards = (): Locator => page.getByRole('list', { name: 'Refused by the server' }).getByRole('listitem');
async function hasFocus(at: Locator): Promise<void> {
  await expect.poll(() => at.evaluate((element) => element === document.activeElement), soon).toBe(true);
}
async function press(button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
}
async function refusedAreAtLeast(count: number): Promise<void> {
  await expect
    .poll(async () => {
      await ask(page, 'sync.now', {});
      return (await ask(page, 'sync.getStatus', {})).deadLetters;
    }, soon)
    .toBeGreaterThanOrEqual(count);
}

test('the panel of the status bar goes when its link is followed', async () => {
  for (const [at, { lessonId }] of (await ask(page, 'course.getOutline', { courseId })).chapters
    .flatMap(({ lessons }) => lessons)
    .entries()) {
    await ask(page, 'lesson.rename', { lessonId, title: `Refuse ${at + 1}` });
    await refusedAreAtLeast(at + 1);
  }
  await press(page.getByRole('contentinfo').getByRole('button', { name: /refused/ }));
  await press(page.getByRole('dialog').getByRole('link', { name: 'Show changes' }));
  await expect.poll(() => cards().count(), soon).toBe(4);
  await expect.poll(() => page.getByRole('dialog').count(), soon).toBe(0);
});

test('the keyboard goes on with the next card, the one before, and at last the page', async () => {
  await press(cards().first().getByRole('button', { name: 'Discard…' }));
  await expectCleanIn(studio, 'question before a refused change is discarded');
  await press(page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }));
  await expect.poll(() => cards().count(), soon).toBe(3);
  await hasFocus(cards().first());
  await page.keyboard.press('Tab');
  await hasFocus(cards().first().getByRole('button').first());

  await press(cards().first().getByRole('button', { name: 'Edit…' }));
  const dialog = page.getByRole('dialog', { name: 'Edit the refused change' });
  await dialog.getByRole('textbox').fill('Fine');
  await expectCleanIn(studio, 'a refused change being edited');
  await press(dialog.getByRole('button', { name: 'Send again' }));
  await expect.poll(() => cards().count(), soon).toBe(2);
  await hasFocus(cards().first());

  await accept();
  await press(cards().last().getByRole('button', { name: 'Try again' }));
  await expect.poll(() => cards().count(), soon).toBe(1);
  await hasFocus(cards().first());
  await press(cards().first().getByRole('button', { name: 'Try again' }));
  await expect.poll(() => cards().count(), soon).toBe(0);
  await hasFocus(page.getByRole('main'));
  await expect.poll(async () => (await ask(page, 'sync.getStatus', {})).waiting, soon).toBe(0);
});

test('one that goes by itself takes the keyboard nowhere', async () => {
  await refuse();
  const title = 'Refuse again';
  const [lesson] = (await ask(page, 'course.getOutline', { courseId })).chapters.flatMap(({ lessons }) => lessons);
  if (!lesson) throw new Error('the course has no lesson');
  await ask(page, 'lesson.rename', { lessonId: lesson.lessonId, title });
  await cards().filter({ hasText: title }).waitFor();
  const elsewhere = page.getByRole('link', { name: 'Courses' }).first();
  await elsewhere.focus();
  const [refused] = await ask(page, 'refused.list', {});
  await ask(page, 'refused.discard', { mutationId: refused?.mutationId ?? '' });
  await expect.poll(() => cards().count(), soon).toBe(0);
  await hasFocus(elsewhere);
});

test('of the import of a whole course it shows what is read, and not all of it; a long text scrolls by keyboard', async () => {
  const files = Array.from(
    { length: 60 },
    (_, at) => `1 Part/${String(at + 1).padStart(2, '0')} - Refuse ${at + 1}.mp4`,
  );
  const large = await importFolder(page, await layFolder(join(temporaryFolder(), 'Large'), files));
  await ask(page, 'course.saveAll', { courseId: large, details: { description: 'Many words. '.repeat(400) } });
  await refusedAreAtLeast(2);
  const card = cards().filter({ hasText: 'Refuse 1' }).first();
  await card.getByText(/^and \d+ more$/).waitFor();
  expect(await card.getByText('Your words', { exact: true }).count()).toBe(50);
  await card.getByText('Refuse 1 · Title').waitFor();
  expect(await card.innerText()).not.toMatch(/· (Kind|Place|Details)\n/);
  const long = cards().filter({ hasText: 'Many words.' });
  await long.evaluate((element) => element.focus());
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), soon).toBe('DD');
  await setWindowSize(studio, { width: 760, height: 520 });
  await expectCleanIn(studio, 'refused changes');
});
