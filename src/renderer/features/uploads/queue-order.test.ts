import { expect, test } from 'vitest';
import { entryKey, queueEntries, type QueueEntry } from './queue-order.ts';
import { sampleRow } from './upload.fixture.ts';

const states = ['ready', 'queued', 'uploading', 'waiting', 'paused', 'failed', 'ready', 'failed', 'hashing'];
const rows = states.map((state, at) => sampleRow(at + 1, { state }));
const said = (entries: readonly QueueEntry[]) =>
  entries.map((entry) => (entry.kind === 'finished' ? `${entry.count} finished` : entry.row.fileName.slice(0, 1)));

test('what needs somebody stands first, then what moves, then what is to come; finished ones are one line', () => {
  const entries = queueEntries(rows, (row) => row.snapshot.state, false);
  expect(said(entries)).toEqual(['6', '8', '4', '3', '9', '2', '5', '2 finished']);
});

test('what is not intact in storage needs somebody, and is not finished', () => {
  const stateOf = (row: (typeof rows)[number]) => (row === rows[0] ? 'gone' : row.snapshot.state);
  expect(said(queueEntries(rows, stateOf, false))).toEqual(['1', '6', '8', '4', '3', '9', '2', '5', '1 finished']);
});

test('the line opens, and its key stays', () => {
  const entries = queueEntries(rows, (row) => row.snapshot.state, true);
  expect(said(entries).slice(-3)).toEqual(['2 finished', '1', '7']);
  expect(new Set(entries.map(entryKey)).size).toBe(entries.length);
});

test('the live state decides, not the one the list was read with', () => {
  expect(said(queueEntries(rows.slice(0, 2), () => 'ready', false))).toEqual(['2 finished']);
  expect(queueEntries([], () => 'ready', true)).toEqual([]);
});
