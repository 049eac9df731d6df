import { useRef, useState, type PointerEvent, type RefObject } from 'react';
import { followPointer, type Pointer } from '../../lib/selection/follow-pointer.ts';
import { ROW_PX } from './components/tree-columns.ts';
import { assignCaption } from './imports-ui-store.ts';
import type { TreeRow } from './tree-rows.ts';

interface CaptionDrag {
  readonly planId: string;
  readonly rows: readonly TreeRow[];
  readonly box: RefObject<HTMLDivElement | null>;
}

const THRESHOLD_PX = 4;

/** Captions without a lesson are dragged to one by the pointer (decision 0047); where they would go lights up. */
export function useCaptionDrag({ planId, rows, box }: CaptionDrag) {
  const ghost = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');

  function onPointerDown(event: PointerEvent): void {
    const scroller = box.current;
    const content = scroller?.querySelector<HTMLElement>('[data-rows]');
    const pressed = event.target instanceof Element ? event.target.closest('[role=row]') : null;
    const item = rows.find((row) => `row-${row.id}` === pressed?.id)?.item;
    const isControl = event.target instanceof Element && event.target.closest('button, input') !== null;
    if (event.button !== 0 || isControl || !scroller || !content || item?.kind !== 'orphan') return;
    const { fileKey, originalName } = item.caption;
    const from = { x: event.clientX, y: event.clientY };
    let isActive = false;
    let over: TreeRow | null = null;
    setWords(originalName);

    function show(row: TreeRow | null, pointer: Pointer | null): void {
      if (row !== over) {
        mark(over, false);
        mark(row, true);
      }
      over = row;
      if (!ghost.current) return;
      ghost.current.hidden = pointer === null;
      if (pointer) ghost.current.style.transform = `translate(${pointer.clientX + 12}px, ${pointer.clientY + 12}px)`;
    }
    followPointer({ scroller, content }, event, {
      isActive: () => isActive,
      onMove({ y }, pointer) {
        isActive ||= Math.hypot(pointer.clientX - from.x, pointer.clientY - from.y) > THRESHOLD_PX;
        if (isActive) show(lessonAt(rows, y), pointer);
      },
      onEnd(how) {
        const to = over;
        show(null, null);
        if (how === 'release' && to) assignCaption(planId, fileKey, to.id);
      },
    });
  }
  return { ghost, words, onPointerDown };
}

/** The lesson's row at that height; what belongs to a lesson counts for it. */
function lessonAt(rows: readonly TreeRow[], y: number): TreeRow | null {
  const row = rows[Math.floor(y / ROW_PX)];
  if (row?.item.kind === 'lesson') return row;
  const parent = row && rows.find(({ id }) => id === row.parentId);
  return parent?.item.kind === 'lesson' ? parent : null;
}

/** In the page itself: no row is drawn anew for a move of the pointer. */
function mark(row: TreeRow | null, isOn: boolean): void {
  document.getElementById(`row-${row?.id ?? ''}`)?.toggleAttribute('data-takes', isOn);
}
