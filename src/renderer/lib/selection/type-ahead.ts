import type { ListRows } from './list-rows.ts';

/** What was typed, and when its last letter came. */
export interface Typed {
  readonly text: string;
  readonly atMs: number;
}
/** Letters that come this close to each other are one word. */
const PAUSE_MS = 500;

/** Whether a letter typed now goes on with the word before it. */
export const goesOn = (before: Typed | null, atMs: number): before is Typed =>
  before !== null && atMs - before.atMs <= PAUSE_MS;

/** The word with one more letter, or a new one. */
export function typeOn(before: Typed | null, letter: string, atMs: number): Typed {
  return { text: goesOn(before, atMs) ? before.text + letter : letter, atMs };
}

const collator = new Intl.Collator(undefined, { usage: 'search', sensitivity: 'base' });

/**
 * The next row whose title starts with what was typed, round the end to the top; null when there is none. One letter,
 * or the same one again and again, walks on from row to row; a longer word stays where it still fits.
 */
export function rowThatStarts<Id extends string>(list: ListRows<Id>, active: Id | null, text: string): Id | null {
  const [first = '', ...others] = text;
  const isWalk = others.every((letter) => collator.compare(letter, first) === 0);
  const sought = isWalk ? first : text;
  const at = list.indexOf(active);
  const from = at < 0 ? 0 : at + (isWalk ? 1 : 0);
  const inOrder = [...list.shown.slice(from), ...list.shown.slice(0, from)];
  return inOrder.find(({ title }) => collator.compare(title.slice(0, sought.length), sought) === 0)?.id ?? null;
}
