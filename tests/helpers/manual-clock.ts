/** A clock that stands still until it is told to move. Nothing waits in real time. */
export function createManualClock(startMs = 1_000_000) {
  let now = startMs;
  let waiting: { dueMs: number; resolve: () => void }[] = [];

  /** Lets everything that is ready run, also what that makes ready. */
  async function drain(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  function wait(ms: number, signal: AbortSignal, resolve: () => void): void {
    const entry = { dueMs: now + ms, resolve };
    const leave = (): void => {
      waiting = waiting.filter((other) => other !== entry);
      resolve();
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(entry);
  }
  return {
    nowMs: () => now,
    delay: (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => wait(ms, signal, resolve)),
    drain,
    /** Moves on, ringing what is due on the way at its own time. */
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      await drain();
      for (;;) {
        const next = waiting.toSorted((a, b) => a.dueMs - b.dueMs)[0];
        if (!next || next.dueMs > end) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = Math.max(now, next.dueMs);
        next.resolve();
        await drain();
      }
      now = end;
    },
    /** Milliseconds until each pending wake-up. */
    pending: () => waiting.map(({ dueMs }) => dueMs - now).toSorted((a, b) => a - b),
  };
}
