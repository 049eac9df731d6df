/** One piece of work at a time; one that fails does not keep the next from its turn. `onFailure` hears of each. */
export function createTurns(onFailure: (error: unknown) => void) {
  let last: Promise<void> = Promise.resolve();
  return {
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const done = last.then(work);
      last = done.then(() => undefined, onFailure);
      return done;
    },
    /** Resolves when nothing is under way. */
    settled: (): Promise<void> => last,
  };
}
