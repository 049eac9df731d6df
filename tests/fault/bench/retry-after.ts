import type { Outcome } from '../../../src/main/uploads/ports.ts';

/** Without a word of the server's: half of the first back-off, which is drawn from the upper half. */
const leastWaitMs = 500;
const slackMs = 5;

/**
 * Watches that nobody asks again before the time that a 429 asked for. `timeMs` is a time that nobody sets. Once there was a reason to wake who waits
 * (somebody clicked, the line was gone), it says no more: when they are woken is not its matter.
 */
export function createRetryAfterWatch(timeMs: () => number, onBug: (message: string) => void) {
  const notBefore = new Map<string, number>();
  let isOver = false;
  return {
    /** Somebody may have been woken. */
    end: (): void => void (isOver = true),
    begin(call: string): void {
      const earlyMs = (notBefore.get(call) ?? 0) - timeMs();
      notBefore.delete(call);
      if (!isOver && earlyMs > slackMs) onBug(`asked again ${Math.round(earlyMs)} ms too early after a 429: ${call}`);
    },
    note(call: string, outcome: Outcome<unknown>): void {
      if (outcome.ok) return;
      const { kind, retryAfterMs } = outcome.error;
      // Whoever waits is woken after an outage, and a run that ends for another reason takes its waits with it.
      if (kind !== 'rate-limited' && kind !== 'io') isOver = true;
      if (kind === 'rate-limited') notBefore.set(call, timeMs() + (retryAfterMs ?? leastWaitMs));
    },
  };
}
export type RetryAfterWatch = ReturnType<typeof createRetryAfterWatch>;
