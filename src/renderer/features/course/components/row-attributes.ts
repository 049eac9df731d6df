import { cx } from '../../../components/cx.ts';
import type { RowId } from '../outline-rows.ts';

/** What the outline says of a row besides its content. */
export interface RowFlags {
  /** Counts from 0 over all displayed rows. */
  readonly index: number;
  readonly top: number;
  /** The one row that Tab reaches. */
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  readonly isRenaming: boolean;
  /** Files or rows are held over it. */
  readonly isDropTarget: boolean;
  /** On its way to another place; it stays here until it is put down. */
  readonly isDragged: boolean;
  /** It goes with the next save. */
  readonly isStruck: boolean;
  /** What was typed about it goes with the next save. */
  readonly isUnsaved: boolean;
}
interface RowPlace extends RowFlags {
  readonly id: RowId;
  readonly level: 1 | 2;
  readonly position: number;
  readonly setSize: number;
  readonly isExpanded?: boolean;
}

/** The attributes of a row of an ARIA tree grid; `data-row` is how events find it. */
export function rowAttributes(row: RowPlace) {
  return {
    role: 'row',
    'data-row': row.id,
    'data-focus-inset': '',
    'data-struck': row.isStruck || undefined,
    'aria-level': row.level,
    'aria-posinset': row.position,
    'aria-setsize': row.setSize,
    'aria-rowindex': row.index + 1,
    'aria-selected': row.isSelected,
    'aria-expanded': row.isExpanded,
    tabIndex: row.isTabStop ? 0 : -1,
    style: { transform: `translateY(${String(row.top)}px)` },
  } as const;
}

/** How wide the columns are: in a narrow window most of it is for the titles. In a wide window the facts stay near their titles, and what is left is left at the end. */
export const columns = {
  chapterTitle: 'min-w-0 grow @min-[1100px]:max-w-180',
  lessonTitle: 'min-w-0 grow @min-[1100px]:max-w-171',
  content: 'shrink-0 @min-[600px]:w-40',
  length: 'numeric w-14 shrink-0 text-end text-12 text-ink-muted',
  state: 'w-36 shrink-0 @min-[600px]:w-44 @min-[1100px]:w-64',
  /** The last two as one. */
  lengthAndState: 'shrink-0 @min-[600px]:w-61 @min-[1100px]:w-81',
};

export function rowClass({ isSelected, isDropTarget, isDragged }: RowFlags, own: string): string {
  return cx(
    'group absolute inset-x-0 top-0 flex h-8 items-center compact:h-7 gap-3 pe-4',
    isSelected ? 'bg-selected' : 'hover:bg-hover',
    isDropTarget && 'outline-2 -outline-offset-2 outline-accent',
    isDragged && 'opacity-50',
    own,
  );
}
