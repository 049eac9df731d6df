import type { SyncState } from '../../shared/domain/sync-status.ts';
import type { CycleError } from './cycle.ts';

/** After a local write: long enough to take a burst of typing in one batch. */
export const WRITE_DELAY_MS = 150;
const POLL_MS = 60_000;
const POLL_SPREAD = 0.2;
const BACKOFF_MIN_MS = 1_000;
const BACKOFF_MAX_MS = 60_000;
const BLOCKED_MS = 300_000;

/** Full jitter: clients that lost the same server do not come back in step. At least a second. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(attempt, 10));
  return Math.max(BACKOFF_MIN_MS, random * ceiling);
}

export const pollMs = (random: number): number => POLL_MS * (1 - POLL_SPREAD + 2 * POLL_SPREAD * random);

/** What the user is told after a round that ended so. */
const STATES: Readonly<Record<CycleError, SyncState>> = {
  UNCONFIGURED: 'local-only',
  SIGNED_OUT: 'signed-out',
  OFFLINE: 'offline',
  TIMEOUT: 'offline',
  BUSY: 'offline',
  CAPTIVE: 'captive',
  UNAUTHORIZED: 'needs-auth',
  OTHER_ACCOUNT: 'needs-auth',
  INCOMPATIBLE: 'blocked',
  REVOKED: 'stopped',
  REFUSED: 'stopped',
  FAILED: 'stopped',
  ABORTED: 'idle',
};

export interface Plan {
  readonly state: SyncState;
  /** Every state has a timer that leaves it. */
  readonly delayMs: number;
}

/** What comes after a round: null for one that went well, else why it did not. `attempt` counts failures in a row. */
export function planAfter(error: CycleError | null, attempt: number, random: number, retryAfterMs = 0): Plan {
  if (error === null) return { state: 'idle', delayMs: pollMs(random) };
  const state = STATES[error];
  if (state === 'blocked' || state === 'stopped') return { state, delayMs: BLOCKED_MS };
  const isWaitingForUser = state === 'local-only' || state === 'signed-out' || state === 'needs-auth';
  return { state, delayMs: isWaitingForUser ? pollMs(random) : Math.max(backoffMs(attempt, random), retryAfterMs) };
}

/** Between two attempts to listen for hints, however often the network comes back. */
export const WAKE_GAP_MS = 10_000;
const LOST_LINE_MS = 5_000;
const NO_LINE_MIN_MS = 120_000;
const NO_LINE_MAX_MS = 1_800_000;
const HINT_SPREAD = 0.2;

/**
 * How long to do without hints. `failures` in a row: none when a good line was lost, which is most likely the network's
 * fault; a server without Realtime is asked after minutes, then half-hours.
 */
export function hintPauseMs(failures: number, random: number): number {
  const pause =
    failures === 0 ? LOST_LINE_MS : Math.min(NO_LINE_MAX_MS, NO_LINE_MIN_MS * 2 ** Math.min(failures - 1, 10));
  return pause * (1 - HINT_SPREAD + 2 * HINT_SPREAD * random);
}
