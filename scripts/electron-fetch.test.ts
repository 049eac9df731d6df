import { expect, test } from 'vitest';
import { parseFailure, remembered } from './electron-fetch.ts';

const HOUR_MS = 3_600_000;
const failure = { version: '45.4.1', atMs: 1_000_000, reason: 'github.com does not answer' };
const after = (hours: number, version = '45.4.1') => remembered(failure, version, failure.atMs + hours * HOUR_MS);

test('a failed fetch is remembered for a day, with its reason', () => {
  expect(after(0)).toBe('within the last hour (github.com does not answer)');
  expect(after(5.5)).toBe('5 h ago (github.com does not answer)');
  expect(after(23.9)).not.toBeNull();
  expect(after(24)).toBeNull();
});

test('it is no reason for another version, nor from the future, nor when there is none', () => {
  expect(after(1, '45.5.0')).toBeNull();
  expect(after(-1)).toBeNull();
  expect(remembered(null, '45.4.1', 0)).toBeNull();
});

test('what cannot be read is not remembered', () => {
  expect(parseFailure(JSON.stringify(failure))).toEqual(failure);
  for (const text of ['', '{"version":"45', '{}', 'null', '{"version":1,"atMs":2,"reason":3}'])
    expect(parseFailure(text)).toBeNull();
});
