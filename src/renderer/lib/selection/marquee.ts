/** The rectangle drawn over a list, in the coordinates of its content: what is scrolled away counts. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export type MarqueeMode = 'replace' | 'add' | 'subtract';

/** Further than a hand trembles in a click. */
const THRESHOLD_PX = 4;
export const isDrag = (from: Point, to: Point): boolean => Math.hypot(to.x - from.x, to.y - from.y) > THRESHOLD_PX;

export function boxOf(from: Point, to: Point): Box {
  return {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    right: Math.max(from.x, to.x),
    bottom: Math.max(from.y, to.y),
  };
}

/** Which of `count` rows of equal height a box touches: from the first to before the last of `[from, end]`. */
export function rowsIn({ top, bottom }: Box, rowPx: number, count: number): readonly [from: number, end: number] {
  const from = Math.max(0, Math.floor(top / rowPx));
  const end = Math.min(count, Math.floor(bottom / rowPx) + 1);
  return from < end ? [from, end] : [0, 0];
}

/** What would be selected if the rectangle ended here. */
export function combined<Id>(selected: ReadonlySet<Id>, hit: readonly Id[], mode: MarqueeMode): ReadonlySet<Id> {
  if (mode === 'replace') return new Set(hit);
  const all = new Set(selected);
  for (const id of hit) {
    if (mode === 'add') all.add(id);
    else all.delete(id);
  }
  return all;
}

const EDGE_PX = 28;
const MAX_PX_PER_MS = 1.6;

/** How fast a list scrolls under a pointer near, or past, its upper or lower edge: px/ms, negative upwards. */
export function edgeSpeed(y: number, { top, bottom }: Pick<Box, 'top' | 'bottom'>): number {
  const depth = y < top + EDGE_PX ? y - (top + EDGE_PX) : y > bottom - EDGE_PX ? y - (bottom - EDGE_PX) : 0;
  return Math.max(-MAX_PX_PER_MS, Math.min(MAX_PX_PER_MS, (depth / (2 * EDGE_PX)) * MAX_PX_PER_MS));
}
