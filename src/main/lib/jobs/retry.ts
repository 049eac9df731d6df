import type { JobFailure, JobHead } from '../../../shared/domain/job.ts';
import { backoffMs } from '../../uploads/retry.ts';

/** What becomes of a job that was not done: tried again then, or laid aside until somebody looks at it. */
export type NextTry =
  | { readonly type: 'again'; readonly dueAtMs: number; readonly failingSinceMs: number | null }
  | { readonly type: 'dead' };

const minuteMs = 60_000;
/** How long something may fail, with a network, before somebody is asked. */
const budgetMs = 3 * 24 * 60 * minuteMs;
const offlineCapMs = 5 * minuteMs;
const capMs = 60 * minuteMs;

/**
 * When a failed job is tried again: doubling from a second to an hour, half of it random; as the service says where it
 * says so; without end while there is no network. `unit` is a random number in [0, 1).
 */
export function nextTry(job: JobHead, failure: JobFailure, nowMs: number, unit: number): NextTry {
  if (failure.kind === 'offline') {
    const dueAtMs = nowMs + backoffMs(job.attempts - 1, 5_000, offlineCapMs, unit);
    return { type: 'again', dueAtMs, failingSinceMs: null };
  }
  if (failure.retry === 'never' || failure.retry === 'after-user') return { type: 'dead' };
  const failingSinceMs = job.failingSinceMs ?? nowMs;
  // A clock that was set back must not make the budget longer than it is.
  if (Math.abs(nowMs - failingSinceMs) >= budgetMs) return { type: 'dead' };
  const isFirst = job.failingSinceMs === null && failure.retry === 'now';
  const delayMs = failure.retryAfterMs ?? (isFirst ? 0 : backoffMs(job.attempts - 1, 1_000, capMs, unit));
  return { type: 'again', dueAtMs: nowMs + delayMs, failingSinceMs };
}
