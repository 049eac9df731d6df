import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv, writeCsv } from '../../src/shared/util/csv.ts';

const nasty = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '=1+1',
  '+',
  '-5',
  '@x',
  "'",
  "'=",
  ' ',
  'مرحبا',
  '👩‍🚀',
  '＝1',
);
const cell = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 5 })
  .map((all) => all.join(''));
/** A first line that says what parts it, as every table of ours has; no row without anything. */
const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc
    .array(
      fc.array(cell, { minLength: width, maxLength: width }).filter((cells) => cells.some((one) => one.trim() !== '')),
      { maxLength: 6 },
    )
    .map((rows) => [Array.from({ length: width }, (_, at) => `column${at}`), ...rows]),
);

test('whatever is written is read back as it was, and nothing in it is a formula', () => {
  const holds = fc.property(table, (rows) => {
    const file = writeCsv(rows);
    const read = parseCsv(file);
    const raw = parseCsv(file.replaceAll("'", "''"));
    const isSafe = raw.every(({ cells }) => cells.every((one) => !/^[=+\-@\t\r\n]/.test(one)));
    return (
      isSafe &&
      JSON.stringify(read.map(({ cells }) => cells)) === JSON.stringify(rows) &&
      !read.some((row) => row.isBroken)
    );
  });
  expect(() => fc.assert(holds, { numRuns: 500 })).not.toThrow();
});

test('any text at all is read, its lines counted upwards and within it', () => {
  const text = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 })
    .map((all) => all.join(''));
  const holds = fc.property(text, (file) => {
    const lines = parseCsv(file).map(({ line }) => line);
    const most = file.split(/\r\n|\r|\n/).length;
    return lines.every((line, at) => line > (lines[at - 1] ?? 0) && line <= most);
  });
  expect(() => fc.assert(holds, { numRuns: 500 })).not.toThrow();
});

const cellsOf = (file: string) => parseCsv(file).map(({ cells }) => cells);
test.each([
  ['semicolons', 'a;b\r\n"1,5";2\r\n'],
  ['tabs', 'a\tb\n1,5\t2'],
  ['a hint', 'sep=;\r\na;b\r\n1,5;2'],
  ['a mark of UTF-8 and line ends of old', '\uFEFFa,b\r"1,5",2\r'],
])('%s', (_name, file) => {
  expect(cellsOf(file)).toEqual([
    ['a', 'b'],
    ['1,5', '2'],
  ]);
});

test('rows have the lines on which they begin; broken quotes are marked, empty rows are none', () => {
  const file = 'a,b\r\n"two\r\nlines",x\r\n\r\n,\r\nc,"open\r\nd,e';
  expect(parseCsv(file)).toEqual([
    { line: 1, cells: ['a', 'b'], isBroken: false },
    { line: 2, cells: ['two\r\nlines', 'x'], isBroken: false },
    { line: 6, cells: ['c', 'open\r\nd,e'], isBroken: true },
  ]);
  expect(parseCsv('a,"b"c')).toEqual([{ line: 1, cells: ['a', 'bc'], isBroken: true }]);
});
