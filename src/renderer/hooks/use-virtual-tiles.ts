import { useLayoutEffect, useState, type RefObject } from 'react';
import type { ListRows } from '../lib/selection/list-rows.ts';
import type { Box } from '../lib/selection/marquee.ts';
import { linePx, tileBox, tileGridIn, tilesIn } from '../lib/selection/tiles.ts';
import { useVirtualLines } from './use-virtual-lines.ts';
import { focusedRow } from './use-virtual-rows.ts';

/** Room around tiles and between them, and how wide one is at least. */
const layout = { leastPx: 216, gapPx: { x: 8, y: 12 }, marginPx: 12 } as const;

interface VirtualTiles<Id extends string> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: ListRows<Id>;
  readonly heightOf: (widthPx: number) => number;
  /** Tiles that must stay in the page. */
  readonly kept: readonly (Id | null)[];
}

/** Tiles of one size, of which only those in sight are in the page, and where all of them are. */
export function useVirtualTiles<Id extends string>({ scroller, list, heightOf, kept }: VirtualTiles<Id>) {
  const roomPx = useInnerWidth(scroller);
  const grid = tileGridIn(roomPx, { ...layout, heightOf });
  const lineOf = (index: number): number => (index < 0 ? -1 : Math.floor(index / grid.columns));
  const lines = useVirtualLines({
    scroller,
    count: Math.ceil(list.shown.length / grid.columns),
    linePx: linePx(grid),
    headPx: layout.marginPx,
    kept: () => [...kept, focusedRow<Id>(scroller.current)].map((id) => lineOf(list.indexOf(id))),
  });
  const { columns } = grid;
  const linesInPage = roomPx > 0 ? lines.virtual.getVirtualItems() : [];
  const shownTiles = linesInPage.flatMap(({ index: line }) =>
    list.shown.slice(line * columns, (line + 1) * columns).map(({ id }, at) => {
      const index = line * columns + at;
      return { id, index, box: tileBox(index, grid) };
    }),
  );
  function within(box: Box): readonly Id[] {
    const isRtl = scroller.current !== null && getComputedStyle(scroller.current).direction === 'rtl';
    const seen = isRtl ? { ...box, left: roomPx - box.right, right: roomPx - box.left } : box;
    return tilesIn(
      seen,
      grid,
      list.shown.map(({ id }) => id),
    );
  }
  return {
    tiles: shownTiles,
    totalPx: lines.virtual.getTotalSize() + layout.marginPx,
    within,
    reveal: (index: number) => lines.reveal(lineOf(index)),
    columns: () => columns,
    pageRows: lines.pageRows,
    height: lines.height,
  };
}

/** Follows the width of the box inside its scroll bar; 0 until it is known. */
function useInnerWidth(scroller: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  return width;
}
