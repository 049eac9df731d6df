/** Exchanges that hang until they are let go. */
export interface Stalls {
  /** Resolves after `forMs`, or at `release()`. */
  wait: (forMs: number | undefined) => Promise<void>;
  /** Lets everything that hangs go on. */
  release: () => void;
  /** How many hang now. */
  count: () => number;
}

export function createStalls(): Stalls {
  const held = new Set<() => void>();
  return {
    wait: (forMs) =>
      new Promise((resolve) => {
        const timer = forMs === undefined ? undefined : setTimeout(letGo, forMs);
        function letGo(): void {
          clearTimeout(timer);
          held.delete(letGo);
          resolve();
        }
        held.add(letGo);
      }),
    release: () => {
      for (const letGo of held) letGo();
    },
    count: () => held.size,
  };
}
