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

/** One tab stop for a list of items in which nothing is selected; up and down go from one to the next. */
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
  const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  return items[to[key] ?? -1];
}
