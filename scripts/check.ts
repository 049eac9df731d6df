import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkImports } from './check/imports.ts';
import { checkSizes } from './check/sizes.ts';
import { readSources } from './check/source.ts';

const root = join(import.meta.dirname, '..');

/** Runs a tool of node_modules under this Node; true when it was content. */
function tool(file: string, ...args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

function imports(): boolean {
  const broken = checkImports(readSources(root, ['src']));
  for (const line of broken) console.error(`import: ${line}`);
  return broken.length === 0;
}

function sizes(): boolean {
  const findings = readSources(root, ['src', 'scripts', 'tests']).flatMap(checkSizes);
  for (const { level, text } of findings)
    if (level === 'fail' || process.argv.includes('--warnings')) console.error(`size ${level}: ${text}`);
  const warnings = findings.filter(({ level }) => level === 'warn').length;
  if (warnings > 0) console.error(`${warnings} size warnings (npm run check -- --warnings shows them)`);
  return findings.every(({ level }) => level === 'warn');
}

const steps: readonly (readonly [string, () => boolean])[] = [
  ['types', () => tool('typescript/bin/tsc', '-b')],
  ['lint', () => tool('oxlint/bin/oxlint', '--type-aware', 'src', 'scripts', 'tests')],
  ['format', () => tool('oxfmt/bin/oxfmt', '--check', '.')],
  ['imports', imports],
  ['sizes', sizes],
  ['dead code', () => tool('knip/bin/knip.js')],
];

const failed = steps.filter(([name, run]) => {
  const startedMs = performance.now();
  const good = run();
  console.log(`${good ? '✓' : '✗'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
  return !good;
});
process.exitCode = failed.length > 0 ? 1 : 0;
