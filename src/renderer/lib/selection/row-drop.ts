/** Where dragged rows would go. */
export interface RowDrop {
  /** Of the line that shows it, in the content; null: no line, the row that takes them in shows it. */
  readonly lineAt: number | null;
  /** How far in the line begins: the level of what goes there. */
  readonly inset?: number;
}

/** How far beside a list the pointer still means it. */
const BESIDE_PX = 24;
export const isOverList = (x: number, width: number): boolean => x >= -BESIDE_PX && x <= width + BESIDE_PX;

/** Between which rows of equal height a pointer is: 0 is before the first, `count` after the last. */
export function gapAt(y: number, rowPx: number, count: number): number {
  return Math.max(0, Math.min(count, Math.round(y / rowPx)));
}

/** By their styles alone: no React render for a mouse move. */
export function placeDropLine(line: HTMLElement | null, drop: RowDrop | null): void {
  if (!line) return;
  const at = drop?.lineAt ?? null;
  line.hidden = at === null;
  line.style.transform = `translateY(${String(at ?? 0)}px)`;
  line.style.insetInlineStart = `${String(drop?.inset ?? 0)}px`;
}
