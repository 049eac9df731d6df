import { expect, test } from 'vitest';
import type { CourseId } from '../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { courseReadyIn, promiseOf, readyTimes } from './ready-times.ts';
import { sampleRow, sampleSummary } from './upload.fixture.ts';

const [one, two] = ['one', 'two'] as CourseId[];
const row = (number: number, courseId: CourseId | undefined, change: object): UploadRow => ({
  ...sampleRow(number, change),
  courseId: courseId ?? null,
});
const look = ({ snapshot }: UploadRow) => snapshot;
const rows = [
  row(1, one, { state: 'uploading', bytesDone: 50 }),
  row(2, two, { state: 'queued', bytesDone: 0 }),
  row(3, one, { state: 'queued', bytesDone: 0 }),
  row(4, two, { state: 'ready', bytesDone: 100 }),
];

test('each comes after those before it, the last with the whole queue', () => {
  const times = readyTimes(rows, look, { etaMs: 5_000 });
  expect(rows.map(({ snapshot }) => times.get(snapshot.uploadId))).toEqual([1_000, 3_000, 5_000, undefined]);
  expect(readyTimes(rows, look, { etaMs: null }).size).toBe(0);
});

test('a course is ready with the last of its uploads; never by itself when one of them needs somebody', () => {
  expect(courseReadyIn(rows, look, { etaMs: 5_000 }, two as CourseId)).toBe(3_000);
  expect(courseReadyIn(rows, look, { etaMs: 5_000 }, one as CourseId)).toBe(5_000);
  expect(courseReadyIn(rows, look, { etaMs: null }, one as CourseId)).toBeNull();
  const failed = [...rows, row(5, two, { state: 'failed', bytesDone: 0 })];
  expect(courseReadyIn(failed, look, { etaMs: 5_000 }, two as CourseId)).toBeNull();
  expect(courseReadyIn(rows.slice(3), look, { etaMs: 0 }, two as CourseId)).toBeNull();
});

test('a promise is another one when a state, its minute, or whether there is one changes; not for each byte', () => {
  const nowMs = 1_000 * 60_000;
  const before = promiseOf(sampleSummary({ etaMs: 600_000, bytesDone: 1 }), nowMs);
  expect(promiseOf(sampleSummary({ etaMs: 598_000, bytesDone: 9 }), nowMs + 2_000)).toBe(before);
  const others = [{ etaMs: null }, { etaMs: 700_000 }, { etaMs: 600_000, waiting: 5 }];
  expect(others.map((other) => promiseOf(sampleSummary(other), nowMs) === before)).toEqual([false, false, false]);
});
