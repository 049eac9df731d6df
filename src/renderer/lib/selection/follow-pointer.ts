import { edgeSpeed, type Point } from './marquee.ts';

/** A list in the page that a pressed pointer is followed over. */
export interface ListBoxes {
  /** What scrolls. */
  readonly scroller: HTMLElement;
  /** What is scrolled, all rows high: rows have their places in it. */
  readonly content: HTMLElement;
}
export interface Pointer {
  readonly clientX: number;
  readonly clientY: number;
}
interface PointerEvents {
  /** Where the pointer is in the content, scrolled or not. */
  readonly onMove: (to: Point, pointer: Pointer) => void;
  readonly onEnd: (how: 'release' | 'cancel') => void;
  /** Whether the press has become more than a click. */
  readonly isActive: () => boolean;
}
export interface Following {
  readonly giveUp: () => void;
  /** The rows under the pointer are others now. */
  readonly refresh: () => void;
}

/** Where the pointer is in the content, scrolled or not. */
export function pointIn(content: HTMLElement, { clientX, clientY }: Pointer): Point {
  const { left, top } = content.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/**
 * Follows a pressed pointer until it is released or given up (Escape, another window); one step for each frame. Near
 * an edge the list scrolls on while the pointer rests.
 */
export function followPointer({ scroller, content }: ListBoxes, start: Pointer, events: PointerEvents): Following {
  const listening = new AbortController();
  let pointer = start;
  let frame = 0;
  let lastMs: number | null = null;

  const update = () => events.onMove(pointIn(content, pointer), pointer);
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
    if (listening.signal.aborted) return;
    listening.abort();
    cancelAnimationFrame(frame);
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
  return { giveUp: () => end('cancel'), refresh: update };
}

/** Since the last frame; one at first, and not more than two: a page that was held up must not leap. */
const elapsedMs = (lastMs: number | null, nowMs: number): number =>
  lastMs === null ? 16 : Math.max(0, Math.min(34, nowMs - lastMs));

interface PointerListeners {
  readonly onMove: (event: PointerEvent) => void;
  readonly onRelease: (event: PointerEvent) => void;
  /** Answers whether the key was for what is drawn or dragged. */
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
