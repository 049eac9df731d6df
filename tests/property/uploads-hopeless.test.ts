import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PortError } from '../../src/main/uploads/ports.ts';
import { decideRetry, extendStreak, type FailureStreak } from '../../src/main/uploads/retry.ts';

const invalid = (code: string): PortError => ({ kind: 'invalid', retry: 'now', code });
const refusals = fc.constantFrom('checksum', 'bad_request', 'bad_json', 'http-400').map(invalid);
const others = fc.constantFrom<PortError>(
  { kind: 'io', retry: 'now', code: '503' },
  { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests', retryAfterMs: 1_000 },
  { kind: 'auth', retry: 'now', code: 'expired_auth_token' },
  { kind: 'offline', retry: 'backoff', code: 'ENOTFOUND' },
);
const hourMs = 3_600_000;

/** Answers that come again and again in this order: when the tries end, or null when they have not within so long. */
function endsAtMs(answers: readonly PortError[], withinMs: number): number | null {
  let streak: FailureStreak | null = null;
  for (let [nowMs, n] = [0, 0]; nowMs < withinMs; n += 1) {
    const error = answers[n % answers.length] ?? invalid('checksum');
    streak = extendStreak(streak, error, nowMs);
    const decision = decideRetry(error, streak, nowMs, 0.5);
    if (decision.type === 'end') return nowMs;
    // Each try takes a while itself, or a thousand of them would be made in no time.
    nowMs += decision.delayMs + 50;
  }
  return null;
}

test('every stream of answers that refuse the bytes ends, however they take turns', () => {
  fc.assert(
    fc.property(fc.array(refusals, { minLength: 1, maxLength: 12 }), (answers) => {
      expect(endsAtMs(answers, hourMs)).not.toBeNull();
    }),
  );
});

test('so does one with anything else between them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(refusals, others), { maxLength: 8 }), refusals, (answers, refusal) => {
      expect(endsAtMs([...answers, refusal], 24 * hourMs)).not.toBeNull();
    }),
  );
});

test('without any it is waited for without end', () => {
  fc.assert(
    fc.property(fc.array(others, { minLength: 1, maxLength: 8 }), (answers) => {
      expect(endsAtMs(answers, 24 * hourMs)).toBeNull();
    }),
  );
});
