import { expect, test } from 'vitest';
import type { UploadId } from '../../../shared/domain/ids.ts';
import { filtered, filterOf, placeBefore, stepBefore, takenWith } from './queue-page-model.ts';
import { sampleRow } from './upload.fixture.ts';

test('what is not intact in storage is under those that need somebody', () => {
  expect((['gone', 'altered'] as const).map(filterOf)).toEqual(['failed', 'failed']);
});

test('every state is under one filter, and the counts are those of the rows', () => {
  expect((['queued', 'hashing', 'uploading', 'verifying', 'cancelled'] as const).map(filterOf)).toEqual(
    Array.from({ length: 5 }, () => 'going'),
  );
  const rows = (['uploading', 'paused', 'waiting', 'failed', 'ready', 'ready'] as const).map((state, at) =>
    sampleRow(at + 1, { state }),
  );
  const { shown, counts } = filtered(rows, ({ snapshot }) => snapshot.state, 'waiting');
  expect(shown).toEqual([rows[1], rows[2]]);
  expect(counts).toEqual({ all: 6, going: 1, waiting: 2, failed: 1, ready: 2 });
  expect(filtered(rows, ({ snapshot }) => snapshot.state, 'all').shown).toEqual(rows);
});

const order = ['a', 'b', 'c', 'd'] as UploadId[];
test.each([
  ['b', 'up', 'a'],
  ['a', 'up', undefined],
  ['a', 'down', 'c'],
  ['c', 'down', null],
  ['d', 'down', undefined],
  ['bc', 'up', 'a'],
  ['ab', 'up', undefined],
  ['ab', 'down', 'd'],
  ['cd', 'down', undefined],
  ['bd', 'up', 'a'],
  ['ac', 'up', 'a'],
  ['ac', 'down', null],
  ['x', 'up', undefined],
] as const)('%s moved %s goes before %s', (chosen, direction, before) => {
  expect(stepBefore(order, new Set([...chosen] as UploadId[]), direction)).toBe(before);
});

test.each([
  ['b', 'd', 'd'],
  ['b', null, null],
  ['bc', 'c', 'd'],
  ['cd', 'c', null],
  ['a', 'stored', null],
] as const)('%s put before %s goes before %s', (chosen, before, target) => {
  expect(placeBefore(order, new Set([...chosen] as UploadId[]), before as UploadId | null)).toBe(target);
});

test.each([
  ['b', 'bd', 'bd'],
  ['d', 'db', 'bd'],
  ['b', 'ac', 'b'],
  // What is stored, or hidden by the filter, has no place here.
  ['b', 'bxc', 'bc'],
  ['x', 'xb', ''],
] as const)('held at %s while %s are selected, %s go', (grabbed, selected, taken) => {
  expect(takenWith(grabbed as UploadId, new Set([...selected] as UploadId[]), order)).toEqual([...taken]);
});
