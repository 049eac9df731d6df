// One set-up at a time per folder, also against what a killed one has left running.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 300;
/** After this a number in the file is taken to be somebody else's by now (it is used again after a restart). */
const STALE_MS = 15 * 60_000;

/** Ended, but not yet collected by its parent: in some containers nobody ever does. @param {number} pid */
function isZombie(pid) {
  try {
    return process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // not for us to read
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** True while the set-up that wrote the file, or a program that it started, is running. @param {string} file */
function isHeld(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return false;
    return readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => Number(line) > 0 && isAlive(Number(line)));
  } catch {
    return false; // gone meanwhile
  }
}

/**
 * Written aside and linked into its place: a file that is made first and filled after is empty for a moment, and the
 * other command would take it for one that nobody holds.
 * @param {string} file
 */
function take(file) {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${process.pid}\n`);
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` when nobody else does. `note` is to be told the process ids of what `work` starts: should we be killed,
 * the next one waits for them to end.
 * @template T
 * @param {string} file
 * @param {(note: (pid: number) => void) => Promise<T>} work
 * @param {() => void} waiting called once, if there is somebody to wait for
 * @returns {Promise<T>}
 */
export async function oneAtATime(file, work, waiting) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    if (isHeld(file)) {
      if (!told) waiting();
      told = true;
      await sleep(POLL_MS);
    } else rmSync(file, { force: true });
  }
  try {
    return await work((pid) => writeFileSync(file, `${pid}\n`, { flag: 'a' }));
  } finally {
    rmSync(file, { force: true });
  }
}
