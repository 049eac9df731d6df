import type { Clock } from './ports.ts';

/**
 * Calls `flush` at once after the first `touch`, then at most every `intervalMs`; the last touch is always followed
 * by a flush. The first touch after the interval flushes with it; only when none comes for `graceMs` more does a timer,
 * so that a steady stream of touches is told when it is new, not a part of an interval later.
 */
export function createCoalescer(clock: Clock, intervalMs: number, flush: () => void, graceMs = 0) {
  let timer = new AbortController();
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const fire = (): void => {
    isDue = false;
    timer.abort();
    timer = new AbortController();
    lastAtMs = clock.nowMs();
    flush();
  };
  const fireLater = async (waitMs: number): Promise<void> => {
    const { signal } = timer;
    await clock.delay(waitMs, signal);
    if (isDue && !signal.aborted) fire();
  };
  return {
    touch(): void {
      const waitMs = lastAtMs + intervalMs - clock.nowMs();
      // A clock that was set back would make the wait longer than the interval.
      if (waitMs <= 0 || waitMs > intervalMs) return fire();
      if (!isDue) void fireLater(waitMs + graceMs);
      isDue = true;
    },
    /** Says what is still due, and ends the timer. */
    close(): void {
      if (isDue) fire();
      timer.abort();
    },
  };
}
