import type { Clock } from './ports.ts';

/** One pending wake-up: the earliest that anybody asked for. */
export function createAlarm(clock: Clock, ring: () => void) {
  let dueMs = Number.POSITIVE_INFINITY;
  let pending = new AbortController();

  function clear(): void {
    pending.abort();
    dueMs = Number.POSITIVE_INFINITY;
  }
  async function wait(ms: number, { signal }: AbortController): Promise<void> {
    await clock.delay(ms, signal);
    if (signal.aborted) return;
    dueMs = Number.POSITIVE_INFINITY;
    ring();
  }
  return {
    clear,
    by(delayMs: number): void {
      const wanted = clock.nowMs() + delayMs;
      if (wanted >= dueMs) return;
      clear();
      dueMs = wanted;
      pending = new AbortController();
      void wait(delayMs, pending);
    },
  };
}
