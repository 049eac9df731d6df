import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

const trouble = (retryAtMs: number) => ({ code: 'offline', detail: 'ENOTFOUND', retryAtMs }) as const;

test('an upload waits only when all of its lanes do, until the first of them tries again', () => {
  const lanes = createLanes(
    () => undefined,
    () => undefined,
  );
  expect(lanes.commonTrouble()).toBeNull();
  const [a, b] = [lanes.open(), lanes.open()];
  a.trouble(trouble(500));
  expect(lanes.commonTrouble()).toBeNull();
  b.trouble(trouble(300));
  expect(lanes.commonTrouble()).toEqual(trouble(300));
  a.written(1);
  expect(lanes.commonTrouble()).toBeNull();
  a.end();
  expect(lanes.commonTrouble()).toEqual(trouble(300));
});

test('bytes on their way, and all that were ever sent, those sent again included', () => {
  let sent = 0;
  let changes = 0;
  const lanes = createLanes(
    () => (changes += 1),
    (delta) => (sent += delta),
  );
  const lane = lanes.open();
  lane.written(100);
  lane.written(250);
  expect([lanes.inFlightBytes(), sent, changes]).toEqual([250, 250, 0]);
  lane.reset();
  expect([lanes.inFlightBytes(), sent, changes]).toEqual([0, 250, 1]);
  lane.written(50);
  lane.end();
  expect([lanes.inFlightBytes(), sent]).toEqual([0, 300]);
});
