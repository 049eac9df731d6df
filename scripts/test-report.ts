/** What Vitest's JSON reporter says of a run, as far as it is read here. */
export interface TestReport {
  /** False for a failed test, and for an error outside of any. */
  readonly success: boolean;
  readonly testResults: readonly FileReport[];
}
export interface FileReport {
  readonly name: string;
  /** `failed` also where the file itself could not be loaded; then it has no tests. */
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A test that had not ended is `pending`: the process that ran it is gone. A skipped one is `skipped`. */
const isLost = ({ assertionResults }: FileReport): boolean =>
  assertionResults.some(({ status }) => status === 'pending');

/** The files whose process died under them (a crash of the runtime itself, not of a test). */
export const lostFiles = ({ testResults }: TestReport): string[] => testResults.filter(isLost).map(({ name }) => name);

/** Of a hundred files on a loaded machine one may meet a person too slow or too fast; where more fail, it is not the machine. */
const MOST_WAVERING = 3;

/**
 * The few files of end-to-end tests that failed, to be seen once more by themselves: they act as a person would, in real
 * time. No other kind is: what fails there once, by a seed or a number, is wrong.
 */
export function waveringFiles({ testResults }: TestReport): string[] {
  const failed = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length > 0,
  );
  const names = failed.map(({ name }) => name).filter((name) => name.replaceAll('\\', '/').includes('/tests/e2e/'));
  return names.length <= MOST_WAVERING ? names : [];
}

/** A report with some of its files run once more: those count as they ended then. */
export function runAgain(first: TestReport, second: TestReport): TestReport {
  const again = new Set(second.testResults.map(({ name }) => name));
  const kept = first.testResults.filter(({ name }) => !again.has(name));
  const isKeptGood = kept.every(({ status }) => status === 'passed');
  return { success: second.success && isKeptGood, testResults: [...kept, ...second.testResults] };
}

/** All that did not pass has failed, a skipped test too; a run that failed without a failed test has one. */
export function countsOf({ success, testResults }: TestReport): Counts {
  const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const unread = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = statuses.length - passed + unread.length;
  return { passed, failed: failed === 0 && !success ? 1 : failed };
}
