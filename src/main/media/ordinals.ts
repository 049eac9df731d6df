/** A number that a name starts with: `01 - Intro`, `Lesson 1.2: Vectors`, `[03] Tools`. */
export interface Ordinal {
  /** `1.2` is [1, 2]. */
  readonly numbers: readonly number[];
  /** `hard`: punctuation sets the number apart. `space`: only a space does, so it may be part of the title. */
  readonly separator: 'hard' | 'space';
  /** What follows it. */
  readonly rest: string;
}

/** Words that people put before the number, in the languages of our catalogue and their neighbours. */
const labels = `
  lesson lecture chapter section module unit part episode ep video clip session class topic step lektion kapitel
  modul teil abschnitt folge einheit leçon chapitre partie cours séance épisode unité lección capítulo clase
  módulo parte unidad tema sesión episodio aula lição unidade lezione capitolo unità les hoofdstuk deel урок глава
  лекция часть модуль الدرس الفصل الوحدة ders bölüm
`;
const label = `(?:(?:${labels.trim().split(/\s+/).join('|')})[\\s_-]*)?#?`;
/** At most three digits, or it is a year or a date; a letter right after it makes it a word (`3D`, `2nd`). */
const number = '\\p{Nd}{1,3}(?![\\p{Nd}\\p{L}])';
/** The lookahead takes the whole of `1.10`, never its `1` alone. */
const numbers = `(${number}(?:[._-]${number}){0,3})(?![._-]${number})`;

const bracketed = new RegExp(`^${label}[[({【（]\\s*${numbers}\\s*[\\])}】）](?:\\s*[-–—_.:])?\\s*(.*)$`, 'isu');
const separated = new RegExp(`^${label}${numbers}(\\s*[-–—_.:)）：．、](?:\\s*[-–—_])?\\s*)(.*)$`, 'isu');
const spaced = new RegExp(`^${label}${numbers}\\s+(.*)$`, 'isu');

/** 24-05-01, 1.5.2024: a date, not an ordinal. (Four digits first never match `number`.) */
const date = /^(\d{1,2})([-_.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;

function isDate(name: string): boolean {
  const found = date.exec(name);
  if (!found) return false;
  const [, first = '', mark, second = '', last = ''] = found;
  // 01.02.03 is a section number; with dashes, or with a year, it is a day
  if (mark === '.' && last.length === 2) return false;
  return Number(second) >= 1 && Number(second) <= 31 && Number(first) >= 1;
}

/** The value of a decimal digit of any script. Every script's ten digits stand in a row in Unicode. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let steps = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - steps - 1))) steps += 1;
  return steps % 10;
}

const valueOf = (digits: string): number => [...digits].reduce((sum, digit) => sum * 10 + digitValue(digit), 0);
const valuesOf = (text: string): number[] => text.split(/[._-]/).map(valueOf);

/**
 * `16:9 video`, `1.5x`, `2-3D`: a mark squeezed between two digits belongs to the title, unless a leading zero
 * says that this is numbering (`01-2D Drawing`). An underscore always stands for a space.
 */
function isSqueezed(digits: string, mark: string, rest: string): boolean {
  if (!/^\p{Nd}/u.test(rest) || /\s|_/.test(mark)) return false;
  return !(/^[-–—]/.test(mark) && valueOf(digits.slice(0, 1)) === 0 && digits.length > 1);
}

/** The ordinal that an NFC name starts with, or null. Nothing after the number means there is none. */
export function ordinalOf(name: string): Ordinal | null {
  if (isDate(name)) return null;
  const inBrackets = bracketed.exec(name);
  if (inBrackets) return build(inBrackets[1], 'hard', inBrackets[2]);
  const apart = separated.exec(name);
  const [, digits = '', mark = '', rest = ''] = apart ?? [];
  if (apart && !isSqueezed(digits, mark, rest)) return build(digits, 'hard', rest);
  const bySpace = spaced.exec(name);
  return bySpace ? build(bySpace[1], 'space', bySpace[2]) : null;
}

function build(digits = '', separator: Ordinal['separator'], rest = ''): Ordinal | null {
  return rest === '' ? null : { numbers: valuesOf(digits), separator, rest };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether b comes right after a: 3 after 2, 1.3 after 1.2, and 2.1 (or 2) after 1.7. */
function isNext(a: readonly number[], b: readonly number[]): boolean {
  const sameSection = a.length === b.length && a.slice(0, -1).every((n, i) => n === b[i]);
  if (sameSection) return (b.at(-1) ?? 0) - (a.at(-1) ?? 0) === 1;
  return (b[0] ?? 0) - (a[0] ?? 0) <= 1 && (b.length === 1 || (b.at(-1) ?? 0) <= 1);
}

/** Numbering, not numbers in titles: all distinct, and at least half of the steps are to the next one. */
export function isSequence(ordinals: readonly Ordinal[]): boolean {
  const sorted = ordinals.map((ordinal) => ordinal.numbers).toSorted(compareNumbers);
  const pairs = sorted.slice(1).map((later, i) => [sorted[i] ?? [], later] as const);
  if (pairs.length === 0 || pairs.some(([a, b]) => compareNumbers(a, b) === 0)) return false;
  return pairs.filter(([a, b]) => isNext(a, b)).length * 2 >= pairs.length;
}
