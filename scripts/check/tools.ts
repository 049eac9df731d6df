import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '../../node_modules');

/** The tools of `npm run check` with the arguments they are run with, there and in the test that plants violations. */
const commands = {
  types: ['typescript/bin/tsc', '-b'],
  lint: ['oxlint/bin/oxlint', '--type-aware', 'src', 'scripts', 'tests'],
  format: ['oxfmt/bin/oxfmt', '--check', '.'],
  'dead code': ['knip/bin/knip.js'],
} as const;
type Tool = keyof typeof commands;

/** Runs a tool under this Node in the folder `cwd`; answers whether it was content. */
export function runTool(tool: Tool, cwd: string): boolean {
  const [file, ...args] = commands[tool];
  return spawnSync(process.execPath, [join(packages, file), ...args], { cwd, stdio: 'inherit' }).status === 0;
}

/** The same, told nobody; answers what the tool said. */
export function hearTool(tool: Tool, cwd: string): { good: boolean; said: string } {
  const [file, ...args] = commands[tool];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(packages, file), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { good: status === 0, said: stdout + stderr };
}
