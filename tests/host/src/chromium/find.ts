import { access, constants, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';

/** A Chromium on this machine. The headless shell has no windows, starts in half the time, and takes fewer switches. */
export interface FoundChromium {
  path: string;
  isShell: boolean;
}

/** What `findChromium` asks of the machine; tests pass their own. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  canRun: (path: string) => Promise<boolean>;
  /** The path of the Chromium inside the npm package `@sparticuz/chromium`, or null where it is not installed. */
  packaged: () => Promise<string | null>;
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
  if (packaged !== null) return { path: packaged, isShell: true };
  throw nothingFound(headless);
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

interface SparticuzModule {
  default: { executablePath(): Promise<string> };
}

/** Unpacks into `folder`: the package knows no other way to be told than the environment. */
async function unpackInto(folder: string, { executablePath }: SparticuzModule['default']): Promise<string> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/**
 * The Chromium of the package, unpacked once for each user: several hosts may start at the same time, so it is made
 * aside and moved into its place as a whole. Only its path is used: its `args` turn security off.
 */
async function packagedChromium(): Promise<string | null> {
  const name: string = '@sparticuz/chromium'; // optional: it may be absent, so the compiler must not look for it
  const home = join(tmpdir(), `lectern-chromium-${userInfo().uid}`);
  const ready = join(home, 'chromium');
  if (await canRun(ready)) return ready;
  try {
    const module = (await import(name)) as SparticuzModule;
    const aside = await mkdtemp(`${home}-`);
    const made = await unpackInto(aside, module.default);
    const isFirst = await rename(aside, home).then(
      () => true,
      () => false,
    );
    if (!isFirst && (await canRun(ready))) await rm(aside, { recursive: true, force: true });
    return (await canRun(ready)) ? ready : made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, canRun, packaged: packagedChromium };
}
