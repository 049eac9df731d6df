import type { RefObject } from 'react';
import { rowElement } from '../lib/selection/dom-rows.ts';
import { columnsOf, touchedBy } from '../lib/selection/laid-rows.ts';
import type { ListRows } from '../lib/selection/list-rows.ts';
import type { Box } from '../lib/selection/marquee.ts';

/** Rows or tiles that are all in the page, and where they are: of whatever height, as many beside each other as fit. */
export function useLaidRows<Id extends string>(scroller: RefObject<HTMLElement | null>, list: ListRows<Id>) {
  const elements = (): HTMLElement[] => [...(scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const columns = (): number => columnsOf(tops(elements()));

  /** In the coordinates of the content, which begins where the box that scrolls does. */
  function within(box: Box): readonly Id[] {
    const outer = scroller.current;
    if (!outer) return [];
    const { left, top } = outer.getBoundingClientRect();
    const [byX, byY] = [outer.scrollLeft - left - outer.clientLeft, outer.scrollTop - top - outer.clientTop];
    const rows = elements().map((element) => {
      const at = element.getBoundingClientRect();
      const inContent = { left: at.left + byX, top: at.top + byY, right: at.right + byX, bottom: at.bottom + byY };
      return { id: element.dataset['row'] as Id, box: inContent };
    });
    return touchedBy(rows, box);
  }
  function reveal(index: number): void {
    const id = list.shown[index]?.id;
    const outer = scroller.current;
    if (outer && id !== undefined) rowElement(outer, id)?.scrollIntoView({ block: 'nearest' });
  }
  /** How many lines there is room for. */
  function pageRows(): number {
    const [first] = elements();
    const height = first?.getBoundingClientRect().height ?? 0;
    return height > 0 ? Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height)) : 1;
  }
  return { within, reveal, columns, pageRows };
}

function* tops(elements: readonly HTMLElement[]): Iterable<number> {
  for (const element of elements) yield element.getBoundingClientRect().top;
}
