import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const report = join(root, '.cache/vitest.json');

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

function node(file: string, ...args: string[]): boolean {
  const options = { cwd: root, stdio: 'inherit' as const };
  return (
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], options)
      .status === 0
  );
}

/** Runs vitest and reads what it counted; a run that left no report counts as one failure. */
function vitest(args: readonly string[]): Counts {
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const good = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    const failed = Number(numFailedTests) + Number(numPendingTests ?? 0);
    return { passed: Number(numPassedTests), failed: failed === 0 && !(good && success) ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const only = process.argv.slice(2);
const steps: readonly boolean[] =
  only.length > 0 ? [node('scripts/build.ts')] : [node('scripts/check.ts'), node('scripts/build.ts')];
const tests = vitest(only);
const passed = steps.filter(Boolean).length + tests.passed;
const failed = steps.filter((good) => !good).length + tests.failed;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
