import type { Clock } from './ports.ts';

/**
 * Calls `flush` at once after the first `touch`, then at most every `intervalMs`; the last touch is always followed
 * by a flush.
 */
export function createCoalescer(clock: Clock, intervalMs: number, flush: () => void) {
  const life = new AbortController();
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const fire = (): void => {
    isDue = false;
    lastAtMs = clock.nowMs();
    flush();
  };
  const fireLater = async (waitMs: number): Promise<void> => {
    await clock.delay(waitMs, life.signal);
    if (isDue) fire();
  };
  return {
    touch(): void {
      if (isDue) return;
      isDue = true;
      const waitMs = lastAtMs + intervalMs - clock.nowMs();
      // A clock that was set back would make the wait longer than the interval.
      if (waitMs > 0 && waitMs <= intervalMs) void fireLater(waitMs);
      else fire();
    },
    /** Says what is still due, and ends the timer. */
    close(): void {
      if (isDue) fire();
      life.abort();
    },
  };
}
