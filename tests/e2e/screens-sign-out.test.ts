import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import type { Credentials } from '../story/cloud-audit.ts';
import { ask, openSettings, signIn } from '../story/steps.ts';
import { axeFaults, expectCleanIn } from './axe.ts';
import { type DiskFault, smallDisk } from './errors-machine.ts';
import { openStudio } from './errors-rig.ts';
import { soon } from './screens-rig.ts';

/* Signing out in the built app while changes wait: what the dialog says, and what comes of each choice. */
let cloud: SandboxCloud;
let people = 0;
beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
});
afterEach(async () => {
  await cloud.supabase.inject({ kind: 'clear' });
  await cloud.supabase.setOffline(false);
});
afterAll(() => cloud.stop());

async function newPerson(): Promise<Credentials> {
  people += 1;
  const person = { email: `leaving${people}@lectern.test`, password: `correct-horse-${people}` };
  await cloud.supabase.signUp(person);
  return person;
}
/** A studio with somebody signed in and everything synced. */
async function open(fault?: (dataDir: string) => DiskFault) {
  const dataDir = temporaryFolder();
  const disk = fault?.(dataDir);
  const args = [`--policy=${cloud.policyFile}`];
  const studio = await openStudio({ dataDir, args, ...(disk?.wrapper ? { wrapper: disk.wrapper } : {}) });
  const person = await newPerson();
  studio.page.setDefaultTimeout(20_000);
  await signIn(studio.page, person);
  await expect.poll(() => statusOf(studio.page), soon).toEqual({ state: 'idle', waiting: 0 });
  return { ...studio, person, disk };
}
async function statusOf(page: Page): Promise<{ state: string; waiting: number }> {
  const { state, waiting } = await ask(page, 'sync.getStatus', {});
  return { state, waiting };
}
async function writeOffline(page: Page, titles: readonly string[]): Promise<void> {
  await cloud.supabase.setOffline(true);
  for (const title of titles) await ask(page, 'course.create', { title });
}
const signOutButton = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: 'Sign out' });
const signInButton = (page: Page): Locator => page.getByRole('button', { name: 'Sign in', exact: true });
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Sign out with changes waiting?' });
const inCloud = async (title: string): Promise<number> =>
  (await cloud.supabase.sql('select 1 from public.courses where title = $1', [title])).length;
const titles = async (page: Page): Promise<string[]> =>
  (await ask(page, 'course.list', {})).map(({ title }) => title).toSorted();

test('keep: the dialog says what waits; another account neither sees nor sends it, the same one does', async () => {
  const studio = await open();
  const { page, person } = studio;
  await writeOffline(page, ['First', 'Second', 'Third', 'Fourth', 'Fifth']);
  await openSettings(page, 'Account');
  await signOutButton(page).click();
  const dialog = dialogOf(page);
  await dialog.getByText('5 changes have not reached the cloud.', { exact: false }).waitFor();
  const list = dialog.getByRole('list', { name: 'Changes that the cloud does not have' });
  await expect.poll(() => list.getByRole('listitem').count(), soon).toBe(4);
  const step = list.getByText('new course “First”');
  expect(await step.evaluate((at) => getComputedStyle(at, '::first-letter').textTransform)).toBe('uppercase');
  await dialog.getByText('and 1 more').waitFor();
  await dialog.getByText(`go on when ${person.email} signs in here again`, { exact: false }).waitFor();
  await expectCleanIn(studio, 'question on signing out');
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count(), soon).toBe(0);
  await page.getByText(`Signed in as ${person.email}`).waitFor();
  // By keyboard: the focus is where it was, and goes through the choices in the order in which they stand.
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Sync now and sign out' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await signInButton(page).waitFor();
  // Its button is gone, and the page has the focus.
  await expect.poll(() => page.getByRole('main').evaluate((at) => at === document.activeElement), soon).toBe(true);
  expect(await titles(page)).toContain('First');

  await cloud.supabase.setOffline(false);
  const other = await newPerson();
  await signIn(page, other);
  await expect.poll(() => statusOf(page), soon).toEqual({ state: 'idle', waiting: 0 });
  expect(await titles(page)).toEqual([]);
  expect(await inCloud('First')).toBe(0);
  await openSettings(page, 'Account');
  await signOutButton(page).click(); // nothing waits: no question
  await signInButton(page).waitFor();

  await signIn(page, person);
  await expect.poll(() => inCloud('First'), soon).toBe(1);
  expect(await titles(page)).toEqual(['Fifth', 'First', 'Fourth', 'Second', 'Third']);
});

test('sync now: offline it says so and stays signed in; with a network it sends, then signs out', async () => {
  const { page, person } = await open();
  await writeOffline(page, ['Sent on leaving']);
  await openSettings(page, 'Account');
  await signOutButton(page).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Sync now and sign out' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'The server cannot be reached.' }).waitFor();
  expect((await ask(page, 'session.get', {})).user?.email).toBe(person.email);
  await cloud.supabase.setOffline(false);
  await dialog.getByRole('button', { name: 'Sync now and sign out' }).click();
  await signInButton(page).waitFor();
  expect(await inCloud('Sent on leaving')).toBe(1);
});

test('sync now shows that it goes on; who changes their mind stays signed in, and it is sent all the same', async () => {
  const studio = await open();
  const { page, person } = studio;
  await writeOffline(page, ['Slow']);
  await openSettings(page, 'Account');
  await cloud.supabase.inject({ kind: 'latency', ms: 2_000 });
  await cloud.supabase.setOffline(false);
  await signOutButton(page).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Sync now and sign out' }).click();
  await dialog.getByRole('status').filter({ hasText: 'Sending. 1 change is left.' }).waitFor();
  await dialog.getByRole('progressbar', { name: 'Sending changes' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => dialog.count(), soon).toBe(0);
  await expect.poll(() => inCloud('Slow'), soon).toBe(1);
  await cloud.supabase.inject({ kind: 'clear' });
  await expect.poll(() => statusOf(page), soon).toEqual({ state: 'idle', waiting: 0 });
  await page.getByText(`Signed in as ${person.email}`).waitFor();
});

test('export and discard: a file with everything in it, then the server’s state, then signed out', async () => {
  const { app, page, person } = await open();
  await ask(page, 'course.create', { title: 'In the cloud' });
  await expect.poll(() => statusOf(page), soon).toEqual({ state: 'idle', waiting: 0 });
  await writeOffline(page, ['Private', 'More']);
  const folder = temporaryFolder();
  const choose = (path: string): Promise<void> =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
    }, path);
  await openSettings(page, 'Account');
  await signOutButton(page).click();
  const exporting = dialogOf(page).getByRole('button', { name: 'Export and discard…' });

  await choose(''); // closed: still asking
  await exporting.click();
  await expect.poll(() => exporting.isEnabled(), soon).toBe(true);
  mkdirSync(join(folder, 'taken.json'));
  await choose(join(folder, 'taken.json'));
  await exporting.click();
  await dialogOf(page).getByRole('alert').filter({ hasText: 'The file cannot be written there.' }).waitFor();
  expect(await statusOf(page)).toMatchObject({ waiting: 2 });

  await choose(join(folder, 'mine.json'));
  await exporting.click();
  await page.getByText('2 changes were saved to “mine.json” and discarded here').first().waitFor();
  await signInButton(page).waitFor();
  const file = JSON.parse(readFileSync(join(folder, 'mine.json'), 'utf8')) as { changes: { what: string }[] };
  expect(file).toMatchObject({ account: person.email, count: 2, server: cloud.supabase.url });
  expect(file.changes.map(({ what }) => what)).toEqual(['new course “Private”', 'new course “More”']);
  expect(await titles(page)).toEqual(['In the cloud']);
  expect(await ask(page, 'history.peek', {})).toMatchObject({ undo: null });

  await cloud.supabase.setOffline(false);
  await signIn(page, person);
  await expect.poll(() => statusOf(page), soon).toEqual({ state: 'idle', waiting: 0 });
  expect([await titles(page), await inCloud('Private')]).toEqual([['In the cloud'], 0]);
});

test('what the server refused is asked about, too, and cannot be sent', async () => {
  const { page } = await open();
  const { courseId } = await ask(page, 'course.create', { title: 'Refused in part' });
  await cloud.supabase.sql("alter table public.courses add constraint none_here check (subtitle <> 'Not this')");
  await ask(page, 'course.saveAll', { courseId, details: { subtitle: 'Not this' } });
  await expect.poll(async () => (await ask(page, 'sync.getStatus', {})).deadLetters, soon).toBe(1);
  await openSettings(page, 'Account');
  await signOutButton(page).click();
  const dialog = dialogOf(page);
  await dialog.getByText('1 change was refused by the server.', { exact: false }).waitFor();
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'changes to “Refused in part”' })
    .getByText('refused', { exact: true })
    .waitFor();
  await expect.poll(() => dialog.getByRole('button', { name: 'Sync now and sign out' }).count(), soon).toBe(0);
  await dialog.getByRole('button', { name: 'Keep them and sign out' }).click();
  await signInButton(page).waitFor();
  expect((await ask(page, 'sync.getStatus', {})).deadLetters).toBe(1);
});

test('a disk that is full during the export: said so, everything waits, and it works when there is space', async () => {
  const { app, page, dataDir, disk } = await open(smallDisk);
  if (!disk) throw new Error('no disk');
  await writeOffline(page, ['On a full disk']);
  await openSettings(page, 'Account');
  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    join(dataDir, 'profiles/mine.json'),
  );
  await signOutButton(page).click();
  const dialog = dialogOf(page);
  const exporting = dialog.getByRole('button', { name: 'Export and discard…' });
  await dialog.getByRole('listitem').filter({ hasText: 'On a full disk' }).waitFor();
  disk.happen(app);
  await exporting.click();
  await dialog.getByRole('alert').filter({ hasText: 'Nothing was discarded.' }).waitFor();
  expect(await statusOf(page)).toMatchObject({ waiting: 1 });
  expect(await titles(page)).toEqual(['On a full disk']);
  disk.end(app);
  await exporting.click();
  await signInButton(page).waitFor();
  expect([await titles(page), (await statusOf(page)).waiting]).toEqual([[], 0]);
});
