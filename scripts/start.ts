import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';
import { findElectron } from './electron.ts';

const root = join(import.meta.dirname, '..');
const HOST = join(root, 'tests/host/electron');

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** Runs a command in the foreground, passing signals on; answers its exit code. */
function foreground(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** `--sandbox` starts the sandbox cloud here and connects the studio to it by a policy file. */
async function connectSandbox(args: string[]): Promise<{ args: string[]; stop: () => Promise<void> }> {
  if (!args.includes('--sandbox')) return { args, stop: async () => {} };
  const { startSandboxCloud } = await import('./sandbox-cloud.ts');
  const cloud = await startSandboxCloud(join(root, '.cache/sandbox'));
  console.log(cloud.introduction);
  const rest = args.filter((arg) => arg !== '--sandbox');
  return {
    args: [...rest, `--policy=${cloud.policyFile}`, `--user-data-dir=${join(root, '.cache/sandbox/studio')}`],
    stop: cloud.stop,
  };
}

async function openStudio(args: readonly string[]): Promise<number> {
  const electron = await findElectron();
  if (electron) console.log('Opening Lectern in Electron.');
  else console.log("Opening Lectern on the Chromium host (Electron's own binary is not to be had here).");
  const rootNeedsIt = electron && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return foreground(electron ?? HOST, [...rootNeedsIt, root, ...args]);
}

if (!build()) process.exit(1);
if (hasDisplay()) {
  const { args, stop } = await connectSandbox(process.argv.slice(2));
  process.exitCode = await openStudio(args);
  await stop();
} else {
  console.log('There is no display here, so this shows the main job without one: npm run demo');
  process.exitCode = await foreground(process.execPath, [
    join(root, 'scripts/demo.ts'),
    ...process.argv.slice(2).filter((arg) => arg !== '--sandbox'),
  ]);
}
