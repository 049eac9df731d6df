import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes, type RouteName } from '../../src/shared/ipc/contract.ts';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type SandboxCloud, startCloud } from '../sandbox/cloud.ts';
import type { CloudAccess } from '../story/cloud-audit.ts';
import { ask, connectStorage, openSettings, saveServer, signIn, until } from '../story/steps.ts';
import { notice, openStudio } from './errors-rig.ts';
import { allStored, importFolder, layFolder } from './screens-rig.ts';

/*
 * S6 and S10 of the security requirements: secrets are in main and, encrypted, in the vault; nowhere else. Canaries
 * are looked for in everything that the page, the disk and the log can show.
 */
let cloud: SandboxCloud;
let access: CloudAccess;
const person = { email: 'canary@lectern.test', password: 'canary-password-7f3a' };
const WRONG = { password: 'canary-wrong-password-51c9', applicationKey: 'K000canarywrongkey0123456789abc' };

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  await cloud.supabase.signUp(person);
  const { url, publishableKey } = cloud.supabase;
  const { b2 } = cloud;
  const storage = { ...b2.keys.restricted, bucket: b2.bucket.bucketName, prefix: b2.prefix, endpoint: b2.url };
  access = { supabase: { url, publishableKey }, storage };
});
afterAll(() => cloud.stop());

/** Every file below a folder, as it lies there. */
function filesBelow(folder: string): { path: string; bytes: Buffer }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}
/** A secret as text of one byte or two a letter, and as it stands in a Basic header. */
const formsOf = (secret: string): Buffer[] => [
  Buffer.from(secret, 'utf8'),
  Buffer.from(secret, 'utf16le'),
  Buffer.from(Buffer.from(`${access.storage.keyId}:${secret}`).toString('base64')),
];
const holds = (bytes: Buffer, secrets: readonly string[]): string[] =>
  secrets.filter((secret) => formsOf(secret).some((form) => bytes.includes(form)));
const filesWith = (folder: string, secrets: readonly string[]): string[] =>
  filesBelow(folder)
    .filter(({ bytes }) => holds(bytes, secrets).length > 0)
    .map(({ path }) => path);

const vaultOf = (dataDir: string): string[] =>
  existsSync(join(dataDir, 'vault'))
    ? readdirSync(join(dataDir, 'vault')).map((name) => join(dataDir, 'vault', name))
    : [];

/** What the vault holds, through the system's keyring. */
async function openVault({ app, dataDir }: Studio): Promise<string[]> {
  const encrypted = vaultOf(dataDir).map((path) => readFileSync(path).toString('base64'));
  return app.evaluate(
    ({ safeStorage }, all) =>
      Promise.all(all.map(async (text) => (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result)),
    encrypted,
  );
}

/** What main answers to everything that only asks. */
async function everyAnswer(page: Page): Promise<string> {
  const queries = Object.entries(routes).filter(([, { kind }]) => kind === 'query');
  const { courseId } = (await ask(page, 'course.list', {}))[0] ?? {};
  if (!courseId) throw new Error('there is no course');
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const lesson = chapters[0]?.lessons[0];
  const known = { courseId, lessonId: lesson?.lessonId, versionId: lesson?.media?.versionId, limit: 9 };
  const more = { form: 'storage', entityId: 'storage', planId: courseId, cleanNames: true, foldersAsChapters: true };
  const answers = queries.map(async ([name, { input }]) => {
    const fields = Object.keys(input.shape).map((field) => [field, { ...known, ...more }[field as 'courseId']]);
    const given = { route: name as RouteName, input: Object.fromEntries(fields) as unknown };
    return page.evaluate(({ route, input: given }) => lectern.invoke(route, given), given);
  });
  return JSON.stringify(await Promise.all(answers));
}

/** Everything that the page shows, keeps and was told. */
async function pageText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    const kept = [localStorage, sessionStorage].map((store) => JSON.stringify(store));
    const events = JSON.stringify(Reflect.get(globalThis, 'heard'));
    return [document.documentElement.outerHTML, ...fields, ...kept, events, location.href, document.cookie].join('\n');
  });
}

/** All strings that the page's JavaScript holds on to, after a garbage collection. */
async function heapText(page: Page): Promise<Buffer> {
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  await cdp.detach();
  return Buffer.from(chunks.join(''));
}

test('secrets are in the vault, encrypted, and nowhere else', async () => {
  const studio = await launchStudio();
  const { app, page, dataDir } = studio;
  const output: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk) => void output.push(String(chunk)));
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    lectern.subscribe((name, payload) => heard.push([name, payload]));
  });

  // Used as people use them: wrong first, then right, with work that needs them.
  await saveServer(page, access);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(WRONG.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await notice(page, 'The e-mail address or the password is wrong.').waitFor();
  await ask(page, 'storage.test', { ...access.storage, endpoint: cloud.b2.url, applicationKey: WRONG.applicationKey });
  await connectStorage(page, access);
  await signIn(page, person);
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Zoology'), ['Mammals.mp4']));
  await allStored(page);
  await cloud.supabase.inject({ kind: 'expire-tokens' });
  await ask(page, 'course.create', { title: 'After the renewal' });
  await until('the renewed token being used', async () => {
    const { waiting, state } = await ask(page, 'sync.getStatus', {});
    return waiting === 0 && state === 'idle';
  });
  await openSettings(page, 'Storage');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: 'After the renewal' }).first().waitFor();

  const kept = await openVault(studio);
  const session = JSON.parse(kept.find((text) => text.includes('refreshToken')) ?? '{}') as Record<string, string>;
  const { accessToken = '', refreshToken = '' } = session;
  expect(accessToken.length).toBeGreaterThan(20);
  expect(refreshToken.length).toBeGreaterThan(8);
  expect(kept).toContain(access.storage.applicationKey);
  const typed = [person.password, access.storage.applicationKey, WRONG.password, WRONG.applicationKey];
  const secrets = [accessToken, refreshToken, ...typed];

  // What is no secret is found, so the search would find a secret.
  const open = 'After the renewal';
  expect(holds(Buffer.from(await pageText(page)), [open, ...secrets])).toEqual([open]);
  expect(holds(Buffer.from(await everyAnswer(page)), [open, ...secrets])).toEqual([open]);
  expect(holds(await heapText(page), [open, ...secrets])).toEqual([open]);
  expect(filesWith(dataDir, [access.storage.keyId])).toContain(join(dataDir, 'profiles/first/lectern.db-wal'));
  expect(filesWith(dataDir, secrets)).toEqual([]);
  await studio.close();
  expect(filesWith(dataDir, secrets)).toEqual([]);
  expect(holds(Buffer.from(output.join('')), secrets)).toEqual([]);
  expect(readFileSync(join(dataDir, 'logs/lectern.log'), 'utf8')).toContain('sync.ended');
});

test('a desktop without a keyring: it works, says so, and keeps no secret', async () => {
  const dataDir = temporaryFolder();
  const args = ['--password-store=basic'];
  const first = await launchStudio({ dataDir, args });
  await notice(first.page, 'This computer’s password store is not available.').waitFor();
  await saveServer(first.page, access);
  await connectStorage(first.page, access);
  await signIn(first.page, person);
  expect(await ask(first.page, 'storage.get', {})).toMatchObject({ keySaved: true });
  await first.close();
  expect(vaultOf(dataDir)).toEqual([]);
  expect(filesWith(dataDir, [person.password, access.storage.applicationKey])).toEqual([]);

  const { page } = await openStudio({ dataDir, args });
  await notice(page, 'This computer’s password store is not available.').waitFor();
  expect(await ask(page, 'session.get', {})).toMatchObject({ state: 'signed-out' });
  expect(await ask(page, 'storage.get', {})).toMatchObject({ bucket: access.storage.bucket, keySaved: false });
});

test('a desktop without a keyring, where the organisation allows it: kept, and not in clear', async () => {
  const dataDir = temporaryFolder();
  const policy = join(temporaryFolder(), 'policy.json');
  writeFileSync(policy, JSON.stringify({ allowInsecureSecretStorage: true, supabase: access.supabase }));
  const { page } = await openStudio({ dataDir, args: ['--password-store=basic', `--policy=${policy}`] });
  await signIn(page, person);
  expect(await ask(page, 'app.getInfo', {})).toMatchObject({ notices: [] });
  expect(vaultOf(dataDir)).toHaveLength(1);
  expect(filesWith(dataDir, [person.password])).toEqual([]);
});
