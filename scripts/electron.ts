import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronVersion, type FailedFetch, parseFailure, remembered } from './electron-fetch.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules/electron');
const memory = join(root, '.cache/electron-failed.json');
/** Together with starting the installer, what a start waits at most: about 8 s, and once a day. */
const REACH_DEADLINE_MS = 2_000;
const FETCH_DEADLINE_MS = 5_500;
const AGAIN = '`npm start -- --fetch-electron` tries again, without hurry';

export interface ElectronSearch {
  /** Electron's executable, null when it is not to be had. */
  readonly executable: string | null;
  /** Why not, and the way on, in one sentence; empty when there is an executable. */
  readonly why: string;
}

function installed(): string | null {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/** Why the host that has the binary does not answer; null when it does. Some networks close it. */
async function unreachable(): Promise<string | null> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACH_DEADLINE_MS) });
    return null;
  } catch {
    return `${URL.canParse(mirror) ? new URL(mirror).host : mirror} does not answer`;
  }
}

/** Runs Electron's own installer; answers why it did not succeed, null when it did. */
async function download(deadlineMs: number | null): Promise<string | null> {
  console.error('Fetching Electron …');
  // A download without a deadline shows its progress, one with a deadline its error, in the sentence about it.
  const stderr = deadlineMs === null ? 2 : 'pipe';
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, stderr] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const timer = deadlineMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  if (installed()) return null;
  if (code === null) return `the download takes longer than ${(deadlineMs ?? 0) / 1000} s`;
  return said.trim().split('\n')[0] || `the download ended with ${code}`;
}

function lastFailure(): FailedFetch | null {
  return existsSync(memory) ? parseFailure(readFileSync(memory, 'utf8')) : null;
}

function remember(failure: FailedFetch): void {
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify(failure));
}

/**
 * Electron if it is installed or can be fetched within seconds. A try that failed is not repeated for a day, unless
 * `mustTry`, which also gives the download all the time that it takes.
 */
export async function findElectron(mustTry = false): Promise<ElectronSearch> {
  const there = process.env['LECTERN_ELECTRON'] ?? installed();
  if (there) return { executable: there, why: '' };
  const version = electronVersion(readFileSync(join(folder, 'package.json'), 'utf8'));
  const earlier = mustTry ? null : remembered(lastFailure(), version, Date.now());
  if (earlier) return { executable: null, why: `Electron was not to be had ${earlier}; ${AGAIN}` };
  const reason = mustTry ? await download(null) : ((await unreachable()) ?? (await download(FETCH_DEADLINE_MS)));
  if (reason === null) {
    rmSync(memory, { force: true });
    return { executable: installed(), why: '' };
  }
  remember({ version, atMs: Date.now(), reason });
  return { executable: null, why: `Electron is not to be had: ${reason}; ${AGAIN}` };
}
