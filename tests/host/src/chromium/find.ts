import { access, constants } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packagedChromium, type PackagedChromium } from './packaged.ts';

/** A Chromium on this machine. The headless shell has no windows, starts in half the time, and takes fewer switches. */
export interface FoundChromium {
  path: string;
  isShell: boolean;
  /** What it needs in its environment, and nobody else. */
  env?: Readonly<Record<string, string>>;
}

/** What `findChromium` asks of the machine; tests pass their own. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  canRun: (path: string) => Promise<boolean>;
  /** The Chromium inside the npm package `@sparticuz/chromium`, or null where it is not installed. */
  packaged: () => Promise<PackagedChromium | null>;
}

const SHELLS = [
  '/usr/lib/chromium/chromium-headless-shell', // what Debian's script in /usr/bin starts, as a child of its own
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chrome-headless-shell',
];

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];

function fullBrowsers({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform !== 'win32') return BROWSERS;
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
  return roots.flatMap((root) => (root ? [join(root, 'Google', 'Chrome', 'Application', 'chrome.exe')] : []));
}

const isShellName = (path: string) => /headless[-_]shell/.test(basename(path));

async function first(paths: readonly string[], canRun: Machine['canRun']): Promise<string | null> {
  for (const path of paths) if (await canRun(path)) return path;
  return null;
}

function nothingFound(headless: boolean): Error {
  const shell = 'or, without a window only, `apt-get install chromium-headless-shell`';
  return new Error(
    `chromium-host: no Chromium on this machine. Install one: \`apt-get install chromium\` on Debian and Ubuntu` +
      `${headless ? `, ${shell}` : ''}; Google Chrome elsewhere. ` +
      'Or set CHROMIUM_HOST_BROWSER to the path of a Chromium.',
  );
}

/**
 * The Chromium to run: `CHROMIUM_HOST_BROWSER`, else one of the system (without a window the headless shell first, with
 * one only a full browser), else without a window the one inside npm's `@sparticuz/chromium`. Rejects with an error that
 * says what to install.
 */
export async function findChromium(headless: boolean, machine: Machine = thisMachine()): Promise<FoundChromium> {
  const chosen = machine.env['CHROMIUM_HOST_BROWSER'];
  if (chosen) {
    if (await machine.canRun(chosen)) return { path: chosen, isShell: isShellName(chosen) };
    throw new Error(`chromium-host: CHROMIUM_HOST_BROWSER names ${chosen}, which cannot be run`);
  }
  const full = fullBrowsers(machine);
  const path = await first(headless ? [...SHELLS, ...full] : full, machine.canRun);
  if (path !== null) return { path, isShell: isShellName(path) };
  const packaged = headless ? await machine.packaged() : null;
  if (packaged !== null) return { ...packaged, isShell: true };
  throw nothingFound(headless);
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, canRun, packaged: packagedChromium };
}
