import { sweepOrphans, type SweepPorts } from '../../uploads/orphans.ts';
import { failureOf } from './failure.ts';
import type { JobHandler } from './runner.ts';

export interface SweepDeps extends SweepPorts {
  readonly onRemoved: (count: number) => void;
}
const dayMs = 24 * 60 * 60_000;

/** Removes what nobody goes on with, then comes again in a day. Without a storage there is nothing to look at. */
export function createSweep(deps: SweepDeps): JobHandler<'sweep-orphans'> {
  return async (_payload, signal) => {
    const swept = await sweepOrphans(deps, signal);
    if (!swept.ok) {
      const failure = failureOf(swept.error);
      // Nothing that somebody would have to be told of: it is looked at again when there is one.
      if (failure.kind === 'not-configured') return { type: 'again', afterMs: dayMs };
      return { type: 'failed', failure };
    }
    if (swept.value > 0) deps.onRemoved(swept.value);
    return { type: 'again', afterMs: dayMs };
  };
}
