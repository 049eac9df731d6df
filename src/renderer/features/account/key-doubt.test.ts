import { expect, test } from 'vitest';
import { keyDoubt } from './key-doubt.ts';

test.each([
  ['', null],
  [' sb_publishable_abc ', null],
  ['eyJhbGciOiJIUzI1NiJ9.e30.x', null],
  ['sb_secret_abc', 'secret'],
  ['https://example.supabase.co', 'unknown'],
])('%j: %s', (key, doubt) => {
  expect(keyDoubt(key)).toBe(doubt);
});
