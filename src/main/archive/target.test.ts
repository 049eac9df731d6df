import { expect, test } from 'vitest';
import { targetFault } from './target.ts';

test.each([
  ['ENOSPC', 'TARGET_FULL'],
  ['EDQUOT', 'TARGET_FULL'],
  ['EFBIG', 'TARGET_FILE_LIMIT'],
  ['ENOENT', 'TARGET_GONE'],
  ['EIO', 'TARGET_GONE'],
  ['ESTALE', 'TARGET_GONE'],
  ['EACCES', 'TARGET_UNWRITABLE'],
  ['EROFS', 'TARGET_UNWRITABLE'],
])('a write that fails with %s is %s', (code, told) => {
  expect(targetFault(Object.assign(new Error(code), { code })).error.code).toBe(told);
});
