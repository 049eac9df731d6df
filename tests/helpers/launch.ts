import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core';
import { temporaryFolder } from './temporary.ts';

const ROOT = join(import.meta.dirname, '../..');
/** On a machine with Electron only this changes. */
export const EXECUTABLE = process.env['LECTERN_ELECTRON'] ?? join(ROOT, 'tests/host/electron');
/**
 * A machine without `en_US.UTF-8` gives a process that asks for it the locale `C`, whatever `LC_CTYPE` says; Chromium
 * then takes file names for ASCII, and a dropped file with any other letter in its path is none. `C.UTF-8` is
 * everywhere, and in it the app speaks American English too.
 */
const locale = { LANG: 'C.UTF-8', LC_CTYPE: 'C.UTF-8', LC_ALL: '' };
const LAUNCH_DEADLINE_MS = 60_000;

export interface LaunchOptions {
  /** A second launch on the same folder finds everything again. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A script to start instead of the studio's own executable, with the same arguments; it must `exec` it. */
  readonly wrapper?: string;
  /** The folder of the app, where it is not this repository's. */
  readonly appDir?: string;
}
export interface Studio {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  readonly dataDir: string;
  /** Quits as a person would. */
  close(): Promise<void>;
  /** `kill -9` of the main process; resolves when it is gone. */
  kill(): Promise<void>;
}

/** How the built app is started. */
export function studioCommand(options: LaunchOptions & { readonly dataDir: string }) {
  const env = { ...process.env, CHROMIUM_HOST_HEADLESS: '1', ...locale, ...options.env };
  const args = [options.appDir ?? ROOT, `--user-data-dir=${options.dataDir}`, ...(options.args ?? [])];
  return { executablePath: options.wrapper ?? EXECUTABLE, args, env: env as Record<string, string> };
}

/** Starts the *built* app and waits for its first window. */
export async function launchStudio(options: LaunchOptions = {}): Promise<Studio> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const app = await _electron.launch({
    ...studioCommand({ ...options, dataDir }),
    timeout: LAUNCH_DEADLINE_MS,
    colorScheme: null, // else the driver sets light, and the app's own theme would have to win over it
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'lectern' in globalThis && document.querySelector('#root > *') !== null);
  return {
    app,
    page,
    dataDir,
    close: () => app.close(),
    async kill() {
      const child = app.process();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/**
 * Drags files and folders of this disk over an element, as the system's file manager does; `letGo` drops them. `part` of
 * its height from above; else its middle, or near the top of a high one.
 */
export async function holdFiles(page: Page, target: Locator, paths: readonly string[], part?: number) {
  const box = await target.boundingBox();
  if (!box) throw new Error('the drop target is not on screen');
  const cdp = await page.context().newCDPSession(page);
  const down = part === undefined ? Math.min(box.height / 2, 40) : box.height * part;
  const at = { x: box.x + box.width / 2, y: box.y + down };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') => cdp.send('Input.dispatchDragEvent', { type, ...at, data });
  await send('dragEnter');
  await send('dragOver');
  return {
    async letGo(): Promise<void> {
      await send('drop');
      await cdp.detach();
    },
  };
}

export async function dropFolder(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  const held = await holdFiles(page, target, paths);
  await held.letGo();
}

/** What the system's light and dark switch does. */
export async function setTheme(app: ElectronApplication, theme: 'dark' | 'light'): Promise<void> {
  await app.evaluate(({ nativeTheme }, wanted) => {
    nativeTheme.themeSource = wanted;
  }, theme);
}
