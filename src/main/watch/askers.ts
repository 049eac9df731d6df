/** Who asked for a look and has no answer yet. */
export function createAskers() {
  let waiting: (() => void)[] = [];
  return {
    /** Resolves when the look that was asked for is over. */
    ask: (): Promise<void> => new Promise((resolve) => void waiting.push(resolve)),
    /** Those who asked until now; they are told by calling them. */
    take(): readonly (() => void)[] {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}
