import type { Outcome } from '../../../src/main/uploads/ports.ts';

/** Without a word of the server's: half of the first back-off, which is drawn from the upper half. */
const leastWaitMs = 500;
const slackMs = 5;

interface Wait {
  readonly signal: AbortSignal;
  readonly untilMs: number;
}

/**
 * Watches that nobody asks again before the time that a 429 asked for. `timeMs` is a time that nobody sets. A wait ends early
 * for two reasons, and for no other: the run that waits ends (another has another signal), or everybody who waits is woken,
 * by a message or by whoever gets through again after an outage.
 */
export function createRetryAfterWatch(timeMs: () => number, onBug: (message: string) => void) {
  const waits = new Map<string, Wait>();
  /** Calls that found no network: when one of them gets on, or is given up, all that wait may be woken. */
  const away = new Map<string, AbortSignal>();

  function lookForOutage(): boolean {
    for (const [call, signal] of away) if (signal.aborted) endOutageOf(call);
    return away.size > 0;
  }
  function endOutageOf(call: string): void {
    if (away.delete(call)) waits.clear();
  }
  return {
    /** Everybody may have been woken. */
    wake: (): void => waits.clear(),
    begin(call: string, signal: AbortSignal): void {
      const isOut = lookForOutage();
      const wait = waits.get(call);
      waits.delete(call);
      if (!wait || isOut || wait.signal !== signal) return;
      const earlyMs = wait.untilMs - timeMs();
      if (earlyMs > slackMs) onBug(`asked again ${Math.round(earlyMs)} ms too early after a 429: ${call}`);
    },
    note(call: string, signal: AbortSignal, outcome: Outcome<unknown>): void {
      const error = outcome.ok ? null : outcome.error;
      if (error?.kind === 'offline') away.set(call, signal);
      else endOutageOf(call);
      if (error?.kind === 'rate-limited')
        waits.set(call, { signal, untilMs: timeMs() + (error.retryAfterMs ?? leastWaitMs) });
    },
  };
}
export type RetryAfterWatch = ReturnType<typeof createRetryAfterWatch>;
