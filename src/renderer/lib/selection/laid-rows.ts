import type { Box } from './marquee.ts';

/** A row, or a tile, where the page has laid it out. */
interface LaidRow<Id extends string> {
  readonly id: Id;
  readonly box: Box;
}

/** Those that a box touches, in displayed order. */
export function touchedBy<Id extends string>(rows: readonly LaidRow<Id>[], { left, top, right, bottom }: Box): Id[] {
  const isTouched = ({ box }: LaidRow<Id>) =>
    box.left <= right && box.right > left && box.top <= bottom && box.bottom > top;
  return rows.filter((row) => isTouched(row)).map(({ id }) => id);
}

/** How many stand beside each other: as many as begin as high as the first. At least one. */
export function columnsOf(tops: Iterable<number>): number {
  let [first, count]: [number | null, number] = [null, 0];
  for (const top of tops) {
    first ??= top;
    if (top !== first) break;
    count += 1;
  }
  return Math.max(1, count);
}
