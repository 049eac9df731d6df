import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCdn, createCdnActions } from '../../src/main/actions/cdn.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createSettingsTable } from '../../src/main/db/tables/settings.ts';
import { createPurgeCdn } from '../../src/main/lib/jobs/purge-cdn.ts';
import { createJobRunner } from '../../src/main/lib/jobs/runner.ts';
import { purgeCache, testCdn } from '../../src/main/uploads/adapters/cdn.ts';
import { createStorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { publishedUrl } from '../../src/main/uploads/published-url.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { createManualClock } from '../helpers/manual-clock.ts';
import { startForTest, signIn, storeFile } from '../sandbox/b2/testing.ts';
import { type CloudflareSandbox, startCloudflareSandbox } from '../sandbox/cloudflare/sandbox.ts';

/* The CDN before the storage, against a stand-in of Cloudflare's purge call. */
const access = { zoneId: 'our-zone', apiToken: 'token-of-ours' };
const caller = { windowId: 1 } as never;
let cloudflare: CloudflareSandbox;
beforeEach(async () => {
  cloudflare = await startCloudflareSandbox(access.zoneId, access.apiToken);
});
afterEach(() => cloudflare.stop());

function open(policyUrl?: string) {
  const studio = openTestDatabase();
  const secrets = new Map<string, string>();
  const cdn = createCdn({
    settings: createSettingsTable(studio.db),
    vault: {
      persistent: true,
      read: async (name) => secrets.get(name) ?? null,
      write: async (name, value) => void secrets.set(name, value),
      remove: async (name) => void secrets.delete(name),
    },
    tokenName: 'cdn',
    policyUrl,
  });
  const actions = createCdnActions({ cdn, test: (to, base) => testCdn(to, base, cloudflare.url), onChange: () => {} });
  return { studio, cdn, actions, secrets };
}

test('one way to build a public address: encoded, with the path of the base, and nothing secret', () => {
  expect(publishedUrl('https://cdn.example.com/file/b/', 'courses/Übung 1+2.mp4')).toBe(
    'https://cdn.example.com/file/b/courses/%C3%9Cbung%201%2B2.mp4',
  );
});

test('a purge through the job table: told to wait, cut off, done; the token is in no row', async () => {
  const { studio, cdn, actions } = open();
  await actions['storage.saveCdn']({ baseUrl: 'https://cdn.example.com', ...access }, caller);
  const clock = createManualClock();
  const jobs = createJobTable(studio.db, studio.edit.newId);
  const done = async () => ({ type: 'done' }) as const;
  const settled: (() => void)[] = [];
  const runner = createJobRunner({
    store: jobs,
    clock,
    random: { unit: () => 0 },
    handlers: {
      'delete-version': done,
      'sweep-orphans': done,
      'sweep-unused': done,
      'purge-cdn': createPurgeCdn({
        access: cdn.access,
        purge: (asked, signal) => purgeCache(asked, signal, cloudflare.url),
      }),
    },
    onChange: () => settled.shift()?.(),
    onError(error) {
      throw error;
    },
  });
  const next = (): Promise<void> => new Promise((resolve) => void settled.push(resolve));
  const url = 'https://cdn.example.com/media/a.mp4';
  jobs.add({ kind: 'purge-cdn', key: url, payload: { urls: [url] }, dueAtMs: clock.nowMs() }, clock.nowMs());
  cloudflare.answerNext({ status: 429, retryAfterSeconds: 90 }, { status: 200, cut: true });
  let settling = next();
  runner.start();
  await settling;
  expect(jobs.nextDueAtMs()).toBe(clock.nowMs() + 90_000);
  settling = next();
  await clock.pass(90_000);
  await settling;
  expect(jobs.countOpen()).toBe(1);
  settling = next();
  await clock.pass(10 * 60_000);
  await settling;
  expect(jobs.countOpen()).toBe(0);
  expect(cloudflare.calls.map(({ zone, urls, status }) => [zone, ...urls, status])).toEqual([
    ['our-zone', url, 429],
    ['our-zone', url, 200],
    ['our-zone', url, 200],
  ]);
  expect(JSON.stringify(studio.db.prepare('SELECT * FROM settings').all())).not.toContain(access.apiToken);
  await runner.stop();
  studio.db.close();
});

test.each([
  ['another token', { ...access, apiToken: 'x' }, { kind: 'forbidden', retry: 'after-user' }],
  ['another zone', { ...access, zoneId: 'x' }, { kind: 'not-found', retry: 'never' }],
])('%s is refused for good, and the error tells nothing of the token', async (_name, wrong, error) => {
  const purged = await purgeCache({ ...wrong, urls: ['https://a/b'] }, AbortSignal.timeout(5_000), cloudflare.url);
  expect(purged).toMatchObject({ ok: false, error });
  expect(JSON.stringify(purged)).not.toContain(wrong.apiToken === 'x' ? 'Bearer' : wrong.apiToken);
});

test('a purge with a mistyped zone waits until somebody sets it right', async () => {
  const purge = createPurgeCdn({
    access: async () => ({ ...access, zoneId: 'x' }),
    purge: (asked, signal) => purgeCache(asked, signal, cloudflare.url),
  });
  const purged = await purge({ urls: ['https://a/b'] }, AbortSignal.timeout(5_000));
  expect(purged).toMatchObject({ type: 'failed', failure: { kind: 'not-found', retry: 'after-user' } });
});

test('the token is never sent in the clear, nor where nobody answers', async () => {
  const signal = AbortSignal.timeout(5_000);
  const urls = ['https://a/b'];
  expect(await purgeCache({ ...access, urls }, signal, 'http://cdn.example.com')).toMatchObject({
    ok: false,
    error: { code: 'bad-answer' },
  });
  const gone = await startCloudflareSandbox('z', 't');
  await gone.stop();
  expect(await purgeCache({ ...access, urls }, signal, gone.url)).toMatchObject({
    ok: false,
    error: { kind: 'offline' },
  });
});

test('the settings: the token goes in and never comes out; an address in the clear is refused; test says what is wrong', async () => {
  const { actions, secrets, studio } = open();
  const values = { baseUrl: 'https://cdn.example.com', ...access };
  const insecure = await actions['storage.saveCdn']({ ...values, baseUrl: 'http://cdn.example.com' }, caller);
  expect(insecure).toMatchObject({ error: { code: 'INSECURE_CDN_URL' } });
  await actions['storage.saveCdn'](values, caller);
  expect(await actions['storage.getCdn']({}, caller)).toEqual({
    success: true,
    data: { baseUrl: values.baseUrl, zoneId: 'our-zone', tokenSaved: true, locked: false },
  });
  const test = async (change: object) => actions['storage.testCdn']({ ...values, apiToken: '', ...change }, caller);
  expect(await test({})).toMatchObject({ data: { result: 'OK' } });
  expect(await test({ apiToken: 'wrong' })).toMatchObject({ data: { result: 'REFUSED' } });
  expect(await test({ zoneId: 'wrong' })).toMatchObject({ data: { result: 'NO_ZONE' } });
  expect(await test({ zoneId: '' })).toMatchObject({ data: { result: 'INCOMPLETE' } });
  await actions['storage.saveCdn']({ baseUrl: '', zoneId: '', apiToken: '' }, caller);
  expect(secrets.size).toBe(0);
  studio.db.close();
});

test('the organisation’s base URL is used whatever is saved', async () => {
  const { cdn, actions, studio } = open('https://cdn.school.example');
  await actions['storage.saveCdn']({ baseUrl: 'https://mine.example', ...access }, caller);
  expect([cdn.baseUrl(), cdn.isLocked]).toEqual(['https://cdn.school.example', true]);
  studio.db.close();
});

test('playback goes through the CDN without any key, and straight to the bucket when the CDN fails', async () => {
  await using sandbox = await startForTest();
  const stored = await storeFile(await signIn(sandbox), sandbox, 'lectern/film.mp4', 'from the bucket');
  const object = { fileId: String(stored['fileId']), objectName: 'lectern/film.mp4' };
  const asked: IncomingHttpHeaders[] = [];
  let status = 206;
  const server = createServer((request, response) => {
    asked.push(request.headers);
    response.writeHead(status, { 'Content-Range': 'bytes 0-3/15' }).end('near');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const client = createStorageClient();
  client.configure({
    ...sandbox.keys.restricted,
    bucket: sandbox.bucket.bucketName,
    prefix: sandbox.prefix,
    endpoint: sandbox.url,
  });
  client.configureCdn(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const play = async (end = 3): Promise<string> => {
    const got = await client.play(object, { start: 0, end }, AbortSignal.timeout(5_000));
    return got.ok ? (await buffer(got.value)).toString() : got.error.code;
  };
  expect(await play()).toBe('near');
  expect(asked[0]?.authorization).toBeUndefined();
  expect(asked[0]?.range).toBe('bytes=0-3');
  expect(await play(5)).toBe('from t'); // another range than the one asked for is none of ours
  status = 502;
  expect(await play()).toBe('from');
  client.configureCdn(null);
  expect(await play(14)).toBe('from the bucket');
  client.close();
  server.closeAllConnections();
  server.close();
});
