// `node scripts/run.mjs FILE [args]`: sets everything up, then runs FILE under the project's own Node.
// Plain JavaScript for any Node >= 18: it must start before anything is installed.
import { spawn } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';

/** Hands over to the pinned Node, signals and exit code included. */
export async function run(args, env = {}) {
  const node = await bootstrap();
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith('run.mjs'))
  process.exitCode = await run(process.argv.slice(2));
