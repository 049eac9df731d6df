import { join } from 'node:path';
import { checkGlobals } from './check/globals.ts';
import { checkImports } from './check/imports.ts';
import { checkLayers } from './check/layers.ts';
import { checkLayout } from './check/layout.ts';
import { checkSizes } from './check/sizes.ts';
import { listFiles, readSources } from './check/source.ts';
import { runTool } from './check/tools.ts';

const root = join(import.meta.dirname, '..');

function rules(): boolean {
  const sources = readSources(root, ['src']);
  const broken = [
    ...checkLayout(listFiles(root, 'src')),
    ...checkImports(sources),
    ...checkGlobals(sources),
    ...checkLayers(sources),
  ];
  for (const line of broken) console.error(`rule: ${line}`);
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
  ['types', () => runTool('types', root)],
  ['lint', () => runTool('lint', root)],
  ['format', () => runTool('format', root)],
  ['who may know whom', rules],
  ['sizes', sizes],
  ['dead code', () => runTool('dead code', root)],
];

const failed = steps.filter(([name, run]) => {
  const startedMs = performance.now();
  const good = run();
  console.log(`${good ? '✓' : '✗'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
  return !good;
});
process.exitCode = failed.length > 0 ? 1 : 0;
