import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** How often the gap is halved at random first: two devices that insert at one place rarely make the same key. */
const JITTER_STEPS = 4;
/** Keys grow by about a character with every insert at the same place; beyond this all siblings get new ones. */
export const MAX_KEY_LENGTH = 40;

/** An order key and whose it is. Keys compare bytewise, never with `localeCompare`; equal ones go by id. */
export interface Placed {
  readonly id: string;
  readonly pos: string;
}

/** `count` rising order keys for the children of a parent that has none yet. */
export const firstPositions = (count: number): string[] => generateNKeysBetween(null, null, count);

/** Null is one: no neighbour. */
function isKey(pos: string | null): boolean {
  try {
    generateKeyBetween(pos, null);
    return true;
  } catch {
    return false;
  }
}

/** A random part of a gap, bounded on both sides. */
function narrow(before: string | null, after: string | null, count: number, random: () => number) {
  let low = before;
  let high = after ?? generateNKeysBetween(before, null, count + 1).at(-1) ?? null;
  for (let step = 0; step < JITTER_STEPS; step++) {
    const middle = generateKeyBetween(low, high);
    if (random() < 0.5) high = middle;
    else low = middle;
  }
  return { low, high };
}

/**
 * `count` rising order keys between two neighbours (null: no neighbour on that side), for one row or a block that
 * moves or arrives together. Null when there is no room: neighbours with equal keys, keys that would get too long, or a
 * neighbour whose key is none, as another program may have written it. `random` answers numbers in [0, 1).
 */
export function positionsBetween(
  before: string | null,
  after: string | null,
  count: number,
  random: () => number,
): string[] | null {
  if (before !== null && after !== null && before >= after) return null;
  if (!isKey(before) || !isKey(after)) return null;
  const { low, high } = narrow(before, after, count, random);
  const keys = generateNKeysBetween(low, high, count);
  return keys.some((key) => key.length > MAX_KEY_LENGTH) ? null : keys;
}

/** Short keys for all siblings (in their order) and for `count` rows that come in before the one at `index`. */
export function rebalance(siblings: readonly Placed[], index: number, count: number) {
  const all = generateNKeysBetween(null, null, siblings.length + count);
  const keys = all.splice(index, count);
  const shifted = siblings.map(({ id }, at): Placed => ({ id, pos: all[at] ?? '' }));
  return { keys, shifted: shifted.filter(({ pos }, at) => pos !== siblings[at]?.pos) };
}
