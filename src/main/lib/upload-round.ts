import type { QueueSummary } from '../../shared/domain/upload.ts';

type Counts = Pick<QueueSummary, 'active' | 'queued' | 'waiting' | 'ready' | 'failed'>;
/** What came of the uploads from the first that began to the last that ended. */
export interface RoundEnd {
  readonly stored: number;
  readonly failed: number;
}

/**
 * Tells when everything that was to be sent has been: once, with what came of it. Uploads that wait are still to come;
 * paused ones are not. Clearing the list changes nothing of what was counted.
 */
export function createUploadRound(onEnd: (end: RoundEnd) => void) {
  let last: Counts | null = null;
  let round: RoundEnd | null = null;
  return (now: Counts): void => {
    const before = last ?? now;
    last = now;
    const isOpen = now.active + now.queued + now.waiting > 0;
    if (round) {
      round = {
        stored: round.stored + Math.max(0, now.ready - before.ready),
        // One that is tried again is not failed any more.
        failed: Math.max(0, round.failed + now.failed - before.failed),
      };
    }
    if (isOpen) round ??= { stored: 0, failed: 0 };
    else if (round) {
      const end = round;
      round = null;
      if (end.stored + end.failed > 0) onEnd(end);
    }
  };
}
