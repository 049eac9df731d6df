import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../helpers/database.ts';
import { launchStudio, studioCommand } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, until } from '../story/steps.ts';
import { axeFaults } from './axe.ts';
import { alterDatabase, exitCodeAfter, fingerprint, firstDatabase, openStudio } from './errors-rig.ts';

const TITLE = 'Cell Biology';

/** A data directory with one course, of a studio that was closed properly. */
function dataWithCourse(): string {
  const dataDir = temporaryFolder();
  mkdirSync(dirname(firstDatabase(dataDir)), { recursive: true });
  const { db, mutator, edit } = openTestDatabase(firstDatabase(dataDir));
  const course = { origin: { created_at_ms: edit.nowMs() }, title: { title: TITLE } };
  const drafts = [{ t: 'courses' as const, id: edit.newId(), k: 'put' as const, v: course }];
  mutator.mutate({ label: { code: 'course.create', count: 1, name: TITLE }, drafts });
  db.close();
  return dataDir;
}

/** Overwrites the pages of the file where a table and its indexes begin. */
function damageTable(path: string, table: string): void {
  let pages: unknown[] = [];
  alterDatabase(path, (db) => {
    pages = db.prepare('SELECT rootpage FROM sqlite_schema WHERE tbl_name = ?').pluck().all(table);
  });
  const file = openSync(path, 'r+');
  for (const page of pages) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (Number(page) - 1) * 4096);
  closeSync(file);
}

test('a database of a newer Lectern: said in words, untouched, and opened once this Lectern is new enough', async () => {
  const dataDir = dataWithCourse();
  const path = firstDatabase(dataDir);
  let known: unknown;
  alterDatabase(path, (db) => {
    known = db.pragma('user_version', { simple: true });
    db.pragma('user_version = 9999');
  });
  const before = fingerprint(path);
  const { page, app } = await openStudio({ dataDir });
  await page.getByRole('heading', { name: 'Your courses were saved by a newer Lectern.' }).waitFor();
  await page.getByText('Install the newest Lectern').waitFor();
  expect(await page.getByRole('link', { name: 'Courses' }).count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('It is still so.').waitFor();
  expect(fingerprint(path)).toBe(before);

  await app.evaluate(({ shell }) => {
    shell.openPath = async (opened) => {
      Object.assign(globalThis, { opened });
      return '';
    };
  });
  await page.getByRole('button', { name: 'Show data folder' }).click();
  await until(
    'the folder being shown',
    async () => (await app.evaluate(() => Reflect.get(globalThis, 'opened'))) === dataDir,
  );

  alterDatabase(path, (db) => db.pragma(`user_version = ${Number(known)}`));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: TITLE }).first().waitFor();
});

test('while it cannot open, nothing but the way on answers', async () => {
  const dataDir = dataWithCourse();
  alterDatabase(firstDatabase(dataDir), (db) => db.pragma('user_version = 9999'));
  const { page, app } = await openStudio({ dataDir });
  await page.getByRole('heading', { name: /newer Lectern/ }).waitFor();
  for (const route of ['course.list', 'session.get', 'settings.get', 'upload.list'] as const) {
    await expect(ask(page, route, {})).rejects.toThrow('NOT_READY');
  }
  expect(await exitCodeAfter(app, () => page.getByRole('button', { name: 'Quit Lectern' }).click())).toBe(0);
});

test('a damaged database: kept aside, and an empty studio goes on', async () => {
  const dataDir = dataWithCourse();
  const path = firstDatabase(dataDir);
  truncateSync(path, 20_000);
  const before = fingerprint(path);
  const { page } = await openStudio({ dataDir });
  await page.getByRole('heading', { name: 'Lectern’s data file is damaged.' }).waitFor();
  expect(fingerprint(path)).toBe(before);

  await page.getByRole('button', { name: 'Set it aside and go on' }).click();
  await page.getByText('Drop a folder of videos here to make a course.').waitFor();
  await page.getByRole('alert').filter({ hasText: 'The damaged data file was set aside.' }).waitFor();
  const kept = readdirSync(dirname(path)).find((name) => name.startsWith('lectern.db.damaged-')) ?? '';
  expect(fingerprint(join(dirname(path), kept))).toBe(before);
});

test.each([
  ['uploads', 'the start reads it'],
  ['courses', 'the page asks for it'],
])('damage in the middle of the file (%s), found when %s, is told the same way', async (table) => {
  const dataDir = dataWithCourse();
  damageTable(firstDatabase(dataDir), table);
  const { page } = await openStudio({ dataDir });
  await page.getByRole('heading', { name: 'Lectern’s data file is damaged.' }).waitFor();
  expect(await page.getByRole('link', { name: 'Courses' }).count()).toBe(0);
});

test('a broken policy file: nothing is half applied; set right, it opens', async () => {
  const policy = join(temporaryFolder(), 'policy.json');
  writeFileSync(policy, '{"supabase": {"url": "http://example.com", "publishableKey": "k"}}');
  const { page } = await openStudio({ args: [`--policy=${policy}`] });
  await page.getByRole('heading', { name: 'Your organisation’s settings file has a mistake.' }).waitFor();
  await page.getByText(`${policy}: supabase.url: must be https (http only on loopback)`).waitFor();
  await expect(ask(page, 'server.get', {})).rejects.toThrow('NOT_READY');

  rmSync(policy);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(`${policy}: there is no such file`).waitFor();

  writeFileSync(policy, '{"supabase": {"url": "https://studio.example", "publishableKey": "k"}}');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Drop a folder of videos here to make a course.').waitFor();
  expect(await ask(page, 'server.get', {})).toMatchObject({ url: 'https://studio.example', locked: true });
});

test('a second start brings the first to the front and ends well', async () => {
  const { app, page, dataDir } = await openStudio();
  await page.getByText('Drop a folder of videos here to make a course.').waitFor();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { executablePath, args, env } = studioCommand({ dataDir });
  const second = spawn(executablePath, args, { env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  const windows = (): Promise<boolean[]> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
  await until('the first window being back', async () => JSON.stringify(await windows()) === '[false]');
});

test('a window whose page dies comes back with everything', async () => {
  const studio = await launchStudio();
  try {
    await ask(studio.page, 'course.create', { title: TITLE });
    await studio.page.getByRole('link', { name: TITLE }).first().waitFor();
    const looks = (script: string): Promise<unknown> =>
      studio.app.evaluate(
        ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as unknown,
        script,
      );
    await looks(`globalThis.isOld = true`);
    await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    const isBack = `!globalThis.isOld && document.body.textContent.includes(${JSON.stringify(TITLE)})`;
    await until('the window being back', async () => (await looks(isBack).catch(() => false)) === true, 30_000);
    expect(await looks('location.hash')).toBe('#/');
  } finally {
    await studio.close();
  }
});
