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
 * is. Applying it to its own result changes nothing.
 */
export function cleanTitles(names: readonly string[]): string[] {
  let titles = names.map(plainTitle);
  for (;;) {
    const next = cleanOnce(titles);
    // Every pass only shortens or swaps `_`, so this ends; a second pass catches `01 - 1.1 - Title`
    if (next.every((title, i) => title === titles[i])) return next;
    titles = next;
  }
}

function cleanOnce(names: readonly string[]): string[] {
  const ordinals = names.map(ordinalOf);
  const strip = numberingOf(ordinals);
  return names.map((name, i) => {
    const ordinal = ordinals[i];
    const rest = ordinal && strip.has(ordinal) ? ordinal.rest : name;
    return withLetters(rest, name);
  });
}

/** The ordinals that are numbering, by the rule of authoring.md. */
function numberingOf(ordinals: readonly (Ordinal | null)[]): Set<Ordinal> {
  const found = ordinals.filter((ordinal) => ordinal !== null);
  const hard = found.filter((ordinal) => ordinal.separator === 'hard');
  if (found.length >= ordinals.length * SPACE_SHARE && isSequence(found)) return new Set(found);
  const shared = hard.length > 0 && hard.length >= ordinals.length * HARD_SHARE;
  return new Set(shared ? hard : []);
}

function withLetters(rest: string, name: string): string {
  const title = plainTitle(rest.replaceAll('_', ' '));
  return /\p{L}/u.test(title) ? title : name;
}
