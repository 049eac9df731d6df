import { expect, test } from 'vitest';
import { createUrlPool } from './url-pool.ts';

const pair = (name: string, obtainedAtMs = 0) => ({
  uploadUrl: `https://${name}`,
  authorizationToken: name,
  obtainedAtMs,
});

test('a pair is one upload’s at a time, and another’s after it was put back', () => {
  const pool = createUrlPool();
  expect(pool.take('file', 0)).toBeNull();
  pool.putBack('file', pair('a'));
  expect(pool.take('other', 0)).toBeNull();
  expect(pool.take('file', 0)).toEqual(pair('a'));
  expect(pool.take('file', 0)).toBeNull();
});

test('old pairs, and those of a clock that was set back, are not used', () => {
  const pool = createUrlPool();
  pool.putBack('file', pair('good', 13 * 3_600_000));
  pool.putBack('file', pair('old', 0));
  pool.putBack('file', pair('future', 99 * 3_600_000));
  expect(pool.take('file', 14 * 3_600_000)?.authorizationToken).toBe('good');
  expect(pool.take('file', 14 * 3_600_000)).toBeNull();
});

test('dropping a target, or all', () => {
  const pool = createUrlPool();
  pool.putBack('a', pair('a'));
  pool.putBack('b', pair('b'));
  pool.drop('a');
  expect(pool.take('a', 0)).toBeNull();
  pool.clear();
  expect(pool.take('b', 0)).toBeNull();
});
