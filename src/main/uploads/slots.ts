/** Somebody who can use a connection now or may be able to later; asked whenever one is free. */
export interface Wish {
  /** The lowest is served first. Asked anew each time: the order of a queue changes. */
  readonly rank: () => number;
  readonly isOpen: () => boolean;
  /** It has had connections, and what is left takes at most as many as there are: whoever comes next is to get ready. */
  readonly isEnding: () => boolean;
  /** Uses the connection from now on, and releases it when it is done. */
  readonly grant: () => void;
}

/** Who gets the next connection: the first in the order of those that can use one now. Null: nobody can. */
export function choose<W extends Pick<Wish, 'rank' | 'isOpen'>>(wishes: Iterable<W>): W | null {
  let best: W | null = null;
  for (const wish of wishes) if (wish.isOpen() && (!best || wish.rank() < best.rank())) best = wish;
  return best;
}

/**
 * The connection budget of all uploads together. The first file of the queue gets every connection it can use, the next
 * one what is left, and an upload that was moved to the front the very next connection.
 */
export function createSlots(initialLimit: number) {
  let limit = initialLimit;
  let used = 0;
  const wishes = new Set<Wish>();

  const serve = (): void => {
    while (used < limit) {
      const next = choose(wishes);
      if (!next) return;
      used += 1;
      next.grant();
    }
  };
  return {
    /** Answers how to leave again. */
    join(wish: Wish): () => void {
      wishes.add(wish);
      serve();
      return () => void wishes.delete(wish);
    },
    /** To be called when a wish opens by itself. */
    serve,
    release(): void {
      used -= 1;
      serve();
    },
    /** A lower limit takes effect as slots come back. */
    setLimit(next: number): void {
      limit = next;
      serve();
    },
    /** The rank of the first who waits for connections and does not come to its end; infinite when nobody does. */
    firstInLine: (): number =>
      choose([...wishes].filter((wish) => !wish.isEnding()))?.rank() ?? Number.POSITIVE_INFINITY,
    limit: (): number => limit,
    free: (): number => Math.max(0, limit - used),
    used: (): number => used,
  };
}
export type Slots = ReturnType<typeof createSlots>;
