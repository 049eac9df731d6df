import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { QueueSummary } from '../../shared/domain/upload.ts';
import { defaultUploadSettings, type UploadSettings } from '../../shared/domain/upload-settings.ts';
import { createUploadControl } from './control.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A Thursday, 08:30 and some seconds; the wall's clock here is UTC. */
const startMs = Date.UTC(2026, 0, 1, 8, 30, 10);

function createRig() {
  const clock = createManualClock(startMs);
  const rig = { settings: defaultUploadSettings as UploadSettings, limits: [] as QueueSummary['limit'][] };
  const control = createUploadControl({
    clock,
    localTime(atMs) {
      const at = new Date(atMs);
      return { weekday: at.getUTCDay(), minute: at.getUTCHours() * 60 + at.getUTCMinutes() };
    },
    settings: () => rig.settings,
    setLimit: (limit) => void rig.limits.push(limit),
  });
  return { clock, rig, control, limit: () => rig.limits.at(-1) };
}
const office = { fromMinute: 9 * 60, toMinute: 18 * 60, weekdays: [4], limitBytesPerSecond: 100_000 };

test('the hour changes the limit by itself, to the minute, and says until when it holds', async () => {
  const { clock, rig, control, limit } = createRig();
  rig.settings = { limitBytesPerSecond: 2_000_000, hours: office };
  control.apply();
  const nineMs = startMs - 10_000 + 30 * minuteMs;
  expect(limit()).toEqual({ bytesPerSecond: 2_000_000, untilMs: nineMs });
  await clock.pass(nineMs - clock.nowMs() - 1);
  expect(limit()?.bytesPerSecond).toBe(2_000_000);
  await clock.pass(1);
  expect(limit()).toEqual({ bytesPerSecond: 100_000, untilMs: nineMs + 9 * hourMs });
  await clock.pass(9 * hourMs);
  expect(limit()?.bytesPerSecond).toBe(2_000_000);
});

test('changed settings hold at once; without hours nothing wakes the computer; after the stop nothing is set', async () => {
  const { clock, rig, control, limit } = createRig();
  rig.settings = { limitBytesPerSecond: 2_000_000, hours: office };
  control.apply();
  rig.settings = { limitBytesPerSecond: null, hours: null };
  control.apply();
  expect(limit()).toBeNull();
  await clock.drain();
  expect(clock.pending()).toEqual([]);
  rig.settings = { limitBytesPerSecond: 70_000, hours: office };
  control.apply();
  control.stop();
  await clock.pass(24 * hourMs);
  control.apply();
  expect(rig.limits).toHaveLength(3);
});
