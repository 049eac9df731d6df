import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchStudio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type SandboxCloud, startCloud } from '../sandbox/cloud.ts';
import type { Credentials } from '../story/cloud-audit.ts';
import { ask, openSettings, signIn, until } from '../story/steps.ts';
import { firstDatabase, notice, openStudio } from './errors-rig.ts';

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

/** Somebody whom no other test knows. */
async function newPerson(): Promise<Credentials> {
  people += 1;
  const person = { email: `person${people}@lectern.test`, password: `correct-horse-${people}` };
  await cloud.supabase.signUp(person);
  return person;
}
const open = () => openStudio({ args: [`--policy=${cloud.policyFile}`] });

async function pressSignIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
const statusPart = (page: Page, words: string | RegExp) =>
  page.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: words });

async function synced(page: Page): Promise<void> {
  await until('everything being in the cloud', async () => {
    const { waiting, state } = await ask(page, 'sync.getStatus', {});
    return waiting === 0 && state === 'idle';
  });
}
const cloudTitles = async (): Promise<unknown[]> =>
  (await cloud.supabase.sql('select title from public.courses')).map(({ title }) => title);

test('signing in without a network, with a wrong password, behind a portal: said in words, and then it works', async () => {
  const person = await newPerson();
  const { page } = await open();
  await openSettings(page, 'Account');
  await cloud.supabase.setOffline(true);
  await pressSignIn(page, person);
  await notice(page, 'The server cannot be reached.').getByText('Check the connection.').waitFor();
  await cloud.supabase.setOffline(false);

  await pressSignIn(page, { ...person, password: 'a wrong one' });
  await notice(page, 'The e-mail address or the password is wrong.').getByText('Check both and try again.').waitFor();

  await cloud.supabase.inject({ kind: 'captive', on: true });
  await pressSignIn(page, person);
  await notice(page, 'The server cannot be reached.').getByText('Check the connection.').waitFor();
  await cloud.supabase.inject({ kind: 'clear' });

  await pressSignIn(page, person);
  await page.getByText(`Signed in as ${person.email}`).waitFor();
  expect(await ask(page, 'session.get', {})).toMatchObject({ state: 'signed-in', user: { email: person.email } });
});

test('a session that the server has ended: nothing is lost, and what waits goes out after signing in again', async () => {
  const person = await newPerson();
  const { page } = await open();
  await signIn(page, person);
  await ask(page, 'course.create', { title: 'Before the end' });
  await synced(page);

  await cloud.supabase.sql(
    `delete from auth.refresh_tokens where user_id::text in (select id::text from auth.users where email = $1)`,
    [person.email],
  );
  await cloud.supabase.inject({ kind: 'expire-tokens' });
  await ask(page, 'course.create', { title: 'After the end' });
  await statusPart(page, 'Sign in again').click();
  await page
    .getByText('Your session ended. Nothing is lost: your changes wait here until you sign in again.')
    .waitFor();
  await statusPart(page, '1 change waiting').waitFor();

  await page.getByRole('link', { name: 'Sign in…' }).click();
  await notice(page, 'Your session ended. Nothing is lost: sign in again and everything goes on.').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(person.email);
  await pressSignIn(page, person);
  await page.getByText(`Signed in as ${person.email}`).waitFor();
  await synced(page);
  expect(await cloudTitles()).toEqual(expect.arrayContaining(['Before the end', 'After the end']));
  await page.getByRole('link', { name: 'Courses' }).first().click();
  for (const name of ['Before the end', 'After the end']) await page.getByRole('link', { name }).first().waitFor();
});

test('a network that answers in the server’s place: said so, nothing is taken from it, and then it goes on', async () => {
  const person = await newPerson();
  const { page } = await open();
  await signIn(page, person);
  await synced(page);
  await cloud.supabase.inject({ kind: 'captive', on: true });
  await ask(page, 'course.create', { title: 'Written in a hotel' });
  await statusPart(page, 'Network asks for sign-in').click();
  await page.getByText('Open a web page and sign in to the network.').waitFor();
  expect(await ask(page, 'session.get', {})).toMatchObject({ state: 'signed-in' });

  await cloud.supabase.inject({ kind: 'clear' });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await synced(page);
  expect(await cloudTitles()).toContain('Written in a hotel');
});

test('a damaged database of somebody signed in: set aside, everything that the cloud has comes back by itself', async () => {
  const person = await newPerson();
  const first = await launchStudio({ args: [`--policy=${cloud.policyFile}`] });
  await signIn(first.page, person);
  await ask(first.page, 'course.create', { title: 'In the cloud' });
  await synced(first.page);
  await first.close();
  truncateSync(firstDatabase(first.dataDir), 20_000);

  const { page } = await openStudio({ dataDir: first.dataDir, args: [`--policy=${cloud.policyFile}`] });
  await page.getByRole('button', { name: 'Set it aside and go on' }).click();
  await page.getByRole('link', { name: 'In the cloud' }).first().waitFor();
  expect(await ask(page, 'session.get', {})).toMatchObject({ state: 'signed-in', user: { email: person.email } });
});

test('a damaged database of somebody signed out: who signs in next does not come into that folder', async () => {
  const [one, two] = [await newPerson(), await newPerson()];
  const args = [`--policy=${cloud.policyFile}`];
  const first = await launchStudio({ args });
  await signIn(first.page, one);
  await ask(first.page, 'course.create', { title: 'Of the first' });
  await synced(first.page);
  await ask(first.page, 'session.signOut', { keepsWaiting: false });
  await first.close();
  truncateSync(firstDatabase(first.dataDir), 20_000);

  const { page } = await openStudio({ dataDir: first.dataDir, args });
  await page.getByRole('button', { name: 'Set it aside and go on' }).click();
  await notice(page, 'The damaged data file was set aside.').waitFor();
  await signIn(page, two);
  await synced(page);
  const { owners } = JSON.parse(readFileSync(join(first.dataDir, 'profiles/index.json'), 'utf8')) as {
    owners: Record<string, string>;
  };
  expect(Object.keys(owners)).toHaveLength(2);
  expect(new Set(Object.values(owners)).size).toBe(2);
});

test('a step that another computer has changed since is not undone, and says so', async () => {
  const person = await newPerson();
  const here = await open();
  await signIn(here.page, person);
  const { courseId } = await ask(here.page, 'course.create', { title: 'First title' });
  await ask(here.page, 'course.saveAll', { courseId, details: { title: 'Title of here' } });
  await synced(here.page);

  const there = await open();
  await signIn(there.page, person);
  await there.page.getByRole('link', { name: 'Courses' }).first().click();
  await there.page.getByRole('link', { name: 'Title of here' }).first().waitFor();
  await ask(there.page, 'course.saveAll', { courseId, details: { title: 'Title of there' } });
  await synced(there.page);

  await here.page.getByRole('link', { name: 'Courses' }).first().click();
  await ask(here.page, 'sync.now', {});
  await here.page.getByRole('link', { name: 'Title of there' }).first().waitFor();
  await here.page.keyboard.press('Control+z');
  await here.page.getByRole('dialog').waitFor(); // asks (screens-history.test.ts has the answers); Esc changes nothing
  await here.page.keyboard.press('Escape');
  expect(await ask(here.page, 'course.getDetails', { courseId })).toMatchObject({ title: 'Title of there' });
});
