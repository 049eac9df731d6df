import { expect, test } from 'vitest';
import { previewOf, rowsToFill, titlesIn } from './fill-down.ts';
import { rowsOf, type RowId } from './outline-rows.ts';
import { chapterAt, lessonAt, sampleOutline } from './outline.fixture.ts';

const outline = sampleOutline(2, 3, 1);
const rows = rowsOf(outline, new Set());
const rowsFor = (selected: readonly RowId[], count: number, shown = rows) =>
  rowsToFill(outline, shown, { selected: new Set(selected), active: selected[0] ?? null }, count);

test('one title a line, the first cell of a spreadsheet’s line; empty lines count, those at the end do not', () => {
  expect(titlesIn('  One\tof 3\r\n\n Two \u00a0 words\rThree\n\n \t\n')).toEqual(['One', '', 'Two words', 'Three']);
  expect(titlesIn('One')).toEqual(['One']);
  expect([titlesIn(''), titlesIn('\n\n')]).toEqual([[], []]);
});

test('several selected lessons are filled in the order of the course, however they were selected; chapters without any', () => {
  expect(rowsFor([lessonAt(5), chapterAt(1), lessonAt(2)], 9)).toEqual([lessonAt(2), lessonAt(5)]);
  expect(rowsFor([chapterAt(3), chapterAt(1)], 9)).toEqual([chapterAt(1), chapterAt(3)]);
});

test('from one row it goes down its kind, as far as there are lines and rows; not into what is folded', () => {
  expect(rowsFor([lessonAt(2)], 3)).toEqual([lessonAt(2), lessonAt(3), lessonAt(4)]);
  expect(rowsFor([chapterAt(2)], 9)).toEqual([chapterAt(2), chapterAt(3)]);
  const folded = rowsOf(outline, new Set([chapterAt(2)]));
  expect(rowsFor([lessonAt(2)], 9, folded)).toEqual([lessonAt(2), lessonAt(6)]);
  expect(rowsFor([], 9)).toEqual([]);
});

test('the preview says what changes, what stays and why, and which lines are left over', () => {
  const ids = [lessonAt(1), lessonAt(2), lessonAt(99), lessonAt(3), lessonAt(4), lessonAt(5)];
  const long = 'x'.repeat(501);
  const lines = ['Intro', '', 'Nobody', 'Lesson 3', long];
  const { rows: filled, ...counts } = previewOf(outline, { ids, lines });
  expect(counts).toEqual({ changes: 1, unused: 0 });
  expect(filled.map(({ over, title, isTooLong }) => [over, title, isTooLong])).toEqual([
    ['Lesson 1', 'Intro', false],
    ['Lesson 2', null, false],
    ['Lesson 3', null, false],
    ['Lesson 4', null, true],
    ['Lesson 5', null, false],
  ]);
  expect(previewOf(outline, { ids: [chapterAt(1)], lines: ['First', '', 'Second'] })).toMatchObject({
    rows: [{ isChapter: true, title: 'First' }],
    unused: 1,
  });
});
