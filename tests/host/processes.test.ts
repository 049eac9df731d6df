import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { markOf, pidOf } from './src/chromium/process-mark.ts';
import {
  createUserData,
  PATIENCE,
  FIXTURE_APP,
  HOST,
  hostEnv,
  launchFixture,
  type Fixture,
  type LaunchOptions,
} from './fixture.ts';

const started: Fixture[] = [];
async function launch(options: LaunchOptions): Promise<Fixture> {
  const fixture = await launchFixture(options);
  started.push(fixture);
  return fixture;
}
afterEach(async () => {
  for (const fixture of started.splice(0)) await fixture.dispose();
});

/** Processes that have the directory in their command line, the host itself aside. */
function browserProcesses(userData: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => commandOf(pid).includes(`--user-data-dir=${join(userData, 'chromium-host')}`));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // ended meanwhile
  }
}

interface Outcome {
  code: number | null;
  output: string;
}

/** Runs the host as a shell does, and answers how it ended. */
function run(args: readonly string[], env: Record<string, string> = {}, executable = HOST): Promise<Outcome> {
  const child = spawn(executable, args, { env: hostEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}

describe('kill -9', () => {
  test('of the host leaves no Chromium, and the profile can be used at once', async () => {
    const userData = createUserData();
    const first = await launch({ userData });
    await first.page.evaluate(() => localStorage.setItem('kept', 'yes'));
    await first.page.reload(); // what was written is on its way to the profile
    expect(browserProcesses(userData).length).toBeGreaterThan(0);
    first.app.process().kill('SIGKILL');
    await first.exited;
    const second = await launch({ userData }); // without waiting for anything
    expect(await second.page.evaluate(() => location.href)).toBe('https://studio.app.electron.invalid/');
    const own = browserProcesses(userData);
    second.app.process().kill('SIGKILL');
    await second.exited;
    await expect.poll(() => browserProcesses(userData), PATIENCE).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  test('of Chromium ends the app with an error', async () => {
    const userData = createUserData();
    const fixture = await launch({ userData });
    const noted = readFileSync(join(userData, 'chromium-host/chromium-host.json'), 'utf8');
    const { browser } = JSON.parse(noted) as { browser: string };
    process.kill(pidOf(browser), 'SIGKILL');
    expect(await fixture.exited).toBe(1);
    expect(fixture.output()).toContain('Chromium ended by itself');
  });
});

describe('the profile', () => {
  test('keeps what pages store when the app quits', async () => {
    const userData = createUserData();
    const first = await launchFixture({ userData });
    await first.page.evaluate(() => localStorage.setItem('kept', 'yes'));
    await first.app.close();
    const second = await launch({ userData });
    expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  });

  test('locks that a killed Chromium left are no hindrance', async () => {
    const userData = createUserData();
    const first = await launchFixture({ userData });
    await first.app.close();
    const profile = join(userData, 'chromium-host');
    for (const name of ['SingletonLock', 'SingletonCookie']) writeFileSync(join(profile, name), 'left behind');
    await launch({ userData });
    expect(existsSync(join(profile, 'SingletonCookie'))).toBe(false);
  });

  test('is refused while another host uses it', async () => {
    const userData = createUserData();
    const fixture = await launch({ userData });
    // The lock of the single instance aside, as an app that does not ask for it.
    rmSync(join(userData, 'chromium-host.lock'));
    const { code, output } = await run([FIXTURE_APP, `--user-data-dir=${userData}`]);
    expect(code).not.toBe(0);
    expect(output).toContain(`is in use by process ${fixture.app.process().pid}`);
  });
});

describe('a second instance', () => {
  test('tells the first what it was started with, and ends', async () => {
    const userData = createUserData();
    const fixture = await launch({ userData });
    const { code } = await run([FIXTURE_APP, `--user-data-dir=${userData}`, '--open=thing']);
    expect(code).toBe(0);
    const told = await fixture.app.evaluate(
      () => (globalThis as unknown as { fixture: { events: object[] } }).fixture.events,
    );
    expect(told).toEqual([
      { argv: expect.arrayContaining([FIXTURE_APP, '--open=thing']), cwd: process.cwd(), data: { hello: 'first' } },
    ]);
  });

  test('becomes the first when that one was killed, also where its number went to another process', async () => {
    const userData = createUserData();
    const [, startedAt] = markOf(process.pid).split('@');
    writeFileSync(join(userData, 'chromium-host.lock'), `${process.pid}@${Number(startedAt) - 1}`);
    const fixture = await launch({ userData });
    expect(await fixture.app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  });
});

describe('the executable', () => {
  test('runs under the project’s own Node whatever is on the PATH, and in place of the shell', async () => {
    const fixture = await launch({ env: { PATH: '/usr/bin:/bin' } });
    const facts = await fixture.app.evaluate(() => ({
      version: process.versions.node,
      path: process.execPath,
      pid: process.pid,
    }));
    expect(Number(facts.version.split('.')[0])).toBeGreaterThanOrEqual(24);
    expect(facts.path).toContain('node_modules/node-linux-');
    expect(facts.pid).toBe(fixture.app.process().pid);
  });

  test('works through links', async () => {
    const directory = createUserData();
    symlinkSync(HOST, join(directory, 'first'));
    symlinkSync('first', join(directory, 'second'));
    const { code, output } = await run([], {}, join(directory, 'second'));
    expect(code).toBe(1);
    expect(output).toContain('usage: electron');
  });

  test('says what is wrong with its command line', async () => {
    expect(await run(['/no/such/app'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('/no/such/app') as string,
    });
    expect(await run(['-r', 'x', FIXTURE_APP])).toMatchObject({
      code: 1,
      output: expect.stringContaining('the switch -r is not implemented') as string,
    });
  });

  test('says in words that there is no Chromium', async () => {
    const userData = createUserData();
    const { code, output } = await run([FIXTURE_APP, `--user-data-dir=${userData}`], {
      CHROMIUM_HOST_BROWSER: '/no/chromium',
    });
    expect(code).toBe(1);
    expect(output).toContain('CHROMIUM_HOST_BROWSER names /no/chromium, which cannot be run');
  });

  test('says where Electron would hang: whenReady awaited at the top level', async () => {
    const directory = createUserData();
    const main = join(directory, 'main.mjs');
    // A timer keeps the process, as a database or a server of a real app does.
    writeFileSync(main, "import { app } from 'electron'; setInterval(() => {}, 1000); await app.whenReady();");
    const { code, output } = await run([main, `--user-data-dir=${directory}`]);
    expect(code).toBe(1);
    expect(output).toContain('awaits app.whenReady() at its top level');
  });

  const byRequire = [
    "const { app, Menu } = require('electron');",
    "const whole = require('electron');",
    'app.exit(Menu === whole.Menu && whole.app === app ? 21 : 1);',
  ];
  const byImport = [
    "import electron, { app } from 'electron';",
    "import { BrowserWindow } from 'electron/main';",
    'app.exit(electron.app === app && electron.BrowserWindow === BrowserWindow ? 21 : 1);',
  ];
  test.each([
    ['main.cjs', byRequire.join('\n')],
    ['main.mjs', byImport.join('\n')],
  ])('gives %s the same electron by every way of importing it', async (name, source) => {
    const directory = createUserData();
    writeFileSync(join(directory, name), source);
    expect(await run([join(directory, name), `--user-data-dir=${directory}`])).toMatchObject({ code: 21 });
  });
});
