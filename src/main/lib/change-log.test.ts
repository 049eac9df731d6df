import { expect, test } from 'vitest';
import { courseId } from '../../shared/domain/ids.ts';
import { createChangeLog } from './change-log.ts';

const one = courseId.parse('01932b4e-0000-7000-8000-000000000001');
const other = courseId.parse('01932b4e-0000-7000-8000-000000000002');

test('what was changed since is told, of the course that it shows in', () => {
  const log = createChangeLog<string>(100);
  log.note([one], ['a']);
  const then = log.revision();
  log.note([one, other], ['b', 'c']);
  log.note([other], ['d']);
  log.note([one], []);
  expect(log.since(one, then)).toEqual(['b', 'c']);
  expect(log.since(other, then)).toEqual(['b', 'c', 'd']);
  expect(log.since(one, log.revision())).toEqual([]);
});

test('nothing is told when something changed that is not known by rows, until it was read since', () => {
  const log = createChangeLog<string>(100);
  const then = log.revision();
  log.note([one], ['a']);
  log.note([one], null);
  log.note([one], ['b']);
  expect([log.since(one, then), log.since(other, then)]).toEqual([null, []]);
  expect(log.since(one, log.revision() - 1)).toEqual(['b']);
});

test('nothing is told to whom has read in a former start, or before what is still known', () => {
  const log = createChangeLog<string>(100, 3);
  for (const row of ['a', 'b', 'c', 'd']) log.note([one], [row]);
  expect([99, 100, 101, 105].map((since) => log.since(one, since))).toEqual([null, null, ['b', 'c', 'd'], null]);
  log.note([one], ['much', 'more', 'than', 'fits']);
  expect([log.since(one, 104), log.since(one, 105)]).toEqual([null, []]);
});
