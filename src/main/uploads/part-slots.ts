import type { Connections, Rest } from './run.ts';

/** So many parts of a file lend their connection to its next ones: a server that refuses all is not asked for each of them. */
const maxLent = 4;

export interface PartWork<Part> {
  /** In the order in which they begin. */
  readonly parts: readonly Part[];
  /** How many may be on their way at once, whatever the budget gives. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** `rest` gives the connection away while this part waits for its next try. */
  readonly send: (part: Part, rest: Rest) => Promise<void>;
}

/**
 * Sends the parts of one file on the connections that the budget of all uploads gives it. A part that waits gives its own
 * away: to the next part, and from the fifth on only to other files. Resolves when all are sent or have stopped.
 */
export async function sendOnSlots<Part>(connections: Connections, work: PartWork<Part>): Promise<void> {
  const { parts, most, signal, send } = work;
  const holds = createHolds(connections, signal);
  const ended = Promise.withResolvers<void>();
  let [begun, lanes] = [0, 0];

  const settle = (): void => {
    if (lanes === 0 && (begun === parts.length || signal.aborted)) ended.resolve();
  };
  const begin = async (part: Part): Promise<void> => {
    lanes += 1;
    await holds.use((rest) => send(part, rest)).catch(ended.reject);
    lanes -= 1;
    settle();
  };
  const isOpen = (): boolean => {
    const mayBegin = begun < parts.length && holds.resting() <= maxLent;
    return !signal.aborted && holds.held() < most && (holds.isAwaited() || mayBegin);
  };
  const grant = (): void => {
    if (holds.goOn()) return;
    for (const part of parts.slice(begun, (begun += 1))) void begin(part);
  };
  signal.addEventListener('abort', settle, { once: true });
  const isEnding = (): boolean => begun > 0 && parts.length - begun <= connections.limit();
  const leave = connections.join({ isOpen, isEnding, grant });
  settle();
  await ended.promise.finally(() => {
    leave();
    signal.removeEventListener('abort', settle);
  });
}

/** The connections that the parts of one file have, and the parts that wait to have one again. */
function createHolds(connections: Connections, signal: AbortSignal) {
  const returning: (() => void)[] = [];
  let [held, resting] = [0, 0];

  /** False: stopped before it has one. */
  const comeBack = (): Promise<boolean> =>
    new Promise((resolve) => {
      const stop = (): void => resolve(false);
      signal.addEventListener('abort', stop, { once: true });
      returning.push(() => {
        signal.removeEventListener('abort', stop);
        resolve(true);
      });
      connections.serve();
    });
  const giveBack = (): void => {
    held -= 1;
    connections.release();
  };
  return {
    held: (): number => held,
    resting: (): number => resting,
    isAwaited: (): boolean => returning.length > 0,
    /** A connection goes to a part that had one before; false when none waits for it. */
    goOn(): boolean {
      const next = returning.shift();
      if (!next) return false;
      held += 1;
      next();
      return true;
    },
    /** Sends on a connection that was granted now. */
    async use(send: (rest: Rest) => Promise<void>): Promise<void> {
      held += 1;
      let isHeld = true;
      const rest: Rest = async (wait) => {
        resting += 1;
        isHeld = false;
        giveBack();
        await wait();
        resting -= 1;
        isHeld = !signal.aborted && (await comeBack());
      };
      try {
        await send(rest);
      } finally {
        if (isHeld) giveBack();
      }
    },
  };
}
