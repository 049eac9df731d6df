import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { ListRows } from '../../../lib/selection/list-rows.ts';
import type { RowId } from '../outline-rows.ts';
import { isFolded, useOutlineUi, type OutlineStore } from '../outline-ui.ts';

/** Where the row that is held was, before anything moved. */
export interface Grip {
  readonly id: RowId;
  /** From the upper edge of what was seen. */
  readonly offset: number;
  readonly scrollTop: number;
}
export function gripOf(id: RowId, rowTop: number, scroller: HTMLElement | null): Grip {
  const scrollTop = scroller?.scrollTop ?? 0;
  return { id, offset: rowTop - scrollTop, scrollTop };
}

interface Fold {
  readonly grip: RefObject<Grip | null>;
  readonly outline: Outline;
  readonly list: ListRows<RowId>;
  readonly rowPx: number;
  readonly store: OutlineStore;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLElement | null>;
  /** The rows are elsewhere under the pointer. */
  readonly onPlaced: () => void;
}

/**
 * All chapters close while chapters are dragged: the one that is held stays under the pointer meanwhile. Given up, the
 * outline is where it was.
 */
export function useFold({ grip, outline, list, rowPx, store, scroller, content, onPlaced }: Fold): void {
  const folds = useOutlineUi((ui) => isFolded(outline, ui));
  const latest = useRef({ list, onPlaced });
  useLayoutEffect(() => {
    latest.current = { list, onPlaced };
  });
  useLayoutEffect(() => {
    const [box, inner, at] = [scroller.current, content.current, grip.current];
    if (!box || !inner || !at) return;
    if (folds) {
      const shift = latest.current.list.indexOf(at.id) * rowPx - at.offset;
      inner.style.marginBlock = `${String(Math.max(0, -shift))}px ${String(box.clientHeight)}px`;
      box.scrollTop = Math.max(0, shift);
      latest.current.onPlaced();
    } else {
      inner.style.marginBlock = '';
      if (store.getState().drag.phase === 'cancelled') box.scrollTop = at.scrollTop;
    }
  }, [folds, grip, rowPx, store, scroller, content]);
}
