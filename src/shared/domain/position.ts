import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** How often a new key is moved to a random half of its gap: two devices that insert at one place rarely collide. */
const JITTER_STEPS = 4;

/**
 * An order key between two neighbours (null: no neighbour on that side). Keys compare bytewise, never with
 * `localeCompare`. `random` answers numbers in [0, 1).
 */
export function positionBetween(before: string | null, after: string | null, random: () => number): string {
  let low = before;
  let high = after;
  let key = generateKeyBetween(low, high);
  for (let step = 0; step < JITTER_STEPS && low !== null && high !== null; step++) {
    if (random() < 0.5) high = key;
    else low = key;
    key = generateKeyBetween(low, high);
  }
  return key;
}

/** `count` rising order keys between two neighbours, for a block that moves or arrives together. */
export function positionsBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count);
}
