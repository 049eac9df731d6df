import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { rowIdAt } from '../lib/selection/dom-rows.ts';
import type { ListRows } from '../lib/selection/list-rows.ts';
import { rowsIn, type Box } from '../lib/selection/marquee.ts';

interface VirtualRows<Id extends string> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: ListRows<Id>;
  readonly rowPx: number;
  /** Rows that must stay in the page: the one with the keyboard, the one whose title is typed. */
  readonly kept: readonly (Id | null)[];
  readonly initialOffset?: () => number;
}

/** Rows of equal height, of which only those in sight are in the page, and where all of them are. */
export function useVirtualRows<Id extends string>({ scroller, list, rowPx, kept, initialOffset }: VirtualRows<Id>) {
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: list.shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => list.shown[index]?.id ?? index,
    overscan: 8,
    rangeExtractor: (range) => withKept(range, [...kept, focusedRow<Id>(scroller.current)].map(list.indexOf)),
    useFlushSync: false,
    ...(initialOffset && { initialOffset }),
  });
  const height = virtual.scrollRect?.height;
  /**
   * Scrolls only as far as it must; a row that was far away comes to the middle. All rows are equally high, so nothing
   * has to be measured, which would make the page lay itself out for every key.
   */
  function reveal(index: number): void {
    const box = scroller.current;
    if (!box) return;
    const seen = height ?? box.clientHeight;
    const top = virtual.scrollOffset ?? box.scrollTop;
    const start = index * rowPx;
    const end = start + rowPx;
    if (start >= top && end <= top + seen) return;
    const isFar = end < top - seen || start > top + 2 * seen;
    box.scrollTop = isFar ? start - seen / 2 : start < top ? start : end - seen;
  }
  function within(box: Box): readonly Id[] {
    const [from, end] = rowsIn(box, rowPx, list.shown.length);
    return list.shown.slice(from, end).map(({ id }) => id);
  }
  return { virtual, height, reveal, within, pageRows: () => Math.max(1, Math.floor((height ?? 640) / rowPx)) };
}

/**
 * The row that has the keyboard: until another has taken it over it must stay, or the keyboard would leave the list
 * with it. Asked of the page itself, which alone always knows.
 */
function focusedRow<Id extends string>(box: HTMLElement | null): Id | null {
  const at = document.activeElement;
  return at && box?.contains(at) ? rowIdAt<Id>(at) : null;
}

/** The rows in sight, and those that must stay in the page because the keyboard is in them. */
function withKept(range: Range, kept: readonly number[]): number[] {
  const shown = new Set([
    ...defaultRangeExtractor(range),
    ...kept.filter((index) => index >= 0 && index < range.count),
  ]);
  return [...shown].toSorted((a, b) => a - b);
}
