import type { Clock } from './ports.ts';

/** What a touch is for: something that is seen to move or change, or only the figures beside it. */
export type Touch = 'sight' | 'figures';
export interface Pace {
  /** Between two flushes of which the first had something to see. */
  readonly intervalMs: number;
  /** From any flush to one for figures alone. */
  readonly figuresMs: number;
  /** A steady stream of touches is flushed by a touch; how long none may come before a timer does it. */
  readonly graceMs: number;
}
/** However they fall: as many flushes in any one second. */
const mostInWindow = 10;
const windowMs = 1_000;

/**
 * Calls `flush` for touches, at the pace given; the last touch is always followed by a flush. Figures are told slowly, so
 * that what then moves need not wait for its turn: it is told at once.
 */
export function createCoalescer(clock: Clock, pace: Pace, flush: () => void) {
  let timer = { ends: new AbortController(), atMs: Number.POSITIVE_INFINITY };
  /** When the latest flushes were, the last one last. */
  let flushedAtMs: number[] = [];
  let lastWas: Touch = 'figures';
  let due: Touch | null = null;

  const stopTimer = (): void => {
    timer.ends.abort();
    timer = { ends: new AbortController(), atMs: Number.POSITIVE_INFINITY };
  };
  const fire = (what: Touch): void => {
    stopTimer();
    due = null;
    lastWas = what;
    flushedAtMs = [...flushedAtMs.slice(1 - mostInWindow), clock.nowMs()];
    flush();
  };
  const waitMs = (what: Touch): number => {
    const nowMs = clock.nowMs();
    const lastAtMs = flushedAtMs.at(-1);
    // A clock that was set back would make any wait too long.
    if (lastAtMs === undefined || lastAtMs > nowMs) {
      flushedAtMs = [];
      return 0;
    }
    const [first = 0] = flushedAtMs;
    const isFull = flushedAtMs.length === mostInWindow;
    const gapMs = what === 'figures' ? pace.figuresMs : lastWas === 'figures' ? 0 : pace.intervalMs;
    return Math.max(0, lastAtMs + gapMs - nowMs, isFull ? first + windowMs - nowMs : 0);
  };
  const fireAt = async (what: Touch, inMs: number): Promise<void> => {
    const atMs = clock.nowMs() + inMs;
    if (timer.atMs <= atMs) return;
    stopTimer();
    timer.atMs = atMs;
    const { signal } = timer.ends;
    await clock.delay(inMs, signal);
    if (!signal.aborted && due) fire(what);
  };
  return {
    touch(what: Touch = 'sight'): void {
      due = due === 'sight' ? due : what;
      const inMs = waitMs(due);
      if (inMs === 0) return fire(due);
      void fireAt(due, inMs + pace.graceMs);
    },
    /** Says what is still due, and ends the timer. */
    close(): void {
      if (due) fire(due);
      stopTimer();
    },
  };
}
