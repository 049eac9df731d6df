import { useEffect, useLayoutEffect, useRef, type PointerEvent } from 'react';
import { isHandle, isInside, isSpace, isToggling, rowIdAt } from '../lib/selection/dom-rows.ts';
import { drawMarquee, marqueeMode } from '../lib/selection/draw-marquee.ts';
import {
  followPointer,
  pointIn,
  type Following,
  type ListBoxes,
  type Pointer,
} from '../lib/selection/follow-pointer.ts';
import type { Point } from '../lib/selection/marquee.ts';
import { isOverList, placeDropLine, type RowDrop } from '../lib/selection/row-drop.ts';
import type { Platform } from '../../shared/domain/key-press.ts';
import type { ListStore, Send } from './use-list-selection.ts';

/** What is a list's own when its rows are dragged. */
export interface RowDragging<Id extends string, Drop extends RowDrop> {
  /** What goes with the row that is held, in the order of the list; empty: it is not dragged. */
  readonly taken: (grabbed: Id) => readonly Id[];
  /** Where they would go from there, in the coordinates of the content; null: nowhere. */
  readonly dropAt: (at: Point, ids: readonly Id[]) => Drop | null;
  /** They are held over another place; null: over none, or put down. */
  readonly onOver?: (drop: Drop | null) => void;
  /** Put down there; null: given up, or nowhere. */
  readonly onEnd: (drop: Drop | null, ids: readonly Id[]) => void;
}
/** What is drawn while the pointer is followed. */
interface Drawn {
  readonly rectangle: HTMLElement | null;
  readonly line: HTMLElement | null;
  readonly ghost: HTMLElement | null;
}
interface ListPress<Id extends string, Drop extends RowDrop> {
  readonly store: ListStore<Id>;
  readonly send: Send<Id>;
  readonly platform: Platform;
  readonly dragging: RowDragging<Id, Drop> | undefined;
}

/** What a pressed button becomes: a rectangle where it went down on empty space, else rows on their way. */
export function useListPress<Id extends string, Drop extends RowDrop>(press: ListPress<Id, Drop>) {
  const { store, send, platform } = press;
  const content = useRef<HTMLDivElement>(null);
  const rectangle = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const following = useRef<Following | null>(null);
  const latest = useRef(press.dragging);
  useLayoutEffect(() => {
    latest.current = press.dragging;
    // The list is another one under a pointer at rest: a chapter sprang open, a row came from elsewhere.
    if (store.getState().drag.phase === 'active') following.current?.refresh();
  });
  useEffect(() => () => following.current?.giveUp(), []);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const inner = content.current;
    if (event.button !== 0 || event.pointerType === 'touch' || !isInside(event) || !inner) return;
    const id = rowIdAt<Id>(event.target);
    const isHeld = id !== null && store.getState().selection.selected.has(id);
    const boxes = { scroller: event.currentTarget, content: inner };
    const drawn = { rectangle: rectangle.current, line: line.current, ghost: ghost.current };
    const at = pointIn(inner, event);
    const isEmpty = !isHeld && isSpace(event, event.currentTarget);
    const ids = id !== null && !isEmpty && isHandle(event.target) ? (latest.current?.taken(id) ?? []) : [];
    if (id !== null && ids.length > 0) {
      send({ type: 'take', from: at, grabbed: id, ids });
      following.current = followRows(press, boxes, drawn, event, ids, () => latest.current);
      return;
    }
    send({ type: 'press', from: isEmpty ? at : null, mode: marqueeMode(event, isToggling(event, platform)) });
    if (isEmpty) following.current = followRectangle(press, boxes, drawn, event);
  }
  return { onPointerDown, content, rectangle, line, ghost, refresh: () => following.current?.refresh() };
}

type Gestures<Id extends string> = Pick<ListPress<Id, RowDrop>, 'store' | 'send'>;

function followRectangle<Id extends string>(
  { store, send }: Gestures<Id>,
  boxes: ListBoxes,
  { rectangle }: Drawn,
  start: Pointer,
): Following {
  const from = pointIn(boxes.content, start);
  const isActive = () => store.getState().marquee.phase === 'active';
  return followPointer(boxes, start, {
    isActive,
    onMove(to) {
      send({ type: 'move', to });
      if (isActive() && rectangle) drawMarquee(rectangle, boxes, from, to);
    },
    onEnd(how) {
      if (rectangle) rectangle.hidden = true;
      send({ type: how });
    },
  });
}

function followRows<Id extends string, Drop extends RowDrop>(
  { store, send }: Gestures<Id>,
  boxes: ListBoxes,
  { line, ghost }: Drawn,
  start: Pointer,
  ids: readonly Id[],
  dragging: () => RowDragging<Id, Drop> | undefined,
): Following {
  let drop: Drop | null = null;
  const isActive = () => store.getState().drag.phase === 'active';
  return followPointer(boxes, start, {
    isActive,
    onMove(to, pointer) {
      send({ type: 'move', to });
      if (!isActive()) return;
      drop = isOverList(to.x, boxes.content.offsetWidth) ? (dragging()?.dropAt(to, ids) ?? null) : null;
      placeDropLine(line, drop);
      showGhost(ghost, pointer);
      dragging()?.onOver?.(drop);
    },
    onEnd(how) {
      const wasActive = isActive();
      placeDropLine(line, null);
      showGhost(ghost, null);
      send({ type: how });
      if (!wasActive) return;
      dragging()?.onOver?.(null);
      dragging()?.onEnd(how === 'release' ? drop : null, ids);
    },
  });
}

/** By its style alone: no React render for a mouse move. */
function showGhost(ghost: HTMLElement | null, at: Pointer | null): void {
  if (!ghost) return;
  ghost.hidden = at === null;
  if (!at) return;
  // Behind the pointer as one reads: where titles begin at the right there is no room beyond them.
  const isRtl = getComputedStyle(document.body).direction === 'rtl';
  const beside = isRtl ? `calc(${String(at.clientX - 12)}px - 100%)` : `${String(at.clientX + 12)}px`;
  ghost.style.transform = `translate(${beside}, ${String(at.clientY + 8)}px)`;
}
