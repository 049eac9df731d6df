import { describe, expect, test } from 'vitest';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';

/** Names, formats and units: the same in every language. */
const sameEverywhere = [
  'app.name',
  'settings.version',
  'settings.uploads.perSecond',
  'cdn.title',
  'coursePage.inspect.hash',
  'receipts.hash',
  'imports.flag.sdh',
  'imports.flag.cc',
  'imports.flag.hi',
];
/** The language has the same word. */
const sameIn = {
  es: ['settings.storage.bucket', 'coursePage.inspector', 'coursePage.kind.audio', 'coursePage.bulk.preview.no'],
  ar: [],
};

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}
type Flat = ReadonlyMap<string, string>;

const flatten = (words: Catalogue, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );

const PLURAL = /^(?<stem>.+)_(?<form>zero|one|two|few|many|other)$/;
const english: Flat = new Map(flatten(en));
const formsOf = (locale: string) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories;

/** The keys that a language needs: of what is counted, its own forms and those that English spells out. */
function keysFor(locale: string): string[] {
  const keys = [...english.keys()].flatMap((key) => {
    const stem = PLURAL.exec(key)?.groups?.['stem'];
    return stem === undefined ? [key] : [key, ...formsOf(locale).map((form) => `${stem}_${form}`)];
  });
  return [...new Set(keys)].toSorted();
}

const variablesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}|\$t\([^)]*\)|\{\w+\}/g)].map(([all]) => all);

/** What is wrong with the variables of a word; `one`, `two` and `zero` may say their number in words. */
function variableFault(key: string, text: string): string | null {
  const { stem = '', form = '' } = PLURAL.exec(key)?.groups ?? {};
  const model = english.get(key) ?? english.get(`${stem}_other`) ?? '';
  const known = form === '' ? [model] : formsOf('en').map((each) => english.get(`${stem}_${each}`) ?? '');
  const spells = ['zero', 'one', 'two'].includes(form);
  const wanted = variablesOf(model).filter((name) => !(spells && name === '{{count}}'));
  const found = new Set(variablesOf(text));
  const lost = wanted.filter((name) => !found.has(name));
  const made = [...found].filter((name) => !known.flatMap(variablesOf).includes(name));
  return lost.length + made.length === 0 ? null : `${key}: lost ${lost.join(' ')}, made up ${made.join(' ')}`;
}

describe.each([
  ['es', es],
  ['ar', ar],
] as const)('the words in %s', (locale, catalogue) => {
  const words: Flat = new Map(flatten(catalogue));

  test('are whole: every key, in every plural form of the language, and none that English does not have', () => {
    expect([...words.keys()].toSorted()).toEqual(keysFor(locale));
  });

  test('have the variables of the English ones', () => {
    expect([...words].flatMap(([key, text]) => variableFault(key, text) ?? [])).toEqual([]);
  });

  test('are not English, save for names and what reads the same', () => {
    const same = [...words].filter(
      ([key, text]) => english.get(key) === text && /\p{L}{2}/u.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    const allowed = new Set([...sameEverywhere, ...sameIn[locale]]);
    expect(same.map(([key]) => key).filter((key) => !allowed.has(key))).toEqual([]);
  });

  test('no word is empty or has a space too many', () => {
    expect([...words].filter(([, text]) => text.trim() !== text || text === '' || text.includes('  '))).toEqual([]);
  });
});
