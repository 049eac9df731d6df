import { useState, type FocusEvent, type KeyboardEvent } from 'react';

interface RovingItem {
  readonly tabIndex: 0 | -1;
  readonly 'data-roving': string;
}
export interface RovingFocus {
  /** For the box around the items. */
  readonly container: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  };
  /** For each item: Tab reaches one of them, the arrows the others. */
  readonly item: (id: string) => RovingItem;
}

/** One tab stop for many items, left and right in reading order, up and down by where they are on screen. */
export function useRovingFocus(ids: readonly string[]): RovingFocus {
  const [lastId, setLastId] = useState<string | null>(null);
  const current = lastId !== null && ids.includes(lastId) ? lastId : ids[0];
  return {
    container: {
      onKeyDown(event) {
        const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-roving]') : null;
        if (!from || from !== event.target) return;
        const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]')];
        const next = neighbour(event.key, from, items);
        if (!next) return;
        event.preventDefault();
        next.focus();
      },
      onFocus(event) {
        const id = event.target.closest<HTMLElement>('[data-roving]')?.dataset['roving'];
        if (id !== undefined) setLastId(id);
      },
    },
    item: (id) => ({ tabIndex: id === current ? 0 : -1, 'data-roving': id }),
  };
}

function neighbour(key: string, from: HTMLElement, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(from);
  const forward = getComputedStyle(from).direction === 'rtl' ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return items[at + forward];
    case 'ArrowLeft':
      return items[at - forward];
    case 'ArrowDown':
      return nearest(from, items.slice(at + 1), 1);
    case 'ArrowUp':
      return nearest(from, items.slice(0, at).toReversed(), -1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}

/** The item of the next line (in the order given) whose start is closest to ours. */
function nearest(from: HTMLElement, others: readonly HTMLElement[], sign: 1 | -1): HTMLElement | undefined {
  const { left, top } = from.getBoundingClientRect();
  const boxes = others.map((element) => ({ element, box: element.getBoundingClientRect() }));
  const line = boxes.find(({ box }) => (box.top - top) * sign > 1)?.box.top;
  const inLine = boxes.filter(({ box }) => box.top === line);
  const distance = (box: DOMRect) => Math.abs(box.left - left);
  return inLine.toSorted((a, b) => distance(a.box) - distance(b.box))[0]?.element;
}
