/*
 * Tables as comma-separated values (RFC 4180), as spreadsheet programs write and read them. Pure.
 */

export interface CsvRow {
  /** On which the row begins, counted from 1 as an editor does. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote that is not closed, or words behind one that is: the cells are a guess. */
  readonly isBroken: boolean;
}

/** A program takes a cell that begins so for a formula, and would do what somebody else wrote there. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** With an apostrophe before it such a cell is a text. One that has some gets one more, so that none is lost on the way back. */
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

const BOM = '\uFEFF';
/** A cell that anything would part or change is quoted. */
const written = (cell: string): string => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The table as a file that spreadsheet programs open as it is: with its mark of UTF-8, and without formulas. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return BOM + rows.map((row) => `${row.map((cell) => written(guarded(cell))).join(',')}\r\n`).join('');
}

const SEPARATORS = [',', ';', '\t'] as const;
/** `sep=;` on a line of its own: what some programs write and read. */
const HINT = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i;

/** That which parts the first line into the most cells, outside of quotes. */
function separatorOf(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"?|[^"\r\n])*/.exec(text)?.[0].replaceAll(/"(?:[^"]|"")*"?/g, '') ?? '';
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** One cell from `at` on: what it holds, where it ends, and whether its quotes fit. */
function cellAt(text: string, at: number, separator: string) {
  const endOf = (from: number): number => {
    let end = from;
    while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
    return end;
  };
  if (text[at] !== '"') {
    const end = endOf(at);
    return { value: text.slice(at, end), end, isBroken: false };
  }
  let value = '';
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { value: value + text.slice(from), end: text.length, isBroken: true };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const end = endOf(quote + 1);
      return { value: value + text.slice(quote + 1, end), end, isBroken: end > quote + 1 };
    }
    value += '"';
    from = quote + 2;
  }
}

/** Every row that holds something. Takes any text: what fits no rule is marked as broken. */
export function parseCsv(file: string): CsvRow[] {
  const whole = file.startsWith(BOM) ? file.slice(1) : file;
  const hint = HINT.exec(whole);
  const separator = hint?.[1] ?? separatorOf(whole);
  const rows: CsvRow[] = [];
  let at = hint?.[0].length ?? 0;
  let line = hint ? 2 : 1;
  let row = { line, cells: [] as string[], isBroken: false };
  while (at < whole.length || row.cells.length > 0) {
    const { value, end, isBroken } = cellAt(whole, at, separator);
    row.cells.push(unguarded(value));
    row.isBroken ||= isBroken;
    line += linesIn(whole.slice(at, end));
    at = end + 1;
    if (whole[end] === separator) continue;
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    if (whole[end] === '\r' && whole[end + 1] === '\n') at += 1;
    line += 1;
    row = { line, cells: [], isBroken: false };
  }
  return rows;
}

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
