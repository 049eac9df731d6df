import { expect, test } from 'vitest';
import { countsOf, lostFiles, runAgain, waveringFiles, type TestReport } from './test-report.ts';

const file = (name: string, ...statuses: string[]) => ({
  name,
  status: statuses.every((status) => status === 'passed') && statuses.length > 0 ? 'passed' : 'failed',
  assertionResults: statuses.map((status) => ({ status })),
});
const report = (success: boolean, ...testResults: TestReport['testResults']): TestReport => ({ success, testResults });

test('what did not pass has failed: a skipped test and a file that could not be loaded too', () => {
  const all = report(false, file('a', 'passed', 'failed'), file('b', 'passed', 'skipped'), file('c'));
  expect(countsOf(all)).toEqual({ passed: 2, failed: 3 });
  expect(countsOf(report(true, file('a', 'passed')))).toEqual({ passed: 1, failed: 0 });
});

test('a run that failed outside of its tests is no good run', () => {
  expect(countsOf(report(false, file('a', 'passed')))).toEqual({ passed: 1, failed: 1 });
});

test('a file whose process died is run again and counts as it ended then; others are never run twice', () => {
  const first = report(false, file('a', 'passed', 'pending', 'pending'), file('b', 'passed'));
  expect(lostFiles(first)).toEqual(['a']);
  expect(lostFiles(report(false, file('a', 'failed'), file('b', 'skipped'), file('c')))).toEqual([]);
  const good = report(true, file('a', 'passed', 'passed', 'passed'));
  expect(countsOf(runAgain(first, good))).toEqual({ passed: 4, failed: 0 });
  const bad = report(false, file('a', 'passed', 'pending', 'pending'));
  expect(countsOf(runAgain(first, bad))).toEqual({ passed: 2, failed: 2 });
});

test('what else failed in the first run still has', () => {
  const first = report(false, file('a', 'pending'), file('b', 'failed'));
  expect(countsOf(runAgain(first, report(true, file('a', 'passed'))))).toEqual({ passed: 1, failed: 1 });
});

test('only a few failed files of end-to-end tests are seen once more, and may fail again', () => {
  const e2e = (name: string, ...statuses: string[]) => file(`/lectern/tests/e2e/${name}`, ...statuses);
  const unit = file('/lectern/src/a.test.ts', 'failed');
  const first = report(false, e2e('a', 'failed', 'passed'), e2e('b', 'passed'), e2e('c'), unit);
  expect(waveringFiles(first)).toEqual(['/lectern/tests/e2e/a']);
  expect(countsOf(runAgain(first, report(true, e2e('a', 'passed', 'passed'))))).toEqual({ passed: 3, failed: 2 });
  expect(countsOf(runAgain(first, report(false, e2e('a', 'failed', 'passed'))))).toEqual({ passed: 2, failed: 3 });
  expect(waveringFiles(report(false, ...['a', 'b', 'c', 'd'].map((name) => e2e(name, 'failed'))))).toEqual([]);
  expect(waveringFiles(report(true, e2e('a', 'passed')))).toEqual([]);
});
