// `node scripts/run.mjs FILE [args]`: sets everything up, then runs FILE under the project's own Node.
// Plain JavaScript for any Node >= 18: it must start before anything is installed.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';

/**
 * Hands over to the pinned Node; signals are passed on. Answers the exit code.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const node = await bootstrap();
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) process.exitCode = await run(process.argv.slice(2));
