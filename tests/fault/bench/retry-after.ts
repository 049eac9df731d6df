import type { Clock, Outcome } from '../../../src/main/uploads/ports.ts';
import { driveDeadlineMs } from '../../../src/main/uploads/source-guard.ts';

/** Without a word of the server's: half of the first back-off, which is drawn from the upper half, and the longest one. */
const ownWaitMs = { least: 500, most: 64_000 } as const;
const slackMs = 5;
/** From an answer to the wait for it: the same turn of the event loop, on a busy machine. */
const sameTurnMs = 500;

interface Wait {
  readonly sinceMs: number;
  /** Null: the server did not say. */
  readonly toldMs: number | null;
}

/**
 * Watches that nobody asks again before the time that a 429 asked for. A wait may be interrupted: its run ends, somebody
 * clicks, an outage is over. That is seen at the wait itself (`watchDelays`), so that each is excused by nothing else.
 * `timeMs` is a time that nobody sets.
 */
export function createRetryAfterWatch(timeMs: () => number, onBug: (message: string) => void) {
  const waits = new Map<string, Wait>();

  const isOf = (ms: number, startedAtMs: number, { sinceMs, toldMs }: Wait): boolean => {
    const isThen = startedAtMs >= sinceMs && startedAtMs - sinceMs < sameTurnMs;
    // Each read has a deadline, which its end interrupts.
    const isOwn = ms >= ownWaitMs.least && ms <= ownWaitMs.most && ms !== driveDeadlineMs;
    return isThen && (toldMs === null ? isOwn : ms === toldMs);
  };
  function interrupted(ms: number, startedAtMs: number): void {
    for (const [call, wait] of waits) if (isOf(ms, startedAtMs, wait)) waits.delete(call);
  }
  return {
    /** The clock of the engine, at which a wait that is interrupted is seen. */
    watchDelays: (clock: Clock): Clock => ({
      ...clock,
      async delay(ms, signal) {
        const startedAtMs = timeMs();
        await clock.delay(ms, signal);
        if (signal.aborted) interrupted(ms, startedAtMs);
      },
    }),
    begin(call: string): void {
      const wait = waits.get(call);
      waits.delete(call);
      if (!wait) return;
      const earlyMs = wait.sinceMs + (wait.toldMs ?? ownWaitMs.least) - timeMs();
      if (earlyMs > slackMs) onBug(`asked again ${Math.round(earlyMs)} ms too early after a 429: ${call}`);
    },
    note(call: string, outcome: Outcome<unknown>): void {
      if (outcome.ok || outcome.error.kind !== 'rate-limited') return;
      waits.set(call, { sinceMs: timeMs(), toldMs: outcome.error.retryAfterMs ?? null });
    },
  };
}
export type RetryAfterWatch = ReturnType<typeof createRetryAfterWatch>;
