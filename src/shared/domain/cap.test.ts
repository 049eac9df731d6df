import { expect, test } from 'vitest';
import { capKindOf } from './cap.ts';

test.each([
  ['storage_cap_exceeded', 'storage'],
  ['download_cap_exceeded', 'download'],
  ['transaction_cap_exceeded', 'transaction'],
  ['cap_exceeded', null],
  ['my_storage_cap_exceeded', null],
  [null, null],
])('%s is of the cap %s', (code, kind) => {
  expect(capKindOf(code)).toBe(kind);
});
