import { touchedBy } from './laid-rows.ts';
import type { Box } from './marquee.ts';

/** Tiles of one size, in lines of as many as fit, with `marginPx` around them all. */
export interface TileGrid {
  readonly columns: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly gapPx: { readonly x: number; readonly y: number };
  readonly marginPx: number;
}
interface TileMeasures extends Pick<TileGrid, 'gapPx' | 'marginPx'> {
  /** Tiles are as wide as that, and share what is left. */
  readonly leastPx: number;
  readonly heightOf: (widthPx: number) => number;
}

export function tileGridIn(roomPx: number, { leastPx, heightOf, gapPx, marginPx }: TileMeasures): TileGrid {
  const inner = Math.max(leastPx, roomPx - 2 * marginPx);
  const columns = Math.max(1, Math.floor((inner + gapPx.x) / (leastPx + gapPx.x)));
  const widthPx = (inner - (columns - 1) * gapPx.x) / columns;
  return { columns, widthPx, heightPx: Math.ceil(heightOf(widthPx)), gapPx, marginPx };
}

/** From one line to the next. */
export const linePx = ({ heightPx, gapPx }: TileGrid): number => heightPx + gapPx.y;

/** Where the tile is; from right to left it is as far from the right as it is from the left here. */
export function tileBox(index: number, grid: TileGrid): Box {
  const left = grid.marginPx + (index % grid.columns) * (grid.widthPx + grid.gapPx.x);
  const top = grid.marginPx + Math.floor(index / grid.columns) * linePx(grid);
  return { left, top, right: left + grid.widthPx, bottom: top + grid.heightPx };
}

/** Those that a box touches, in displayed order; `ids` are all. */
export function tilesIn<Id extends string>(box: Box, grid: TileGrid, ids: readonly Id[]): Id[] {
  const first = Math.max(0, Math.floor((box.top - grid.marginPx) / linePx(grid))) * grid.columns;
  const end = (Math.floor((box.bottom - grid.marginPx) / linePx(grid)) + 1) * grid.columns;
  const near = ids.slice(first, Math.max(first, end)).map((id, at) => ({ id, box: tileBox(first + at, grid) }));
  return touchedBy(near, box);
}
