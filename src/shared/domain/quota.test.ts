import { expect, test } from 'vitest';
import { fitting, judgeQuota, roomFor } from './quota.ts';

const GB = 1_000_000_000;
const facts = { quotaBytes: 50 * GB, usedBytes: 38 * GB, neededBytes: 18 * GB, allowedBytes: 0 };

test('needs 18 GB, 12 GB left: 6 GB short', () => {
  expect(judgeQuota(facts)).toEqual({ leftBytes: 12 * GB, shortBytes: 6 * GB, isOver: true });
});
test('what fits to the byte is sent; one byte more is not', () => {
  expect(judgeQuota({ ...facts, neededBytes: 12 * GB })).toMatchObject({ shortBytes: 0, isOver: false });
  expect(judgeQuota({ ...facts, neededBytes: 12 * GB + 1 })).toMatchObject({ shortBytes: 1, isOver: true });
});
test('sent anyway, but not what came after that was said', () => {
  const allowedBytes = 56 * GB;
  expect(judgeQuota({ ...facts, allowedBytes })).toMatchObject({ shortBytes: 6 * GB, isOver: false });
  expect(judgeQuota({ ...facts, allowedBytes, neededBytes: 18 * GB + 1 }).isOver).toBe(true);
});
test('without a quota nothing is short; over it, with nothing to send, nobody is asked', () => {
  expect(judgeQuota({ ...facts, quotaBytes: null }).isOver).toBe(false);
  expect(judgeQuota({ ...facts, usedBytes: 90 * GB, neededBytes: 0 })).toEqual({
    leftBytes: 0,
    shortBytes: 0,
    isOver: false,
  });
});
test('which files still fit: in their order, passing over what is too large, to the byte', () => {
  const files = [6, 7, 4, 1, 2].map((bytes, at) => ({ at, bytes }));
  expect(fitting(files, 11).map(({ at }) => at)).toEqual([0, 2, 3]);
  expect(fitting(files, 20)).toEqual(files);
  expect(fitting(files, 0)).toEqual([]);
});
test('room is taken by what is sent: not by a link to what is stored or comes with another, as far as hashes are known', () => {
  const file = (bytes: number, sha1: string | null, isBegun = false) => ({ bytes, sha1, isBegun });
  const isStored = ({ sha1, bytes }: { sha1: string; bytes: number }): boolean => sha1 === 'stored' && bytes === 7;
  const room = (...files: ReturnType<typeof file>[]): number[] => roomFor(files, isStored);
  expect(room(file(7, 'stored'), file(8, 'stored'), file(7, null))).toEqual([0, 8, 7]);
  expect(room(file(5, 'a'), file(5, 'a'), file(6, 'a'), file(5, null))).toEqual([5, 0, 6, 5]);
  // What is on its way goes on, and another one waits for it, wherever in the queue they are.
  expect(room(file(5, 'a'), file(5, 'a', true), file(7, 'stored', true))).toEqual([0, 5, 7]);
});
