// Set-up for a fresh machine, in plain JavaScript for any Node >= 18: the pinned Node first, then, under it, the
// packages. (npm leaves optional packages out whose `engines` do not match the Node that it runs on, and says nothing.)
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ci, npmUnder, SetupError, systemNpm, writeFolder } from './setup/npm.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import {
  folderOf,
  installedNode,
  isNewEnough,
  machineName,
  MINIMUM_MAJOR,
  missingPackages,
  nodePackage,
} from './setup/plan.mjs';

/** @typedef {import('./setup/plan.mjs').Lockfile} Lockfile */
/** @typedef {import('./setup/plan.mjs').Machine} Machine */
/** The Node to go on with; `name` says which in the stamp. @typedef {{ file: string, name: string, binary: string | null }} Chosen */
/** @typedef {(pid: number) => void} Note */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cache = path.join(root, '.cache/setup');
const stamp = path.join(root, 'node_modules', '.lectern-installed');
const system = { version: process.versions.node, abi: process.versions.modules };

const lockText = () => readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const hashOf = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');

/** @returns {Machine} */
function thisMachine() {
  const { platform, arch } = process;
  if (platform !== 'linux') return { platform, arch, libc: null };
  // Else the report looks up the names of all open connections, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return { platform, arch, libc: report.header?.glibcVersionRuntime ? 'glibc' : 'musl' };
}

/** The Node of a finished installation that is still right for this lock, machine and Node; else null. */
function alreadyInstalled() {
  const exists = (/** @type {string} */ file) => existsSync(path.join(root, file));
  if (!existsSync(stamp)) return null;
  const facts = { lock: hashOf(lockText()), machine: machineName(thisMachine()), system, exists };
  const node = installedNode(readFileSync(stamp, 'utf8'), facts);
  return node === null || node === 'system' ? node && process.execPath : path.join(root, node);
}

/** @param {string} file */
const runs = (file) => spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * The pinned Node in .cache: the one of an earlier installation, else fetched, checked by npm against our lock.
 * @param {import('./setup/plan.mjs').NodePackage} wanted
 * @param {Note} note
 */
async function fetchNode(wanted, note) {
  const folder = path.join(cache, 'node');
  const file = path.join(folder, wanted.binary);
  const manifest = (/** @type {string} */ at) => path.join(at, 'node_modules', wanted.name, 'package.json');
  const isRight = (/** @type {string} */ at) => versionIn(manifest(at)) === wanted.version;
  if (isRight(folder) && runs(file)) return file;
  const { manifest: packageJson, lock } = folderOf(wanted);
  writeFolder(folder, root, { 'package.json': packageJson, 'package-lock.json': lock });
  if (isRight(root) && runs(path.join(root, wanted.binary))) {
    // npm is about to empty node_modules anyway.
    mkdirSync(path.join(folder, 'node_modules'));
    renameSync(path.dirname(manifest(root)), path.dirname(manifest(folder)));
    return file;
  }
  await ci(systemNpm(), folder, note);
  return runs(file) ? file : null;
}

/** @param {string} file a package.json */
function versionIn(file) {
  try {
    return /** @type {string} */ (JSON.parse(readFileSync(file, 'utf8')).version);
  } catch {
    return null; // not there, or half written
  }
}

/**
 * @param {Lockfile} lock
 * @param {Note} note
 * @returns {Promise<Chosen>}
 */
async function chooseNode(lock, note) {
  const wanted = nodePackage(lock, thisMachine());
  if (wanted) {
    const file = await fetchNode(wanted, note);
    if (file) return { file, name: `${wanted.name}@${wanted.version}`, binary: wanted.binary };
  }
  if (isNewEnough(system)) return { file: process.execPath, name: `abi-${system.abi}`, binary: null };
  const why = wanted
    ? `the npm registry did not give ${wanted.name}@${wanted.version}: check the network or \`npm config get registry\``
    : `no package brings it for ${machineName(thisMachine())}: install Node ${MINIMUM_MAJOR} or newer`;
  throw new SetupError(
    `Lectern's tools need Node ${MINIMUM_MAJOR}; this is ${process.version}, and ${why}, then run the command again.`,
  );
}

/** Throws unless everything that belongs on this machine is there and loads. @param {Lockfile} lock @param {Chosen} node */
function verify(lock, node) {
  const own = nodePackage(lock, thisMachine())?.name;
  const missing = missingPackages(lock, thisMachine(), (at) => versionIn(path.join(root, at, 'package.json'))).filter(
    (name) => name !== own || node.binary, // going on with the system's Node: its package could not be had, or does not run
  );
  if (missing.length > 0)
    throw new SetupError(
      `npm left out ${missing.join(', ')}. Run the command again; if that does not help, run \`npm cache verify\`.`,
    );
  const natives = ['vite', '@tailwindcss/vite', 'oxc-parser', 'better-sqlite3', 'typescript', 'oxlint', 'oxfmt'];
  const there = natives.filter((name) => lock.packages[`node_modules/${name}`]);
  const probe = path.join(root, 'scripts/setup/probe.mjs');
  const { status } = spawnSync(node.file, [probe, ...there], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupError('What npm installed does not run on this machine.');
}

/**
 * Installs everything and answers the Node to go on with. The stamp is written last: whatever ends this early, the
 * next command begins again.
 * @param {Note} note
 */
async function install(note) {
  console.error('Installing packages (once, about a minute) …');
  rmSync(stamp, { force: true });
  const text = lockText();
  const lock = /** @type {Lockfile} */ (JSON.parse(text));
  const node = await chooseNode(lock, note);
  const npm = await npmUnder(node.file, { root, cache, note });
  if (!npm) throw new SetupError(`npm was not found, or does not run under Node ${MINIMUM_MAJOR}.`);
  if (!(await ci(npm, root, note)))
    throw new SetupError(
      'npm ci failed. Lectern needs the npm registry once; check the network or `npm config get registry`, then run the command again.',
    );
  verify(lock, node);
  const made = { lock: hashOf(text), machine: machineName(thisMachine()), node: node.name, binary: node.binary };
  writeFileSync(`${stamp}.new`, JSON.stringify(made));
  renameSync(`${stamp}.new`, stamp);
  rmSync(cache, { recursive: true, force: true }); // node_modules has the same Node
  return node.binary ? path.join(root, node.binary) : node.file;
}

/** Installs what is missing and answers the path of the Node to go on with. Ends the process when that cannot be. */
export async function bootstrap() {
  process.chdir(root);
  const ready = alreadyInstalled();
  if (ready) return ready;
  try {
    return await oneAtATime(
      path.join(root, '.cache/setup.pid'),
      async (note) => alreadyInstalled() ?? (await install(note)),
      () => console.error('Another command is installing packages; waiting for it …'),
    );
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
