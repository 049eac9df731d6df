import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';
import { rowElement, rowIdAt } from '../lib/selection/dom-rows.ts';
import { survivor, type ListRows } from '../lib/selection/list-rows.ts';

interface ListKeyboard<Id extends string> {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly list: ListRows<Id>;
  readonly active: Id | null;
  /** Brings the row that is displayed there into sight. */
  readonly reveal: (index: number) => void;
  /** The height of what is seen: a window that shrinks must not hide the row that one is on. */
  readonly height?: number | undefined;
  /** A row takes over from one that has gone with the keyboard. */
  readonly onTakeOver: (id: Id) => void;
  /** The row whose title is typed: it has the keyboard by itself. */
  readonly typedIn?: Id | null;
  /** A row that is to have the keyboard wherever that is now; `onWantedMet` when it has. */
  readonly wanted?: Id | null;
  readonly onWantedMet?: () => void;
}

/**
 * While the keyboard is in the list, or is wanted there, the active row has it and is in sight. When its row is taken
 * away by another hand, the next one that stays has it. Answers what the list must listen with.
 */
export function useListKeyboard<Id extends string>(props: ListKeyboard<Id>) {
  const { scroller, list, active, height, typedIn = null, wanted = null } = props;
  /** Which row had the keyboard last; null when it left. A row that leaves the page with it tells nobody. */
  const held = useRef<Id | null>(null);
  /** A row that is pressed is in sight; one that was brought wholly into it would leave from under the pointer. */
  const isPressed = useRef(false);
  const latest = useRef(props);
  const before = useRef(list);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const [at, typedAt, wantedAt] = [active, typedIn, wanted].map(list.indexOf);
  useLayoutEffect(() => {
    const { reveal, onTakeOver, onWantedMet, list: rows } = latest.current;
    const box = scroller.current;
    if (!box) return;
    if (typedAt !== undefined && typedAt >= 0) return reveal(typedAt);
    if (wanted === null && !hasKeyboard(box, held.current)) return;
    const id = wanted ?? active;
    const index = rows.indexOf(id);
    if (id !== null && index >= 0) {
      if (wanted !== null || !isPressed.current) reveal(index);
      rowElement(box, id)?.focus({ preventScroll: true });
      if (wanted !== null) onWantedMet?.();
    } else if (wanted === null) {
      const order = before.current.shown.map((row) => row.id);
      const next = survivor(order, { has: (one) => rows.indexOf(one as Id) < 0 }, held.current ?? active);
      if (next !== null) onTakeOver(next);
    }
  }, [scroller, height, active, wanted, at, typedAt, wantedAt]);
  useLayoutEffect(() => {
    before.current = list;
  });
  return {
    onPointerDownCapture() {
      isPressed.current = true;
      const release = new AbortController();
      const end = (): void => {
        isPressed.current = false;
        release.abort();
      };
      for (const type of ['pointerup', 'pointercancel'])
        window.addEventListener(type, end, { capture: true, signal: release.signal });
    },
    onFocusCapture: ({ target }: FocusEvent) => {
      held.current = rowIdAt<Id>(target);
    },
    onBlurCapture: ({ target }: FocusEvent) => {
      // When the whole window loses the keyboard, it will be given back to this row.
      if (document.activeElement !== target) held.current = null;
    },
  };
}

/** It is in there, or it was and its row has left the page with it. */
const hasKeyboard = (box: HTMLElement, held: string | null): boolean =>
  box.contains(document.activeElement) || (held !== null && document.activeElement === document.body);
