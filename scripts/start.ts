import { join } from 'node:path';
import { build } from './build.ts';
import { findElectron } from './electron.ts';
import { foreground } from './foreground.ts';
import { planStart, type StartPlan } from './start-plan.ts';

const root = join(import.meta.dirname, '..');
const HOST = join(root, 'tests/host/electron');

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** Starts the sandbox cloud here; the arguments connect the studio to it by a policy file. */
async function startSandbox(): Promise<{ args: string[]; stop: () => Promise<void> }> {
  const { startSandboxCloud } = await import('./sandbox-cloud.ts');
  const cloud = await startSandboxCloud(join(root, '.cache/sandbox'));
  console.log(cloud.introduction);
  return {
    args: [`--policy=${cloud.policyFile}`, `--user-data-dir=${join(root, '.cache/sandbox/studio')}`],
    stop: cloud.stop,
  };
}

async function openStudio({ args, isSandbox, mustFetch }: StartPlan & { kind: 'studio' }): Promise<number> {
  const { executable, why } = await findElectron(mustFetch);
  console.log(executable ? 'Opening Lectern in Electron.' : `Opening Lectern on the Chromium host. ${why}.`);
  const rootNeedsIt = executable && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const sandbox = isSandbox ? await startSandbox() : null;
  const all = [...rootNeedsIt, root, ...args, ...(sandbox?.args ?? [])];
  return foreground(executable ?? HOST, all).finally(() => sandbox?.stop());
}

function act(plan: StartPlan): Promise<number> | number {
  if (plan.kind === 'refuse') {
    console.error(plan.message);
    return 1;
  }
  if (!build()) return 1;
  if (plan.kind === 'studio') return openStudio(plan);
  console.log('There is no display here, so this shows the main job without one: npm run demo');
  return foreground(process.execPath, [join(root, 'scripts/demo.ts'), ...plan.args]);
}

process.exitCode = await act(planStart(process.argv.slice(2), { hasDisplay, env: process.env }));
