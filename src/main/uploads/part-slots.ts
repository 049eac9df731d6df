import type { Connections, Rest } from './run.ts';
import { createSlots } from './slots.ts';

/** One lane's hold on a connection. */
export interface Hold {
  /** Lends the connection to another lane while this one waits for its next try. */
  readonly rest: Rest;
  giveBack(): void;
}
/** The others keep theirs: a server that refuses everything is not to be asked for every part at once. */
const maxResting = 4;

/** The connections of one large file: those that the budget of all uploads gives, and at most `most` at once. */
export function createPartSlots(connections: Pick<Connections, 'acquire' | 'release'>, most: number) {
  const own = createSlots(most);
  let resting = 0;

  const take = async (signal: AbortSignal): Promise<boolean> => {
    if (!(await own.acquire(() => 0, signal))) return false;
    const isGranted = await connections.acquire(signal);
    if (!isGranted) own.release();
    return isGranted;
  };
  const release = (): void => {
    own.release();
    connections.release();
  };
  return {
    /** Null when the signal aborts first. */
    async acquire(signal: AbortSignal): Promise<Hold | null> {
      let isHeld = await take(signal);
      if (!isHeld) return null;
      return {
        async rest(wait) {
          if (resting >= maxResting) return wait();
          resting += 1;
          isHeld = false;
          release();
          await wait();
          resting -= 1;
          isHeld = await take(signal);
        },
        giveBack() {
          if (isHeld) release();
          isHeld = false;
        },
      };
    },
  };
}
