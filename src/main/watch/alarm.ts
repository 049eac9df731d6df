import type { Clock } from './ports.ts';

/** One time at which there is something to do: the earliest that was asked for. */
export function createAlarm(clock: Clock) {
  let dueMs = Infinity;
  let wake = new AbortController();

  return {
    ringAt(atMs: number): void {
      if (atMs >= dueMs) return;
      dueMs = atMs;
      wake.abort();
    },
    /** Resolves when it is time, or when the signal aborts; what was asked for is then done. */
    async wait(signal: AbortSignal): Promise<void> {
      while (!signal.aborted && clock.nowMs() < dueMs) {
        wake = new AbortController();
        await clock.delay(Math.min(dueMs - clock.nowMs(), MAX_DELAY_MS), AbortSignal.any([signal, wake.signal]));
      }
      dueMs = Infinity;
    },
  };
}

/** A clock that was set back must not make it sleep for ever. */
const MAX_DELAY_MS = 60_000;
