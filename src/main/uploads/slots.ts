interface Waiter {
  readonly rank: () => number;
  readonly grant: (granted: boolean) => void;
}

/**
 * The connection budget of all uploads together. A free slot goes to the waiter with the lowest rank, so an
 * upload that was moved to the front gets the very next connection.
 */
export function createSlots(initialLimit: number) {
  let limit = initialLimit;
  let used = 0;
  const waiters = new Set<Waiter>();

  const serve = (): void => {
    while (used < limit && waiters.size > 0) {
      const next = [...waiters].reduce((best, waiter) => (waiter.rank() < best.rank() ? waiter : best));
      waiters.delete(next);
      used += 1;
      next.grant(true);
    }
  };
  return {
    /** Resolves true with a slot to be released, false without one when the signal aborts first. */
    acquire(rank: () => number, signal: AbortSignal): Promise<boolean> {
      if (signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const withdraw = (): void => waiter.grant(false);
        const waiter: Waiter = {
          rank,
          grant(granted) {
            waiters.delete(waiter);
            signal.removeEventListener('abort', withdraw);
            resolve(granted);
          },
        };
        signal.addEventListener('abort', withdraw, { once: true });
        waiters.add(waiter);
        serve();
      });
    },
    /** Takes a slot only if one is free and nobody waits for it. */
    tryAcquire(): boolean {
      if (used >= limit || waiters.size > 0) return false;
      used += 1;
      return true;
    },
    release(): void {
      used -= 1;
      serve();
    },
    /** A lower limit takes effect as slots come back. */
    setLimit(next: number): void {
      limit = next;
      serve();
    },
    isSaturated: (): boolean => used >= limit,
    used: (): number => used,
  };
}
export type Slots = ReturnType<typeof createSlots>;
