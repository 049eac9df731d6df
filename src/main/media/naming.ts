import { isSequence, ordinalOf, type Ordinal } from './ordinals.ts';

/** Shares of the siblings that must carry an ordinal before it is taken for numbering (authoring.md). */
const HARD_SHARE = 0.6;
const SPACE_SHARE = 0.8;
const MAX_TITLE = 500;
/** Stands in for a name with nothing printable in it; no title is ever empty. */
const NOTHING_PRINTABLE = '–';

/**
 * Natural order of names as people read them: numbers by value, case and accents aside, NFC. Names that the
 * collator holds equal are ordered by code unit, so that the order never depends on the order of the input.
 */
export function createNaturalOrder(locale?: string): (a: string, b: string) => number {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base', ignorePunctuation: false });
  return (a, b) => {
    const [nfcA, nfcB] = [a.normalize('NFC'), b.normalize('NFC')];
    return collator.compare(nfcA, nfcB) || byCodeUnit(nfcA, nfcB) || byCodeUnit(a, b);
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Letters and marks that can be read: no control characters, no halves of characters. */
const printable = (name: string): string =>
  name
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ');
const clamp = (title: string): string => (title.length <= MAX_TITLE ? title : `${cut(title)}…`);
const cut = (title: string): string => title.slice(0, MAX_TITLE - 1).replace(/[\uD800-\uDBFF]$/, '');

/** A title that keeps the name as it is: NFC, printable, at most 500 characters, never empty. */
export function plainTitle(name: string): string {
  return clamp(printable(name).replace(/\s+/g, ' ').trim() || NOTHING_PRINTABLE);
}

/**
 * Titles for a list of sibling names (file names without extension, or folder names), in the same order.
 * Numbering that the siblings share is cut off, `_` becomes a space; a name without any other letter stays as it
 * is. Two names that differ never get the same title. Applying it to its own result changes nothing.
 */
export function cleanTitles(names: readonly string[]): string[] {
  let titles: string[] = names.map(plainTitle);
  for (;;) {
    const next = [...cleanOnce(titles)];
    // Every pass only shortens or swaps `_`, so this ends; a second pass catches `01 - 1.1 - Title`
    if (next.every((title, i) => title === titles[i])) return titles;
    titles = next;
  }
}

function cleanOnce(names: readonly string[]): readonly string[] {
  const ordinals = names.map(ordinalOf);
  const found = ordinals.filter((ordinal) => ordinal !== null);
  if (found.length >= names.length * SPACE_SHARE && isSequence(found)) {
    const titles = stripped(names, ordinals, new Set(found));
    // "Lesson 1.1 on cells", "Lesson 1.2 on cells": here the number is the title, so all of them keep it
    if (clashesOf(names, titles).size === 0) return titles;
  }
  const hard = found.filter((ordinal) => ordinal.separator === 'hard');
  return keepingApart(names, stripped(names, ordinals, new Set(hard.length >= names.length * HARD_SHARE ? hard : [])));
}

function stripped(names: readonly string[], ordinals: readonly (Ordinal | null)[], numbering: ReadonlySet<Ordinal>) {
  return names.map((name, i) => {
    const ordinal = ordinals[i];
    return withLetters(ordinal && numbering.has(ordinal) ? ordinal.rest : name, name);
  });
}

/** Where siblings of different names would have the same title. */
function clashesOf(names: readonly string[], titles: readonly string[]): Set<number> {
  const places = Map.groupBy(titles.keys(), (i) => titles[i]);
  const alike = [...places.values()].filter((those) => new Set(those.map((i) => names[i])).size > 1);
  return new Set(alike.flat());
}

/** The titles, but names that only their number tells apart keep it: "04 - Recap" and "09 - Recap". */
function keepingApart(names: readonly string[], titles: readonly string[]): readonly string[] {
  const clashes = clashesOf(names, titles);
  if (clashes.size === 0) return titles;
  // Again, because a name that is kept can be what another one was cut to
  return keepingApart(
    names,
    titles.map((title, i) => (clashes.has(i) ? (names[i] ?? title) : title)),
  );
}

function withLetters(rest: string, name: string): string {
  const title = plainTitle(rest.replaceAll('_', ' '));
  return /\p{L}/u.test(title) ? title : name;
}
