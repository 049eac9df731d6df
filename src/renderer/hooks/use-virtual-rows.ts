import type { RefObject } from 'react';
import { rowIdAt } from '../lib/selection/dom-rows.ts';
import type { ListRows } from '../lib/selection/list-rows.ts';
import { rowsIn, type Box } from '../lib/selection/marquee.ts';
import { useVirtualLines } from './use-virtual-lines.ts';

interface VirtualRows<Id extends string> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: ListRows<Id>;
  readonly rowPx: number;
  /** Of a head above the rows that stays in sight. */
  readonly headPx?: number;
  /** Rows that must stay in the page: the one with the keyboard, the one whose title is typed. */
  readonly kept: readonly (Id | null)[];
  readonly initialOffset?: () => number;
}

/** Rows of equal height, of which only those in sight are in the page, and where all of them are. */
export function useVirtualRows<Id extends string>(props: VirtualRows<Id>) {
  const { scroller, list, rowPx, headPx = 0, kept, initialOffset } = props;
  const lines = useVirtualLines({
    scroller,
    count: list.shown.length,
    linePx: rowPx,
    headPx,
    isHeadSticky: true,
    keyOf: (index) => list.shown[index]?.id ?? index,
    kept: () => [...kept, focusedRow<Id>(scroller.current)].map(list.indexOf),
    ...(initialOffset && { initialOffset }),
  });
  function within(box: Box): readonly Id[] {
    const below = { ...box, top: box.top - headPx, bottom: box.bottom - headPx };
    const [from, end] = rowsIn(below, rowPx, list.shown.length);
    return list.shown.slice(from, end).map(({ id }) => id);
  }
  return { ...lines, within };
}

/**
 * The row that has the keyboard: until another has taken it over it must stay, or the keyboard would leave the list
 * with it. Asked of the page itself, which alone always knows.
 */
export function focusedRow<Id extends string>(box: HTMLElement | null): Id | null {
  const at = document.activeElement;
  return at && box?.contains(at) ? rowIdAt<Id>(at) : null;
}
