import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, signIn } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { alterDatabase, firstDatabase } from './errors-rig.ts';
import { openSignedInStudio, openStudio, soon } from './screens-rig.ts';

/* The status bar in the built app: its words for every state of saving and syncing, and the way on. */
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  page = studio.page;
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const bar = (on = page): Locator => on.getByRole('contentinfo', { name: 'Status' });
const part = (words: RegExp | string, on = page): Locator => bar(on).getByRole('button', { name: words });
const synced = (on = page): Promise<void> => part(/^Synced \d/, on).waitFor();
const newCourse = async (title: string, on = page) => (await ask(on, 'course.create', { title })).courseId;

/** Opens a part of the bar, reads what it says, follows its way on if one is named, and closes it. */
async function openPart(words: RegExp | string, hint: string, wayOn: string | null, on = page): Promise<void> {
  await part(words, on).click();
  const popover = on.getByRole('dialog');
  await popover.getByText(hint, { exact: false }).waitFor();
  if (wayOn) await popover.getByText(wayOn, { exact: true }).click();
  if (await popover.isVisible()) await on.keyboard.press('Escape');
  await popover.waitFor({ state: 'detached' });
}
const syncNow = (words: RegExp | string, hint: string): Promise<void> => openPart(words, hint, 'Sync now');
/** Goes over the network once more, from wherever the bar is. */
const again = (): Promise<unknown> => ask(page, 'sync.now', {});

/** A server of another time has other doors. */
const renameDoor = (from: string, to: string): Promise<unknown> =>
  cloud.supabase.sql(`do $$ begin execute (
    select format('alter function %s rename to ${to}', oid::regprocedure) from pg_proc where proname = '${from}'
  ); end $$`);

test('without a server: saved here, this computer only, nothing waits; then signed out', async () => {
  const alone = await openStudio();
  try {
    await part('Saved on this computer', alone.page).waitFor();
    await newCourse('Alone', alone.page);
    await part(/^Saved on this computer \d/, alone.page).waitFor();
    await openPart(/^Saved/, 'Every change is written to this computer’s disk at once.', null, alone.page);
    expect((await ask(alone.page, 'sync.getStatus', {})).waiting).toBe(1);
    await expect.poll(() => part(/waiting/, alone.page).count(), soon).toBe(0);
    await openPart('This computer only', 'No server is set up.', 'Set up a server…', alone.page);
    await alone.page.getByLabel('Address', { exact: true }).fill(cloud.supabase.url);
    await alone.page.getByLabel('Publishable key').fill(cloud.supabase.publishableKey);
    await alone.page.getByRole('button', { name: 'Save server' }).click();
    await part('1 change waiting', alone.page).waitFor();
    await openPart('Signed out', 'Everything works and stays on this computer.', 'Sign in…', alone.page);
    await alone.page.getByRole('heading', { name: 'Account' }).waitFor();
  } finally {
    await alone.close();
  }
});

test('synced, offline with changes waiting, and synced again', async () => {
  await synced();
  await openPart(/^Synced/, 'The cloud had everything of this computer at that time', null);
  await cloud.supabase.setOffline(true);
  await newCourse('Offline one');
  await newCourse('Offline two');
  await part('2 changes waiting').waitFor();
  await part('Offline').waitFor();
  await openPart('2 changes waiting', 'These changes are safe on this computer', null);
  await cloud.supabase.setOffline(false);
  await syncNow('Offline', 'The server cannot be reached.');
  await synced();
  await expect.poll(() => part(/waiting/).count(), soon).toBe(0);
});

test('syncing shows while it lasts', async () => {
  await synced();
  await cloud.supabase.inject({ kind: 'latency', ms: 1_500 });
  await newCourse('Slow');
  await part('Syncing').waitFor();
  await cloud.supabase.inject({ kind: 'clear' });
  await synced();
  expect((await ask(page, 'sync.getStatus', {})).state).toBe('idle');
});

test('a network that asks for sign-in, and a server that is newer', async () => {
  await synced();
  await cloud.supabase.inject({ kind: 'captive', on: true });
  await again();
  await openPart('Network asks for sign-in', 'Open a web page and sign in to the network.', null);
  await cloud.supabase.inject({ kind: 'clear' });
  await again();
  await synced();
  await renameDoor('sync_pull', 'sync_pull_of_tomorrow');
  await again();
  await openPart('Versions differ', 'Lectern and the server do not know the same things.', null);
  await renameDoor('sync_pull_of_tomorrow', 'sync_pull');
  await again();
  await expect.poll(async () => (await ask(page, 'sync.getStatus', {})).state, soon).toBe('idle');
});

test('a change that the server refuses, and a conflict of two computers', async () => {
  await synced();
  const courseId = await newCourse('Shared');
  await synced();
  await cloud.supabase.sql("alter table public.courses add constraint none_such check (subtitle <> 'Refuse me')");
  await ask(page, 'course.saveAll', { courseId, details: { subtitle: 'Refuse me' } });
  await openPart('1 change refused', 'They are kept on this computer.', null);

  // The computer of the earlier edit is off while the later one goes up, so whose words give way is certain.
  await cloud.supabase.setOffline(true);
  await ask(page, 'course.saveAll', { courseId, details: { title: 'Earlier' } });
  await studio.close();
  await cloud.supabase.setOffline(false);
  const other = await openSignedInStudio(cloud);
  try {
    const titles = async () => (await ask(other.page, 'course.list', {})).map(({ title }) => title);
    await expect.poll(titles, soon).toContain('Shared');
    await ask(other.page, 'course.saveAll', { courseId, details: { title: 'Later' } });
    await synced(other.page);
    const inCloud = () => cloud.supabase.sql('select title from public.courses where id = $1', [courseId]);
    await expect.poll(inCloud, soon).toEqual([{ title: 'Later' }]);
  } finally {
    await other.close();
  }
  // As if it had been the last part of a large step.
  alterDatabase(firstDatabase(studio.dataDir), (db) => db.exec('UPDATE dead_letters SET ops_before = 1000'));
  studio = await openStudio({ dataDir: studio.dataDir, args: [`--policy=${cloud.policyFile}`] });
  page = studio.page;
  await openPart('1 conflict', 'Somebody changed the same words on another computer.', 'Show changes');
  await page.getByRole('heading', { name: 'Changes', exact: true }).waitFor();
});

/** The cards of one list of the page of changes. */
const cards = (name: string): Locator => page.getByRole('list', { name }).getByRole('listitem');
const inCloud = (column: string): Promise<unknown[]> =>
  cloud.supabase.sql(`select ${column} as value from public.courses where subtitle <> '' or title = 'Earlier'`);
/** How often the server has refused something. */
const timesRefused = async (): Promise<number> =>
  (await cloud.supabase.sql("select 1 from sync.mutation where status = 'rejected'")).length;

test('the page of changes: whose words, in both themes; the refused ones go again or are let go of', async () => {
  const refused = cards('Refused by the server');
  await refused.filter({ hasText: 'The server does not take this value' }).filter({ hasText: 'Refuse me' }).waitFor();
  await refused.getByText('1,000 of its 1,001 changes are in the cloud already', { exact: false }).waitFor();
  await expectCleanIn(studio, 'page of changes');
  await refused.getByRole('button', { name: 'Discard…' }).click();
  await page.keyboard.press('Escape');
  const refusals = await timesRefused();
  await refused.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('It is sent again').first().waitFor();
  await expect.poll(timesRefused, soon).toBe(refusals + 1); // the server has not changed its mind
  await refused.filter({ hasText: 'Refuse me' }).waitFor();
  await cloud.supabase.sql('alter table public.courses drop constraint none_such');
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => inCloud('subtitle'), soon).toEqual([{ value: 'Refuse me' }]);
  await expect.poll(() => refused.count(), soon).toBe(0);

  await cloud.supabase.sql("alter table public.courses add constraint none_such check (audience <> 'Let go')");
  const [course] = await ask(page, 'course.list', {}).then((all) => all.filter(({ title }) => title === 'Later'));
  if (!course) throw new Error('the course is gone');
  await ask(page, 'course.saveAll', { courseId: course.courseId, details: { audience: 'Let go' } });
  await refused.getByRole('button', { name: 'Discard…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard this change?' });
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => refused.count(), soon).toBe(0);
  await expect.poll(() => part(/refused/).count(), soon).toBe(0);
});

test('the page of changes: the words that lost are put in place, undone, and the others kept', async () => {
  const conflicts = cards('Changed on another computer, too');
  const card = conflicts.filter({ hasText: 'Earlier' });
  await card.getByText('Later', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'Restore mine' }).click();
  await expect.poll(() => inCloud('title'), soon).toEqual([{ value: 'Earlier' }]);
  await expect.poll(() => conflicts.count(), soon).toBe(0);
  await page.getByText('Everything of this computer is in the cloud.').waitFor();
  expect((await ask(page, 'history.peek', {})).undo).toMatchObject({ code: 'sync.restore', name: 'Later' });
  await cloud.supabase.setOffline(true);
  await newCourse('Waits on the page');
  await cards('Waiting to be sent').filter({ hasText: 'new course “Waits on the page”' }).waitFor();
  await cloud.supabase.setOffline(false);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => cards('Waiting to be sent').count(), soon).toBe(0);
});

test('a session that ended: sign in again, and what waited goes up', async () => {
  const [instructor] = cloud.supabase.instructors;
  if (!instructor) throw new Error('no instructor');
  await cloud.supabase.sql('delete from auth.refresh_tokens');
  await cloud.supabase.sql('delete from auth.sessions');
  await cloud.supabase.inject({ kind: 'expire-tokens' });
  await newCourse('After the end');
  await openPart('Sign in again', 'Your session ended. Nothing is lost', 'Sign in…');
  await page.getByText('Your session ended.').waitFor();
  await part('1 change waiting').waitFor();
  await signIn(page, instructor);
  await synced();
  const inCloud = async (): Promise<number> =>
    (await cloud.supabase.sql("select 1 from public.courses where title = 'After the end'")).length;
  await expect.poll(inCloud, soon).toBe(1);
});
