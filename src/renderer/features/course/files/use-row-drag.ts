import { useRef, type PointerEvent } from 'react';
import { followPointer } from '../../../lib/selection/follow-pointer.ts';
import { placeDropLine } from '../../../lib/selection/row-drop.ts';

const THRESHOLD_PX = 4;

/** Rows of different heights in a list, dragged by a handle: a line shows between which two, Escape gives it up. */
export function useRowDrag(onDrop: (at: number, gap: number) => void) {
  const list = useRef<HTMLUListElement>(null);
  const line = useRef<HTMLDivElement>(null);

  function start(event: PointerEvent, at: number): void {
    const content = list.current;
    if (event.button !== 0 || !content) return;
    event.preventDefault();
    const scroller = content.closest<HTMLElement>('[data-inspector]') ?? content;
    const { top } = content.getBoundingClientRect();
    const beganAt = event.clientY - top;
    let gap: number | null = null;
    followPointer({ scroller, content }, event.nativeEvent, {
      isActive: () => gap !== null,
      onMove({ y }) {
        if (gap === null && Math.abs(y - beganAt) < THRESHOLD_PX) return;
        const boxes = [...content.children].map((row) => row as HTMLElement);
        gap = boxes.filter(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight / 2 < y).length;
        const [after, before] = [boxes[gap], boxes[gap - 1]];
        const lineAt = after ? after.offsetTop : before ? before.offsetTop + before.offsetHeight : 0;
        placeDropLine(line.current, { lineAt });
      },
      onEnd(how) {
        placeDropLine(line.current, null);
        if (how === 'release' && gap !== null) onDrop(at, gap);
      },
    });
  }
  return { list, line, start };
}
