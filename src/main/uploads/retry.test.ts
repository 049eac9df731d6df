import { expect, test } from 'vitest';
import { reasonCode } from '../../shared/domain/upload.ts';
import type { PortError } from './ports.ts';
import { backoffMs, decideRetry, extendStreak, waitCodeOf, type FailureStreak } from './retry.ts';

const error = (
  kind: PortError['kind'],
  retry: PortError['retry'],
  code = 'x',
  more: Partial<PortError> = {},
): PortError => ({
  kind,
  retry,
  code,
  ...more,
});
const inARow = (count: number): FailureStreak => ({
  count,
  unexplained: count,
  unread: count,
  damaged: { count, sinceMs: 0 },
});
const first = inARow(1);
const damaged = error('invalid', 'now', 'checksum');

test('a busy vault is tried again at once with a fresh pair, then later and later, at most after eight seconds', () => {
  const busy = error('io', 'now', '503');
  const delays = Array.from({ length: 12 }, (_, n) => decideRetry(busy, inARow(n + 1), 0, 0.999));
  const ms = delays.map((decision) => (decision.type === 'again' ? decision.delayMs : Number.NaN));
  expect(ms.slice(0, 3)).toEqual([0, 400, 800]);
  expect(Math.max(...ms)).toBeLessThanOrEqual(8_000);
  expect(ms).toEqual(ms.toSorted((a, b) => a - b));
});

test('a file that ends too early is one that somebody is at, not one that is held', () => {
  const codeOf = (code: string) => decideRetry(error('source', 'now', code), inARow(1), 0, 0);
  expect(codeOf('file-truncated')).toMatchObject({ type: 'again', code: 'file-growing' });
  expect(codeOf('EIO')).toMatchObject({ type: 'again', code: 'file-locked' });
});

test('Retry-After is obeyed; without it 429 backs off 1, 2, 4 … 64 s with jitter', () => {
  const told = error('rate-limited', 'backoff', '429', { retryAfterMs: 17_000 });
  expect(decideRetry(told, first, 0, 0)).toEqual({ type: 'again', delayMs: 17_000, code: 'rate-limited' });
  const untold = error('rate-limited', 'backoff');
  const ms = [1, 2, 3, 7, 20].map((count) => decideRetry(untold, inARow(count), 0, 1));
  expect(ms.map((decision) => decision.type === 'again' && decision.delayMs)).toEqual([
    1_000, 2_000, 4_000, 64_000, 64_000,
  ]);
  expect(backoffMs(3, 1_000, 64_000, 0)).toBe(4_000);
});

test('a 503 that names a time is given it', () => {
  const busy = error('io', 'now', '503', { retryAfterMs: 3_000 });
  expect(decideRetry(busy, first, 0, 0)).toMatchObject({ delayMs: 3_000 });
});

test('an outage has no end that we set', () => {
  const away = error('offline', 'backoff', 'ENOTFOUND');
  const decision = decideRetry(away, inARow(100_000), 72 * 3_600_000, 0.5);
  expect(decision).toMatchObject({ type: 'again', code: 'offline' });
  expect(decision.type === 'again' && decision.delayMs).toBeLessThanOrEqual(5_000);
});

test('caps, refusals and keys stop the whole queue', () => {
  const end = (given: PortError) => decideRetry(given, first, 1_000, 0);
  expect(end(error('capped', 'after-user', 'storage_cap_exceeded'))).toEqual({
    type: 'end',
    end: { type: 'stop-queue', reason: { code: 'cap-exceeded', detail: 'storage_cap_exceeded' }, retryAtMs: 3_601_000 },
  });
  const codeOf = (given: PortError) => {
    const { end: runEnd } = end(given) as { end: { type: string; reason: { code: string } } };
    return `${runEnd.type} ${runEnd.reason.code}`;
  };
  expect(codeOf(error('auth', 'after-user'))).toBe('stop-queue key-revoked');
  expect(codeOf(error('forbidden', 'after-user'))).toBe('stop-queue access-denied');
  expect(codeOf(error('not-found', 'after-user'))).toBe('stop-queue bucket-missing');
  expect(codeOf(error('invalid', 'after-user', 'insecure-endpoint'))).toBe('stop-queue untrusted-server');
  expect(codeOf(error('invalid', 'never', 'bad_request'))).toBe('failed refused');
  expect(codeOf(error('bug', 'never'))).toBe('failed internal');
  expect(decideRetry(error('aborted', 'never'), first, 0, 0)).toEqual({ type: 'end', end: { type: 'stopped' } });
});

test('damage on the way is tried for ten minutes, an unexplained 400 three times', () => {
  expect(decideRetry(damaged, inARow(60), 599_000, 0)).toMatchObject({ type: 'again' });
  expect(decideRetry(damaged, inARow(60), 600_000, 0)).toMatchObject({ type: 'end' });
  // A computer that slept between two of them has not tried for ten minutes.
  expect(decideRetry(damaged, inARow(3), 72 * 3_600_000, 0)).toMatchObject({ type: 'again' });
  const strange = error('invalid', 'now', 'bad_request');
  expect(decideRetry(strange, inARow(2), 0, 0)).toMatchObject({ type: 'again' });
  expect(decideRetry(strange, inARow(3), 0, 0)).toMatchObject({ type: 'end' });
});

test('a file in use waits half a minute; one that cannot be read fails after a second look', () => {
  expect(decideRetry(error('source', 'backoff', 'EBUSY'), first, 0, 0)).toEqual({
    type: 'end',
    end: { type: 'waiting', reason: { code: 'file-locked', detail: 'EBUSY' }, retryAtMs: 30_000 },
  });
  const broken = error('source', 'backoff', 'EIO');
  expect(decideRetry(broken, first, 0, 0)).toMatchObject({ type: 'again' });
  expect(decideRetry(broken, inARow(3), 0, 0)).toMatchObject({
    end: { type: 'failed', reason: { code: 'file-unreadable', detail: 'EIO' } },
  });
});

test('what is shown while waiting', () => {
  expect(waitCodeOf(error('offline', 'backoff', 'certificate-date'))).toBe('clock-skew');
  expect(waitCodeOf(error('offline', 'backoff', 'certificate-untrusted'))).toBe('untrusted-server');
  expect(waitCodeOf(error('offline', 'backoff', 'ENOTFOUND'))).toBe('offline');
  expect(waitCodeOf(error('io', 'now', 'stalled'))).toBe('server-busy');
  expect(reasonCode.options).toContain('server-busy');
});

const streakOf = (errors: readonly PortError[], everyMs: number): FailureStreak =>
  errors.reduce<FailureStreak | null>((before, one, n) => extendStreak(before, one, n * everyMs), null) ?? first;

test('a streak counts what was said of the bytes, whatever was said in between', () => {
  const strange = error('invalid', 'now', 'bad_request');
  const said = [error('auth', 'now', 'expired'), damaged, strange, error('io', 'now', '503'), damaged];
  expect(streakOf(said, 1)).toEqual({ count: 5, unexplained: 1, unread: 0, damaged: { count: 2, sinceMs: 1 } });
});

test('reads that fail in two ways by turns are given up, too; that another program holds the file is no failure', () => {
  const reads = ['EIO', 'EBUSY', 'ENXIO', 'EIO'].map((code) => error('source', 'backoff', code));
  expect(streakOf(reads, 1)).toMatchObject({ count: 4, unread: 3 });
});

test('one false checksum after an hour of expired tokens is one false checksum (seed 8000595 of the fault bench)', () => {
  const said = [...Array.from({ length: 30 }, () => error('auth', 'now', 'expired_auth_token')), damaged];
  expect(decideRetry(damaged, streakOf(said, 120_000), 3_600_000, 0)).toMatchObject({ type: 'again' });
});
