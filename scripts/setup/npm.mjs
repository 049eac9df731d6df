// Runs npm, also under another Node than the one it came with.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmCandidates } from './plan.mjs';

/** For a Node whose own npm does not run on the pinned one (Debian's finds its parts under Debian's Node only). */
const SPARE_NPM = '11.19.1';
const FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** What a person can do something about: said without a stack. */
export class SetupError extends Error {}

/** A command line before npm's own arguments. @typedef {{ command: string, before: string[], shell?: boolean }} Npm */
/** @typedef {(pid: number) => void} Note */

function onPath() {
  return (process.env['PATH'] ?? '').split(path.delimiter).flatMap((folder) => {
    const file = path.join(folder, 'npm');
    return folder !== '' && existsSync(file) ? [realpathSync(file)] : [];
  });
}

/** npm's own npm-cli.js, to be run by any Node; null where it hides. */
function findCli() {
  const facts = { execpath: process.env['npm_execpath'], nodeFolder: path.dirname(process.execPath), onPath: onPath() };
  return npmCandidates(facts).find((file) => existsSync(file)) ?? null;
}

/** npm as the system runs it. @returns {Npm} */
export function systemNpm() {
  const cli = findCli();
  if (cli) {
    const npm = { command: process.execPath, before: [cli] };
    if (works(npm)) return npm;
  }
  const isWindows = process.platform === 'win32';
  return { command: isWindows ? 'npm.cmd' : 'npm', before: [], shell: isWindows };
}

/** @param {Npm} npm */
function works({ command, before }) {
  return spawnSync(command, [...before, '--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Runs npm in a folder, passing signals on; answers its exit code. A signal ends the set-up as a whole, lest it go on
 * by another way.
 * @param {Npm} npm
 * @param {string[]} args
 * @param {string} cwd
 * @param {Note} note
 * @returns {Promise<number>}
 */
function runNpm({ command, before, shell }, args, cwd, note) {
  const child = spawn(command, [...before, ...args, ...FLAGS], {
    cwd,
    stdio: ['ignore', 'ignore', 2],
    shell: shell ?? false,
    // Those of an `npm --prefix … --omit=… start` are meant for that npm.
    env: { ...process.env, npm_config_prefix: undefined, npm_config_omit: undefined, npm_config_global: undefined },
  });
  if (child.pid !== undefined) note(child.pid);
  let isInterrupted = false;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    isInterrupted = true;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    const end = (/** @type {number | null} */ code) => {
      for (const signal of SIGNALS) process.off(signal, passOn);
      if (isInterrupted) reject(new SetupError('Interrupted; the next command begins again.'));
      else resolve(code ?? 1);
    };
    child.once('error', (error) => {
      console.error(`npm does not run: ${error.message}`);
      end(1);
    });
    child.once('exit', end);
  });
}

/**
 * Installs what package-lock.json of the folder names, development and optional packages included whatever NODE_ENV
 * says. True when npm is content, which does not mean that all is there.
 * @param {Npm} npm
 * @param {string} folder
 * @param {Note} note
 */
export const ci = async (npm, folder, note) =>
  (await runNpm(npm, ['ci', '--include=dev', '--include=optional'], folder, note)) === 0;

/**
 * An npm that runs under `node`: the system's, or where that cannot, one from the registry. Null when neither.
 * @param {string} node
 * @param {{ root: string, cache: string, note: Note }} where
 * @returns {Promise<Npm | null>}
 */
export async function npmUnder(node, { root, cache, note }) {
  const cli = findCli();
  const own = cli ? { command: node, before: [cli] } : null;
  if (own && works(own)) return own;
  const folder = path.join(cache, 'npm');
  const spare = { command: node, before: [path.join(folder, 'node_modules/npm/bin/npm-cli.js')] };
  if (works(spare)) return spare;
  console.error(`The system's npm does not run under the pinned Node; fetching npm ${SPARE_NPM} …`);
  writeFolder(folder, root, { 'package.json': { name: 'lectern-npm', version: '0.0.0', private: true } });
  await runNpm(systemNpm(), ['install', '--no-save', '--no-package-lock', `npm@${SPARE_NPM}`], folder, note);
  return works(spare) ? spare : null;
}

/**
 * A new folder for npm to work in, with these files and the project's npm settings.
 * @param {string} folder
 * @param {string} root
 * @param {Record<string, unknown>} files
 */
export function writeFolder(folder, root, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(path.join(root, '.npmrc'))) copyFileSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}
