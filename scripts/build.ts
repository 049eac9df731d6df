import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'out', '.built-from');

/** What the built app depends on, as one hash: sources, build settings and the installed packages. */
function sourceHash(): string {
  const files = [
    'electron.vite.config.ts',
    'package.json',
    'package-lock.json',
    ...globSync('src/**/*.*', { cwd: root }).toSorted(),
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    if (!/\.test\.tsx?$/.test(file))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function isFresh(wanted: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false; // never built
  }
}

/** To be called before something else writes to out/: the next `build` then builds. */
export const forgetBuild = (): void => rmSync(stamp, { force: true });

/** Builds out/ when a source has changed since the last build (`--force`: always). */
export function build(force = false): boolean {
  const wanted = sourceHash();
  if (!force && isFresh(wanted)) return true;
  forgetBuild();
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return false;
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}

if (import.meta.main && !build(process.argv.includes('--force'))) process.exitCode = 1;
