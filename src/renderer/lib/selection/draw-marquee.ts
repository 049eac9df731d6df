import { boxOf, edgeSpeed, type MarqueeMode, type Point } from './marquee.ts';

/** A list in the page that a rectangle can be drawn over. */
export interface MarqueeParts {
  /** What scrolls. */
  readonly scroller: HTMLElement;
  /** What is scrolled, all rows high: rows and rectangle have their places in it. */
  readonly content: HTMLElement;
  /** Drawn by its style alone: no React render for a mouse move. */
  readonly rectangle: HTMLElement;
}
interface MarqueeEvents {
  readonly onMove: (to: Point) => void;
  readonly onEnd: (how: 'release' | 'cancel') => void;
  /** Whether the press has become a rectangle. */
  readonly isActive: () => boolean;
}

interface Pointer {
  readonly clientX: number;
  readonly clientY: number;
}

/** Where the pointer is in the content, scrolled or not. */
export function pointIn(content: HTMLElement, { clientX, clientY }: Pointer): Point {
  const { left, top } = content.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** With Shift or the platform's key the rectangle adds, with Alt it takes away. */
export function marqueeMode(
  event: { readonly shiftKey: boolean; readonly altKey: boolean },
  toggle: boolean,
): MarqueeMode {
  if (event.altKey) return 'subtract';
  return event.shiftKey || toggle ? 'add' : 'replace';
}

/**
 * Follows a pressed pointer until it is released or given up (Escape, another window); one step for each frame. Near
 * an edge the list scrolls on while the pointer rests. Answers how to give it up.
 */
export function followMarquee(parts: MarqueeParts, start: Pointer, events: MarqueeEvents): () => void {
  const { scroller, content, rectangle } = parts;
  const from = pointIn(content, start);
  const listening = new AbortController();
  let pointer = start;
  let frame = 0;
  let lastMs: number | null = null;

  function update(): void {
    const to = pointIn(content, pointer);
    events.onMove(to);
    if (events.isActive()) draw(parts, from, to);
  }
  function tick(nowMs: number): void {
    const speed = events.isActive() ? edgeSpeed(pointer.clientY, scroller.getBoundingClientRect()) : 0;
    const before = scroller.scrollTop;
    scroller.scrollTop += Math.sign(speed) * Math.ceil(Math.abs(speed) * elapsedMs(lastMs, nowMs));
    const isScrolling = scroller.scrollTop !== before;
    update();
    lastMs = isScrolling ? nowMs : null;
    frame = isScrolling ? requestAnimationFrame(tick) : 0;
  }
  function end(how: 'release' | 'cancel'): void {
    listening.abort();
    cancelAnimationFrame(frame);
    rectangle.hidden = true;
    events.onEnd(how);
  }
  listen(listening.signal, {
    onMove(event) {
      pointer = event;
      if (frame === 0) frame = requestAnimationFrame(tick);
    },
    onRelease(event) {
      pointer = event;
      update();
      end('release');
    },
    onEscape() {
      const isOurs = events.isActive();
      if (isOurs) end('cancel');
      return isOurs;
    },
    onLoss: () => end('cancel'),
  });
  return () => end('cancel');
}

/** Since the last frame; one at first, and not more than two: a page that was held up must not leap. */
const elapsedMs = (lastMs: number | null, nowMs: number): number =>
  lastMs === null ? 16 : Math.max(0, Math.min(34, nowMs - lastMs));

interface PointerListeners {
  readonly onMove: (event: PointerEvent) => void;
  readonly onRelease: (event: PointerEvent) => void;
  /** Answers whether the key was for the rectangle. */
  readonly onEscape: () => boolean;
  readonly onLoss: () => void;
}

/** On the window and before all others: the pointer may be anywhere, and Escape is nobody else's meanwhile. */
function listen(signal: AbortSignal, { onMove, onRelease, onEscape, onLoss }: PointerListeners): void {
  const options = { signal, capture: true };
  window.addEventListener('pointermove', onMove, options);
  window.addEventListener('pointerup', onRelease, options);
  window.addEventListener('pointercancel', onLoss, options);
  // Only of the window itself, which a capturing listener would not tell from that of an element.
  window.addEventListener(
    'blur',
    (event) => {
      if (event.target === window) onLoss();
    },
    options,
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !onEscape()) return;
      event.preventDefault();
      event.stopPropagation();
    },
    options,
  );
}

/** Cut to the content, or to what is seen where there is less of it: nothing must grow by being drawn over. */
function draw({ scroller, content, rectangle }: MarqueeParts, from: Point, to: Point): void {
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
