import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules/electron');
const FETCH_DEADLINE_MS = 20_000;
const REACH_DEADLINE_MS = 3_000;

function installed(): string | null {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/** The binary comes from a download host that some networks close; asking costs three seconds at most. */
async function isReachable(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACH_DEADLINE_MS) });
    return true;
  } catch {
    return false;
  }
}

/** Electron's executable if it is installed or can be fetched within seconds, else null. */
export async function findElectron(): Promise<string | null> {
  const there = process.env['LECTERN_ELECTRON'] ?? installed();
  if (there) return there;
  if (!(await isReachable())) return null;
  console.error('Fetching Electron …');
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, 2], timeout: FETCH_DEADLINE_MS });
  return installed();
}
