import { useEffect, useRef } from 'react';
import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId } from '../../../shared/domain/ids.ts';
import type { RowDragging } from '../../hooks/use-list-press.ts';
import { outlineDropAt, type OutlineDrop } from './outline-drops.ts';
import { chaptersIn, lessonsIn } from './outline-moves.ts';
import type { OutlineRow, RowId } from './outline-rows.ts';
import { setExpanded, type OutlineStore } from './outline-ui.ts';
import type { OutlineVerbs } from './verbs/outline-verbs.ts';

/** How long rows are held over a closed chapter until it opens. */
const SPRING_MS = 600;

interface OutlineDrag {
  readonly outline: Outline;
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  readonly rowPx: number;
  readonly store: OutlineStore;
  readonly verbs: Pick<OutlineVerbs, 'drop'>;
  /** Before anything moves. */
  readonly onTake: (grabbed: RowId) => void;
}

/**
 * Rows of the outline on their way: the selected ones of the kind that is held. A closed chapter takes lessons in at its
 * end, and opens when they are held over it; it closes again when they go elsewhere.
 */
export function useOutlineDrag({
  outline,
  rows,
  rowPx,
  store,
  verbs,
  onTake,
}: OutlineDrag): RowDragging<RowId, OutlineDrop> {
  const spring = useSpring(store);
  return {
    taken(grabbed) {
      onTake(grabbed);
      const { selected } = store.getState().selection;
      if (!selected.has(grabbed)) return [grabbed];
      const isChapter = outline.chapters.some(({ chapterId }) => chapterId === grabbed);
      return isChapter ? chaptersIn(outline, selected) : lessonsIn(outline, selected);
    },
    dropAt: ({ y }, ids) => outlineDropAt(y, { rows, rowPx, ids }),
    onOver(drop) {
      const into = drop?.into ?? null;
      if (store.getState().dropOn === into) return;
      store.setState({ dropOn: into });
      spring.over(into);
    },
    onEnd(drop, ids) {
      spring.end(drop?.to.kind === 'lessons' ? drop.to.place.chapterId : null);
      if (drop) verbs.drop(ids, drop.to);
    },
  };
}

/** Opens a closed chapter that something is held over. */
export function useSpring(store: OutlineStore) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const opened = useRef<ChapterId[]>([]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    over(chapterId: ChapterId | null): void {
      clearTimeout(timer.current);
      if (chapterId === null) return;
      timer.current = setTimeout(() => {
        opened.current.push(chapterId);
        setExpanded(store, chapterId, true);
      }, SPRING_MS);
    },
    /** Chapters that opened on the way and are not the aim close again. */
    end(aim: ChapterId | null): void {
      clearTimeout(timer.current);
      for (const chapterId of opened.current) if (chapterId !== aim) setExpanded(store, chapterId, false);
      opened.current = [];
    },
  };
}
