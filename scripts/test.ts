import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countsOf, lostFiles, runAgain, waveringFiles, type TestReport } from './test-report.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache');
const reportFile = join(cache, 'vitest.json');
/** Hundreds of processes load the same modules: what was compiled once is read by all of them. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };

function node(file: string, ...args: string[]): boolean {
  const options = { cwd: root, env, stdio: 'inherit' as const };
  return (
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], options)
      .status === 0
  );
}

/** Runs vitest and reads what it says; a run that left no report has failed. */
function vitest(args: readonly string[]): TestReport {
  mkdirSync(cache, { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const good = node('node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args);
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
    return { ...report, success: good && report.success };
  } catch {
    return { success: false, testResults: [] };
  }
}

/** Runs some files once more and says so: what they said at first stands above. */
function onceMore(first: TestReport, why: string, files: readonly string[]): TestReport {
  if (files.length === 0) return first;
  console.log(`\n${why} once more:\n${files.join('\n')}\n`);
  return runAgain(first, vitest([...files, '--maxWorkers=1']));
}

/** A test that kills its process does it again; a crash of the runtime itself (a SIGTRAP, seen once) does not. */
function vitestWithoutLosses(args: readonly string[]): TestReport {
  const first = vitest(args);
  const whole = onceMore(first, 'The process that ran these died; they are run', lostFiles(first));
  return onceMore(whole, 'These failed beside everything else; they are run, by themselves,', waveringFiles(whole));
}

const only = process.argv.slice(2);
const steps: readonly boolean[] =
  only.length > 0 ? [node('scripts/build.ts')] : [node('scripts/check.ts'), node('scripts/build.ts')];
const tests = countsOf(vitestWithoutLosses(only));
const passed = steps.filter(Boolean).length + tests.passed;
const failed = steps.filter((good) => !good).length + tests.failed;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
