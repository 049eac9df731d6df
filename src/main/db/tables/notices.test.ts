import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { createNoticeTable } from './notices.ts';

function setUp() {
  const { db } = openTestDatabase();
  let changes = 0;
  const notices = createNoticeTable(db, () => void (changes += 1));
  return { db, notices, changes: () => changes };
}
const restored = (atMs: number) => ({ code: 'SERVER_RESTORED' as const, detail: '', atMs });
const revoked = (atMs: number) => ({ code: 'ACCESS_REVOKED' as const, detail: '', atMs });

test('what happens again is one notice, with the time of the last', () => {
  const { notices } = setUp();
  notices.tell(restored(1));
  notices.tell(restored(5));
  expect(notices.open()).toEqual([restored(5)]);
});

test('dismissed it stays away, also for another opening of the file, until it happens again', () => {
  const { db, notices } = setUp();
  notices.tell(restored(1));
  expect([notices.dismiss('SERVER_RESTORED'), notices.dismiss('SERVER_RESTORED')]).toEqual([true, false]);
  expect(createNoticeTable(db).open()).toEqual([]);
  notices.tell(restored(9));
  expect(createNoticeTable(db).open()).toEqual([restored(9)]);
});

test('what lasts is told once, however often it is found; after its end it may be told anew', () => {
  const { notices, changes } = setUp();
  notices.hold(revoked(1));
  notices.hold(revoked(2));
  expect([notices.open(), changes()]).toEqual([[revoked(1)], 1]);
  notices.dismiss('ACCESS_REVOKED');
  notices.hold(revoked(3));
  expect([notices.open(), changes()]).toEqual([[], 2]);
  expect([notices.end('ACCESS_REVOKED'), notices.end('ACCESS_REVOKED')]).toEqual([true, false]);
  notices.hold(revoked(4));
  expect(notices.open()).toEqual([revoked(4)]);
});

test('a transaction that is taken back tells of nothing', () => {
  const { db, notices } = setUp();
  const fail = db.transaction(() => {
    notices.tell(restored(1));
    throw new Error('no');
  });
  expect(fail).toThrow('no');
  expect(notices.open()).toEqual([]);
});
