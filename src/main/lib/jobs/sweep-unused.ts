import type { Outcome } from '../../uploads/ports.ts';
import { failureOf } from './failure.ts';
import type { JobHandler } from './runner.ts';

export interface SweepUnusedDeps {
  /** By the service's clock; null: it does not tell. */
  readonly serverNowMs: (signal: AbortSignal) => Promise<Outcome<number | null>>;
  /** Queues what nobody uses; answers how many. */
  readonly queueForgotten: (serverNowMs: number) => number;
}
const dayMs = 24 * 60 * 60_000;

/** Asks for the deletion of what was purged elsewhere or expired, then comes again in a day. */
export function createSweepUnused({ serverNowMs, queueForgotten }: SweepUnusedDeps): JobHandler<'sweep-unused'> {
  return async (_payload, signal) => {
    const now = await serverNowMs(signal);
    if (!now.ok) {
      const failure = failureOf(now.error);
      // Without a storage there is nothing to delete, and nobody to be told.
      return failure.kind === 'not-configured' ? { type: 'again', afterMs: dayMs } : { type: 'failed', failure };
    }
    if (now.value !== null) queueForgotten(now.value);
    return { type: 'again', afterMs: dayMs };
  };
}
