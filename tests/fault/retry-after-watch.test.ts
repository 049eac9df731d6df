import { expect, test } from 'vitest';
import { bad, good, type PortError } from '../../src/main/uploads/ports.ts';
import { createRetryAfterWatch } from './bench/retry-after.ts';

const wait: PortError = { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests', retryAfterMs: 90_000 };
const away: PortError = { kind: 'offline', retry: 'backoff', code: 'ENOTFOUND' };
const refused: PortError = { kind: 'invalid', retry: 'now', code: 'bad_request' };

function open() {
  const time = { nowMs: 0 };
  const alarms: string[] = [];
  return {
    time,
    alarms,
    watch: createRetryAfterWatch(
      () => time.nowMs,
      (alarm) => void alarms.push(alarm),
    ),
  };
}
const run = (): AbortSignal => new AbortController().signal;

test('who asks again too early after a 429 is told of, and who waits is not', () => {
  const { watch, time, alarms } = open();
  const signal = run();
  watch.note('part 1', signal, bad(wait));
  watch.note('part 2', signal, bad(wait));
  time.nowMs = 89_000;
  watch.begin('part 1', signal);
  time.nowMs = 90_000;
  watch.begin('part 2', signal);
  expect(alarms).toEqual(['asked again 1000 ms too early after a 429: part 1']);
});

test('what goes wrong with another call is no excuse', () => {
  const { watch, alarms } = open();
  const signal = run();
  watch.note('part 1', signal, bad(wait));
  watch.note('part 2', signal, bad(refused));
  watch.begin('part 1', signal);
  expect(alarms).toHaveLength(1);
});

test('another run does not wait for what the one before it was told', () => {
  const { watch, alarms } = open();
  watch.note('part 1', run(), bad(wait));
  watch.begin('part 1', run());
  expect(alarms).toEqual([]);
});

test('whoever was woken need not wait, but for what is said from then on', () => {
  const { watch, alarms } = open();
  const signal = run();
  watch.note('part 1', signal, bad(wait));
  watch.wake();
  watch.begin('part 1', signal);
  expect(alarms).toEqual([]);
  watch.note('part 1', signal, bad(wait));
  watch.begin('part 1', signal);
  expect(alarms).toHaveLength(1);
});

test('an outage wakes everybody when it is over, or when who looked for its end is given up; then it counts again', () => {
  const { watch, alarms } = open();
  const [signal, prober] = [run(), new AbortController()];
  watch.note('part 1', signal, bad(away));
  watch.note('part 2', signal, bad(wait));
  watch.note('part 1', signal, good(undefined));
  watch.begin('part 2', signal);
  watch.note('part 1', prober.signal, bad(away));
  watch.note('part 2', signal, bad(wait));
  prober.abort();
  watch.begin('part 2', signal);
  expect(alarms).toEqual([]);
  watch.note('part 2', signal, bad(wait));
  watch.begin('part 2', signal);
  expect(alarms).toHaveLength(1);
});
