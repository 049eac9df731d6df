import { refill, spend, startBucket, type Bucket } from './bucket.ts';
import type { Clock } from './ports.ts';

interface Waiting {
  readonly wanted: number;
  readonly resolve: (granted: number) => void;
}

/**
 * One speed limit for all connections: whoever wants to send asks first and is served in turn, so nobody starves. A new
 * limit holds from the next turn on. Without one there is no wait and no promise.
 */
export function createPacer(clock: Clock, life: AbortSignal) {
  let bucket: Bucket | null = null;
  let queue: Waiting[] = [];
  let timer = new AbortController();
  let isServing = false;

  function releaseAll(): void {
    const all = queue;
    queue = [];
    for (const { wanted, resolve } of all) resolve(wanted);
  }
  async function serve(): Promise<void> {
    isServing = true;
    while (queue.length > 0 && bucket && !life.aborted) {
      const [first] = queue;
      if (!first) break;
      const given = spend(refill(bucket, clock.nowMs()), first.wanted);
      bucket = given.bucket;
      if (given.granted > 0) {
        queue.shift();
        first.resolve(given.granted);
      } else await clock.delay(given.waitMs, AbortSignal.any([timer.signal, life]));
    }
    isServing = false;
    releaseAll();
  }
  return {
    /** Null: no limit. */
    setLimit(bytesPerSecond: number | null): void {
      if (bytesPerSecond === (bucket?.bytesPerSecond ?? null)) return;
      bucket = bytesPerSecond === null ? null : startBucket(bytesPerSecond, clock.nowMs());
      timer.abort();
      timer = new AbortController();
    },
    /** How many of the bytes wanted may be sent (at least 1), at once or when it is its turn. */
    pace(wanted: number): number | Promise<number> {
      if (!bucket || life.aborted) return wanted;
      return new Promise((resolve) => {
        queue.push({ wanted, resolve });
        if (!isServing) void serve();
      });
    },
  };
}
export type Pacer = ReturnType<typeof createPacer>;
