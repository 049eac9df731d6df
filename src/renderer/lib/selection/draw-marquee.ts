import type { ListBoxes } from './follow-pointer.ts';
import { boxOf, type MarqueeMode, type Point } from './marquee.ts';

/** With Shift or the platform's key the rectangle adds, with Alt it takes away. */
export function marqueeMode(
  event: { readonly shiftKey: boolean; readonly altKey: boolean },
  toggle: boolean,
): MarqueeMode {
  if (event.altKey) return 'subtract';
  return event.shiftKey || toggle ? 'add' : 'replace';
}

/**
 * The rectangle by its style alone: no React render for a mouse move. Cut to the content, or to what is seen where there is less of it: nothing must grow by
 * being drawn over.
 */
export function drawMarquee(rectangle: HTMLElement, { scroller, content }: ListBoxes, from: Point, to: Point): void {
  const { left, top, right, bottom } = boxOf(from, to);
  const lowest = Math.max(content.offsetHeight, scroller.clientHeight - content.offsetTop);
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const width = Math.min(right, content.offsetWidth) - x;
  const height = Math.min(bottom, lowest) - y;
  rectangle.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
  rectangle.style.width = `${String(Math.max(0, width))}px`;
  rectangle.style.height = `${String(Math.max(0, height))}px`;
  rectangle.hidden = false;
}
