import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import type { Credentials } from '../story/cloud-audit.ts';
import { ask, signIn } from '../story/steps.ts';
import { axeFaults, expectCleanIn } from './axe.ts';
import { openStudio } from './errors-rig.ts';
import { soon } from './screens-rig.ts';

/* What is told in the built app after this computer or the server went back in time, or rights were changed. */
let cloud: SandboxCloud;
let people = 0;
beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
});
afterAll(() => cloud.stop());

async function newPerson(): Promise<Credentials> {
  people += 1;
  const person = { email: `told${people}@lectern.test`, password: `correct-horse-${people}` };
  await cloud.supabase.signUp(person);
  return person;
}
async function open(dataDir = temporaryFolder()) {
  const studio = await openStudio({ dataDir, args: [`--policy=${cloud.policyFile}`] });
  studio.page.setDefaultTimeout(20_000);
  return studio;
}
async function synced(page: Page): Promise<void> {
  const status = async () => {
    const { state, waiting, lastSyncedAtMs } = await ask(page, 'sync.getStatus', {});
    return { state, waiting, isSynced: lastSyncedAtMs !== null };
  };
  await expect.poll(status, soon).toEqual({ state: 'idle', waiting: 0, isSynced: true });
}
const note = (page: Page, title: string): Locator => page.getByRole('region', { name: title });
const COMPUTER = 'This computer was restored from a backup.';
const SERVER = 'The server was restored.';
const noticesOf = async (page: Page): Promise<string[]> =>
  (await ask(page, 'app.getInfo', {})).notices.map(({ code }) => code);
const titles = async (page: Page): Promise<string[]> =>
  (await ask(page, 'course.list', {})).map(({ title }) => title).toSorted();
/** As the button does, and until that round has ended. */
const syncNow = (page: Page) => ask(page, 'sync.sendWaiting', {});

test('a folder that was put back from a backup: told until it was read, and nothing is lost', async () => {
  const first = await open();
  const { dataDir } = first;
  await signIn(first.page, await newPerson());
  await ask(first.page, 'course.create', { title: 'Then' });
  await synced(first.page);
  await first.close();
  const backup = join(temporaryFolder(), 'profiles');
  cpSync(join(dataDir, 'profiles'), backup, { recursive: true });
  const second = await open(dataDir);
  await ask(second.page, 'course.create', { title: 'Since' });
  await synced(second.page);
  expect(await noticesOf(second.page)).toEqual([]);
  await second.close();
  rmSync(join(dataDir, 'profiles'), { recursive: true });
  cpSync(backup, join(dataDir, 'profiles'), { recursive: true });

  const third = await open(dataDir);
  await note(third.page, COMPUTER).getByText('Nothing is lost', { exact: false }).waitFor();
  await note(third.page, COMPUTER)
    .getByText(/\d:\d\d/)
    .waitFor();
  await expectCleanIn(third, 'notices');
  await expect.poll(() => titles(third.page), soon).toEqual(['Since', 'Then']);
  await third.close();

  const fourth = await open(dataDir);
  const dismiss = note(fourth.page, COMPUTER).getByRole('button', { name: 'Dismiss' });
  await dismiss.focus();
  await fourth.page.keyboard.press('Enter');
  await note(fourth.page, COMPUTER).waitFor({ state: 'detached' });
  await fourth.page.waitForFunction(() => document.activeElement?.matches('main') === true);
  await synced(fourth.page);
  await fourth.close();
  const fifth = await open(dataDir);
  await synced(fifth.page);
  expect(await noticesOf(fifth.page)).toEqual([]);
});

test('a server that was restored is told where something was synced before, in every window, and not on a new computer', async () => {
  const person = await newPerson();
  const here = await open();
  await signIn(here.page, person);
  await ask(here.page, 'course.create', { title: 'Kept' });
  await synced(here.page);
  const opening = here.app.waitForEvent('window');
  await ask(here.page, 'app.openWindow', { courseId: null });
  const other = await opening;
  await cloud.supabase.sql('select sync.start_new_epoch()');
  expect(await syncNow(here.page)).toMatchObject({ state: 'idle', waiting: 0 });
  for (const page of [here.page, other]) await note(page, SERVER).waitFor();
  expect(await noticesOf(here.page)).toEqual(['SERVER_RESTORED']);
  await note(other, SERVER).getByRole('button', { name: 'Dismiss' }).click();
  await note(here.page, SERVER).waitFor({ state: 'detached' });

  const there = await open();
  await signIn(there.page, person);
  await synced(there.page);
  expect([await titles(there.page), await noticesOf(there.page)]).toEqual([['Kept'], []]);
});

test('withdrawn access and other rights are told in words', async () => {
  const person = await newPerson();
  const { page } = await open();
  await signIn(page, person);
  await synced(page);
  const userId = (await ask(page, 'session.get', {})).user?.userId;
  await cloud.supabase.sql("update sync.member set role = 'viewer' where user_id = $1", [userId]);
  await syncNow(page);
  const rights = note(page, 'Your rights to these courses were changed.');
  await rights.getByText('You may read them.', { exact: false }).waitFor();
  await cloud.supabase.sql('create table public.kept_aside as select * from sync.member where user_id = $1', [userId]);
  await cloud.supabase.sql('delete from sync.member where user_id = $1', [userId]);
  expect(await syncNow(page)).toMatchObject({ state: 'stopped' });
  await note(page, 'Your access to these courses was withdrawn.').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await cloud.supabase.sql('insert into sync.member select * from public.kept_aside');
  await syncNow(page);
  await note(page, 'Your access to these courses was withdrawn.').waitFor({ state: 'detached' });
});
