import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

/** The drop-in executable. */
export const HOST = join(import.meta.dirname, 'electron');
export const FIXTURE_APP = join(import.meta.dirname, 'fixture-app');

export interface LaunchOptions {
  args?: string[];
  env?: Record<string, string>;
  userData?: string;
}

/** The fixture app, running. */
export interface Fixture {
  app: ElectronApplication;
  page: Page;
  userData: string;
  /** What main has printed so far. */
  output(): string;
  /** Resolves with the exit code of the host. */
  exited: Promise<number | null>;
  /** Ends it, whatever state it is in, and removes what it left. */
  dispose(): Promise<void>;
}

/** For `expect.poll` on a busy machine. */
export const PATIENCE = { timeout: 20_000 };

/** An empty data directory. */
export function createUserData(): string {
  return mkdtempSync(join(tmpdir(), 'host-test-'));
}

/** The environment of the host in tests: no display, plain locale, whatever the machine has. */
export function hostEnv(extra: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // CHROMIUM_HOST_HEADLESS=0 in front of the test command shows the windows.
  return { CHROMIUM_HOST_HEADLESS: '1', ...Object.fromEntries(inherited), LC_ALL: 'en_US.UTF-8', ...extra };
}

/** Starts the fixture app on the host, by Playwright's own driver for Electron. */
export async function launchFixture({ args = [], env = {}, userData }: LaunchOptions = {}): Promise<Fixture> {
  const directory = userData ?? createUserData();
  const app = await _electron.launch({
    executablePath: HOST,
    args: [FIXTURE_APP, `--user-data-dir=${directory}`, ...args],
    env: hostEnv(env),
    colorScheme: null, // Playwright would set light; the app's nativeTheme decides
  });
  const child = app.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Fixture' }).waitFor();
  return {
    app,
    page,
    userData: directory,
    output: () => output,
    exited,
    async dispose() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
      rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}
