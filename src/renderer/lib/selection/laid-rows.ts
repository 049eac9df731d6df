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
