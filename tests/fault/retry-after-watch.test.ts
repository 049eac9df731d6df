import { expect, test } from 'vitest';
import { bad, good, type PortError } from '../../src/main/uploads/ports.ts';
import { createFakeClock } from '../property/uploads-fake-time.ts';
import { createRetryAfterWatch } from './bench/retry-after.ts';

const told: PortError = { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests', retryAfterMs: 90_000 };
const untold: PortError = { kind: 'rate-limited', retry: 'backoff', code: 'too_many_requests' };
const refused: PortError = { kind: 'invalid', retry: 'now', code: 'bad_request' };

function open() {
  const time = createFakeClock(0);
  const alarms: string[] = [];
  const watch = createRetryAfterWatch(time.elapsedMs, (alarm) => void alarms.push(alarm));
  const clock = watch.watchDelays(time.clock);
  /** Somebody waits, and is interrupted at once. */
  const interrupt = async (ms: number): Promise<void> => {
    const abort = new AbortController();
    const waiting = clock.delay(ms, abort.signal);
    abort.abort();
    await waiting;
  };
  const pass = async (ms: number): Promise<void> => {
    const waiting = clock.delay(ms, new AbortController().signal);
    time.jump();
    await waiting;
  };
  return { watch, alarms, interrupt, pass };
}

test('who asks again too early after a 429 is told of, and who waits is not', async () => {
  const { watch, alarms, pass } = open();
  watch.note('part 1', bad(told));
  watch.note('part 2', bad(told));
  watch.note('part 3', bad(untold));
  await pass(89_000);
  watch.begin('part 1');
  watch.begin('part 3');
  await pass(1_000);
  watch.begin('part 2');
  expect(alarms).toEqual(['asked again 1000 ms too early after a 429: part 1']);
});

test('without a word how long it is half a second at the least', async () => {
  const { watch, alarms, pass } = open();
  watch.note('part 1', bad(untold));
  await pass(400);
  watch.begin('part 1');
  expect(alarms).toEqual(['asked again 100 ms too early after a 429: part 1']);
});

test('a wait that is interrupted is over, and no other one is', async () => {
  const { watch, alarms, interrupt, pass } = open();
  watch.note('part 1', bad(told));
  await interrupt(90_000);
  watch.begin('part 1');
  expect(alarms).toEqual([]);
  // It was told to wait later than that one began to.
  await pass(1_000);
  watch.note('part 2', bad(told));
  await interrupt(15_000);
  watch.begin('part 2');
  expect(alarms).toHaveLength(1);
});

test('what goes wrong or well with another call is no excuse', () => {
  const { watch, alarms } = open();
  watch.note('part 1', bad(told));
  watch.note('part 2', bad(refused));
  watch.note('part 3', good(undefined));
  watch.begin('part 1');
  expect(alarms).toHaveLength(1);
});
