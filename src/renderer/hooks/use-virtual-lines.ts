import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useLayoutEffect, type RefObject } from 'react';

interface VirtualLines {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly linePx: number;
  /** What is above the first line. */
  readonly headPx?: number;
  /** It stays in sight, over the lines. */
  readonly isHeadSticky?: boolean;
  readonly keyOf?: (index: number) => string | number;
  /** Lines that must stay in the page; asked whenever those in sight change. */
  readonly kept: () => readonly number[];
  readonly initialOffset?: () => number;
}

/** Lines of equal height, of which only those in sight are in the page. */
export function useVirtualLines(props: VirtualLines) {
  const { scroller, count, linePx, headPx = 0, isHeadSticky = false, keyOf, kept, initialOffset } = props;
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 8,
    scrollMargin: headPx,
    rangeExtractor: (range) => withKept(range, kept()),
    useFlushSync: false,
    ...(keyOf && { getItemKey: keyOf }),
    ...(initialOffset && { initialOffset }),
  });
  // What it has reckoned with the former height it would keep.
  useLayoutEffect(() => virtual.measure(), [virtual, linePx]);
  const height = virtual.scrollRect?.height;
  const coverPx = isHeadSticky ? headPx : 0;
  /**
   * Scrolls only as far as it must; a line that was far away comes to the middle. All are equally high, so nothing has to
   * be measured, which would make the page lay itself out for every key.
   */
  function reveal(index: number): void {
    const box = scroller.current;
    if (!box) return;
    const seen = (height ?? box.clientHeight) - coverPx;
    const top = virtual.scrollOffset ?? box.scrollTop;
    const start = headPx - coverPx + index * linePx;
    const end = start + linePx;
    const isWhole = start >= top && end <= top + seen;
    // It is higher than the box, which shows nothing else.
    const isAll = start <= top && end >= top + seen;
    if (isWhole || isAll) return;
    const isFar = end < top - seen || start > top + 2 * seen;
    box.scrollTop = isFar ? start - seen / 2 : start < top ? start : end - seen;
  }
  const pageRows = (): number => Math.max(1, Math.floor(((height ?? 640) - coverPx) / linePx));
  return { virtual, height, reveal, pageRows };
}

/** The lines in sight, and those that must stay in the page because the keyboard is in them. */
function withKept(range: Range, kept: readonly number[]): number[] {
  const shown = new Set([
    ...defaultRangeExtractor(range),
    ...kept.filter((index) => index >= 0 && index < range.count),
  ]);
  return [...shown].toSorted((a, b) => a - b);
}
