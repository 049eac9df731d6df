// Run by set-up under the Node that it has chosen: loads every tool with a native part, once. Says what does not load.
// Arguments: the packages to try, of the list below.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** @param {string} file */
function program(file) {
  const { status, stderr } = spawnSync(process.execPath, [path.resolve('node_modules', file), '--version'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.trim() || `ended with ${status}`);
}

/** @type {Record<string, () => unknown>} */
const ways = {
  vite: () => import('vite'), // with rolldown
  '@tailwindcss/vite': () => import('@tailwindcss/vite'), // with oxide and lightningcss
  'oxc-parser': () => import('oxc-parser'),
  // Its binding loads with the first database.
  'better-sqlite3': async () => new (await import('better-sqlite3')).default(':memory:').close(),
  typescript: () => program('typescript/bin/tsc'),
  oxlint: () => program('oxlint/bin/oxlint'),
  oxfmt: () => program('oxfmt/bin/oxfmt'),
};

for (const name of process.argv.slice(2)) {
  try {
    await ways[name]?.();
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    console.error(`${name} does not load: ${line}`);
    process.exitCode = 1;
  }
}
