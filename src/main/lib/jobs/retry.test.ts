import { describe, expect, test } from 'vitest';
import type { JobFailure, JobHead } from '../../../shared/domain/job.ts';
import { jobId } from '../../../shared/domain/ids.ts';
import { nextTry } from './retry.ts';

const day = 24 * 60 * 60_000;
const job = (change: Partial<JobHead> = {}): JobHead => ({
  jobId: jobId.parse('01932b4e-0000-7000-8000-000000000001'),
  kind: 'delete-version',
  key: 'k',
  state: 'running',
  attempts: 1,
  dueAtMs: 0,
  failingSinceMs: null,
  reason: null,
  createdAtMs: 0,
  ...change,
});
const failure = (change: Partial<JobFailure> = {}): JobFailure => ({
  kind: 'io',
  retry: 'backoff',
  code: '500',
  ...change,
});

describe('when a job is tried again', () => {
  test('doubling, between half and the whole of it, an hour at most', () => {
    const delays = (unit: number) =>
      [1, 2, 5, 40].map((attempts) => nextTry(job({ attempts }), failure(), 1_000, unit));
    expect(delays(0)).toMatchObject([
      { dueAtMs: 1_500 },
      { dueAtMs: 2_000 },
      { dueAtMs: 9_000 },
      { dueAtMs: 1_801_000 },
    ]);
    expect(delays(1)).toMatchObject([
      { dueAtMs: 2_000 },
      { dueAtMs: 3_000 },
      { dueAtMs: 17_000 },
      { dueAtMs: 3_601_000 },
    ]);
  });

  test('at once where a fresh try is all it needs, but only the first time', () => {
    const now = failure({ retry: 'now' });
    expect(nextTry(job(), now, 1_000, 1)).toEqual({ type: 'again', dueAtMs: 1_000, failingSinceMs: 1_000 });
    expect(nextTry(job({ attempts: 2, failingSinceMs: 1_000 }), now, 1_000, 1)).toMatchObject({ dueAtMs: 3_000 });
  });

  test('as the service says', () => {
    const told = failure({ kind: 'rate-limited', retryAfterMs: 90_000 });
    expect(nextTry(job(), told, 1_000, 0)).toMatchObject({ dueAtMs: 91_000 });
  });

  test('for three days, counted from the first failure, also on a clock that is set back', () => {
    const since = (failingSinceMs: number, nowMs: number) => nextTry(job({ failingSinceMs }), failure(), nowMs, 0).type;
    expect([since(0, 3 * day - 1), since(0, 3 * day), since(4 * day, 0)]).toEqual(['again', 'dead', 'dead']);
  });

  test('without end while there is no network, which costs nothing of the three days', () => {
    const away = failure({ kind: 'offline' });
    expect(nextTry(job({ attempts: 900, failingSinceMs: 0 }), away, 90 * day, 1)).toEqual({
      type: 'again',
      dueAtMs: 90 * day + 300_000,
      failingSinceMs: null,
    });
  });

  test.each(['never', 'after-user'] as const)('%s: laid aside', (retry) => {
    expect(nextTry(job(), failure({ retry }), 0, 0)).toEqual({ type: 'dead' });
  });
});
