import type { UploadReason, WaitCode } from '../../shared/domain/upload.ts';
import type { PortError } from './ports.ts';
import { noAnswer, truncated } from './source-guard.ts';

/** Failures in a row of one connection (or call); nothing is shared, so one bad vault slows nobody else. */
export interface FailureStreak {
  readonly count: number;
  /** Of these the 400s that nobody understands, whatever their codes and whatever came between them. */
  readonly unexplained: number;
  /** Of these the reads that failed, of a file that nobody else holds. */
  readonly unread: number;
  /** Of these the answers that say "checksum", and since when: what an expired token took says nothing of the bytes. */
  readonly damaged: { readonly count: number; readonly sinceMs: number };
}

/** How a run of one upload can end. */
export type RunEnd =
  | { readonly type: 'ready' }
  /** Somebody aborted the run, and knows what for. */
  | { readonly type: 'stopped' }
  | { readonly type: 'waiting'; readonly reason: UploadReason; readonly retryAtMs: number | null }
  /** Concerns every upload: nothing more is sent until it is solved. */
  | { readonly type: 'stop-queue'; readonly reason: UploadReason; readonly retryAtMs: number | null }
  | { readonly type: 'failed'; readonly reason: UploadReason; readonly discard: boolean };

export type Decision =
  | { readonly type: 'again'; readonly delayMs: number; readonly code: WaitCode }
  | { readonly type: 'end'; readonly end: RunEnd };

const minuteMs = 60_000;
/** A cap is lifted by hand or at midnight of the service: an hour is soon enough to look again. */
const capRetryMs = 60 * minuteMs;
const damagedBudgetMs = 10 * minuteMs;
/** Ten minutes of tries are far more; a computer that slept between two of them has not tried for so long. */
const fewestDamaged = 20;
const maxUnexplained = 3;
/** Another program holds the file, or the stretch that is read of it. */
const busyCodes: ReadonlySet<string> = new Set(['EBUSY', 'ETXTBSY', 'EAGAIN']);

/** Doubling from `firstMs` to `capMs`, half of it random, so that connections do not come back in step. */
export function backoffMs(attempt: number, firstMs: number, capMs: number, unit: number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(full * (0.5 + unit / 2));
}

const certificateCodes: Readonly<Record<string, WaitCode>> = {
  'certificate-date': 'clock-skew',
  'certificate-untrusted': 'untrusted-server',
};

/** The reason shown while an error is being waited out. */
export function waitCodeOf(error: PortError): WaitCode {
  if (error.kind === 'offline') return certificateCodes[error.code] ?? 'offline';
  return error.kind === 'rate-limited' ? 'rate-limited' : 'server-busy';
}

const stopQueue = (code: WaitCode, detail: string, retryAtMs: number | null): Decision => ({
  type: 'end',
  end: { type: 'stop-queue', reason: { code, detail }, retryAtMs },
});
const fail = (code: 'refused' | 'internal' | 'damaged-in-transit', detail: string): Decision => ({
  type: 'end',
  end: { type: 'failed', reason: { code, detail }, discard: false },
});

/**
 * What to do about a failed call. Budgets are times, not counts: an outage is survived however long it is, and
 * only damage that repeats for ten minutes ends an upload. `unit` is a random number in [0, 1).
 */
export function decideRetry(error: PortError, streak: FailureStreak, nowMs: number, unit: number): Decision {
  if (error.kind === 'aborted') return { type: 'end', end: { type: 'stopped' } };
  if (error.kind === 'source') return decideSource(error, streak, nowMs);
  if (error.kind === 'capped') return stopQueue('cap-exceeded', error.code, nowMs + capRetryMs);
  if (error.retry === 'after-user') return stopQueue(userCode(error), error.code, null);
  if (error.retry === 'never') return fail(error.kind === 'bug' ? 'internal' : 'refused', error.code);
  if (error.kind === 'invalid' && isHopeless(error, streak, nowMs)) return fail('damaged-in-transit', error.code);
  return { type: 'again', delayMs: delayMs(error, streak, unit), code: waitCodeOf(error) };
}

/** Reading failed. The next try looks at the file first; a drive that is gone or a changed file is found there. */
function decideSource(error: PortError, streak: FailureStreak, nowMs: number): Decision {
  if (error.code === noAnswer) {
    const reason = { code: 'drive-missing', detail: error.code } as const;
    return { type: 'end', end: { type: 'waiting', reason, retryAtMs: nowMs + 15_000 } };
  }
  const isBusy = busyCodes.has(error.code);
  // Shorter than it was: somebody is at it, and the next look at the file says what became of it.
  const code = error.code === truncated ? 'file-growing' : 'file-locked';
  if (!isBusy && streak.unread < maxUnexplained) return { type: 'again', delayMs: 500, code };
  const reason = { code: isBusy ? 'file-locked' : 'file-unreadable', detail: error.code } as const;
  if (!isBusy) return { type: 'end', end: { type: 'failed', reason, discard: false } };
  return { type: 'end', end: { type: 'waiting', reason, retryAtMs: nowMs + 30_000 } };
}

function userCode(error: PortError): WaitCode {
  if (error.code === 'insecure-endpoint') return 'untrusted-server';
  if (error.kind === 'not-found') return 'bucket-missing';
  return error.kind === 'auth' ? 'key-revoked' : 'access-denied';
}

/**
 * A 400 that says "checksum" may heal; one that we do not understand is given three tries. Both are counted over the whole
 * streak: two answers that take turns, or a busy vault between them, are no progress.
 */
function isHopeless(error: PortError, { unexplained, damaged }: FailureStreak, nowMs: number): boolean {
  if (error.code !== 'checksum') return unexplained >= maxUnexplained;
  return damaged.count >= fewestDamaged && nowMs - damaged.sinceMs >= damagedBudgetMs;
}

function delayMs(error: PortError, streak: FailureStreak, unit: number): number {
  if (error.kind === 'rate-limited') return error.retryAfterMs ?? backoffMs(streak.count - 1, 1_000, 64_000, unit);
  if (error.kind === 'offline') return backoffMs(streak.count - 1, 400, 5_000, unit);
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  // "That vault is busy" is normal operation: the first fresh pair is tried at once.
  if (streak.count <= 1 && error.retry === 'now') return 0;
  return backoffMs(streak.count - 1, 200, 8_000, unit);
}

const noFailures: FailureStreak = { count: 0, unexplained: 0, unread: 0, damaged: { count: 0, sinceMs: 0 } };

/** The streak after one more failure. */
export function extendStreak(streak: FailureStreak | null, { kind, code }: PortError, nowMs: number): FailureStreak {
  const before = streak ?? noFailures;
  const { unexplained, unread, damaged } = before;
  const next = { ...before, count: before.count + 1 };
  if (kind === 'source') return busyCodes.has(code) ? next : { ...next, unread: unread + 1 };
  if (kind !== 'invalid') return next;
  if (code !== 'checksum') return { ...next, unexplained: unexplained + 1 };
  const sinceMs = damaged.count > 0 ? damaged.sinceMs : nowMs;
  return { ...next, damaged: { count: damaged.count + 1, sinceMs } };
}
