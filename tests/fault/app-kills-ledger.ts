/**
 * What was answered as committed, kept on the driver's side. Each fact is a text under a name; an action that was under
 * way when the app died may have been committed or not, and nothing else may be seen.
 */
export function createLedger() {
  const settled = new Map<string, string>();
  let pending: ReadonlyMap<string, string> = new Map();
  let committed = 0;
  return {
    /** Sets a fact that the driver has read itself. */
    know: (name: string, value: string): void => void settled.set(name, value),
    value: (name: string): string => settled.get(name) ?? '',
    committed: (): number => committed,
    /** Runs an action that makes these facts true; they are settled when it was answered as a success. */
    async act<T>(facts: Readonly<Record<string, string>>, action: () => Promise<T>): Promise<T> {
      pending = new Map(Object.entries(facts));
      const answer = await action();
      for (const [name, value] of pending) settled.set(name, value);
      pending = new Map();
      committed += 1;
      return answer;
    },
    /**
     * Compares with what the file says after a kill, and goes on from that. Answers what was lost. The facts of one
     * action come together or not at all.
     */
    reconcile(found: (name: string) => string): string[] {
      const hasCome = [...pending].every(([name, value]) => found(name) === value);
      const expected = hasCome ? new Map([...settled, ...pending]) : settled;
      const lost = [...expected]
        .filter(([name, value]) => found(name) !== value)
        .map(([name, value]) => `${name} was answered as ${value} and is ${found(name)}`);
      for (const name of expected.keys()) settled.set(name, found(name));
      pending = new Map();
      return lost;
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;
