import { expect, test } from 'vitest';
import { keptNoticeCode } from '../../../shared/domain/notice.ts';
import { keptCode, rightsWords } from './kept-notices.ts';

test('what is kept until it was read can be dismissed, and nothing else', () => {
  for (const code of keptNoticeCode.options) expect(keptCode({ code, detail: '' })).toBe(code);
  expect(keptCode({ code: 'DISK_FULL', detail: '' })).toBeNull();
});

test('a role of a newer server has words, too', () => {
  expect(['owner', 'editor', 'viewer', 'auditor'].map(rightsWords)).toEqual(['owner', 'editor', 'viewer', 'other']);
});
