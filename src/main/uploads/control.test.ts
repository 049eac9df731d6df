import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { QueueHold, QueueSummary } from '../../shared/domain/upload.ts';
import { defaultUploadSettings, type UploadSettings } from '../../shared/domain/upload-settings.ts';
import { createUploadControl } from './control.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A Thursday, 08:30 and some seconds; the wall's clock here is UTC. */
const startMs = Date.UTC(2026, 0, 1, 8, 30, 10);

function createRig() {
  const clock = createManualClock(startMs);
  const rig = {
    settings: defaultUploadSettings as UploadSettings,
    limits: [] as QueueSummary['limit'][],
    /** What the settings keep, what the rows say, what the queue was told. */
    kept: null as QueueHold | null,
    rows: null as QueueHold | null,
    told: [] as string[],
    takesWrites: true,
    /** How often the settings are still to be refused. */
    refusals: 0,
    isOnBattery: false,
    isMetered: false as boolean | Promise<boolean>,
    pending: null as Promise<void> | null,
    hindered: [] as (string | null)[],
  };
  const tell = async (what: string): Promise<boolean> => {
    rig.told.push(what);
    await rig.pending;
    return rig.takesWrites;
  };
  const write = (hold: QueueHold | null): boolean => {
    rig.refusals -= 1;
    if (rig.refusals < 0) rig.kept = hold;
    return rig.refusals < 0;
  };
  const control = createUploadControl({
    clock,
    localTime(atMs) {
      const at = new Date(atMs);
      return { weekday: at.getUTCDay(), minute: at.getUTCHours() * 60 + at.getUTCMinutes() };
    },
    settings: () => rig.settings,
    holds: { read: () => rig.kept, write },
    computer: { isOnBattery: () => rig.isOnBattery, isMetered: async () => rig.isMetered },
    uploads: {
      hinder: (code) => void (rig.hindered.at(-1) === code || rig.hindered.push(code)),
      setLimit: (limit) => void rig.limits.push(limit),
      setHold: (hold) => void rig.told.push(`begins ${JSON.stringify(hold)}`),
      heldUntil: () => rig.rows,
      hold: ({ untilMs }) => tell(`hold ${String(untilMs === null ? null : untilMs - startMs)}`),
      release: (which) => tell(`release ${which}`),
    },
  });
  return { clock, rig, control, limit: () => rig.limits.at(-1) };
}
const office = { fromMinute: 9 * 60, toMinute: 18 * 60, weekdays: [4], limitBytesPerSecond: 100_000 };

test('the hour changes the limit by itself, to the minute, and says until when it holds', async () => {
  const { clock, rig, control, limit } = createRig();
  rig.settings = { ...defaultUploadSettings, limitBytesPerSecond: 2_000_000, hours: office };
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
  rig.settings = { ...defaultUploadSettings, limitBytesPerSecond: 2_000_000, hours: office };
  control.apply();
  rig.settings = { ...defaultUploadSettings, limitBytesPerSecond: null, hours: null };
  control.apply();
  expect(limit()).toBeNull();
  await clock.drain();
  expect(clock.pending()).toEqual([]);
  rig.settings = { ...defaultUploadSettings, limitBytesPerSecond: 70_000, hours: office };
  control.apply();
  control.stop();
  await clock.pass(24 * hourMs);
  control.apply();
  expect(rig.limits).toHaveLength(3);
});

test('a pause of an hour ends by itself, for what it paused alone; the rest of it is kept over a restart', async () => {
  const { clock, rig, control } = createRig();
  control.start();
  expect(await control.pauseAll(60)).toBe(true);
  expect(rig.kept).toEqual({ untilMs: startMs + hourMs });
  await clock.pass(20 * minuteMs);
  control.stop();
  const again = createRig();
  again.rig.kept = rig.kept;
  await again.clock.pass(50 * minuteMs);
  again.control.start();
  await again.clock.pass(10 * minuteMs - 1);
  expect(again.rig.told).toEqual([`begins ${JSON.stringify(rig.kept)}`]);
  await again.clock.pass(1);
  expect(again.rig.told.slice(1)).toEqual(['release held']);
  expect(again.rig.kept).toBeNull();
});

test('a pause whose hour is over when the studio starts is over', () => {
  const { rig, control } = createRig();
  rig.kept = { untilMs: startMs - 1 };
  control.start();
  expect(rig.told.at(-1)).toBe('release held');
});

test('a run that ended between the rows and the settings: the rows say that all is paused', async () => {
  const { clock, rig, control } = createRig();
  rig.rows = { untilMs: startMs + minuteMs };
  control.start();
  await clock.pass(minuteMs);
  expect(rig.told.at(-1)).toBe('release held');
});

test('a pause without end ends by hand', async () => {
  const { clock, rig, control } = createRig();
  control.start();
  await control.pauseAll(null);
  await clock.pass(30 * 24 * hourMs);
  expect(rig.told.slice(1)).toEqual(['hold null']);
  await control.resumeAll();
  expect(rig.told.at(-1)).toBe('release all');
  expect(rig.kept).toBeNull();
});

test('a pause that the disk does not take holds, ends in its time, and is kept as soon as there is space', async () => {
  const { clock, rig, control } = createRig();
  control.start();
  rig.takesWrites = false;
  rig.refusals = 2;
  expect(await control.pauseAll(60)).toBe(false);
  expect(rig.kept).toBeNull();
  await clock.pass(2 * minuteMs);
  expect(rig.kept).toEqual({ untilMs: startMs + hourMs });
  await clock.pass(hourMs);
  expect(rig.told.slice(1)).toEqual(['hold 3600000', 'release held']);
  expect(rig.kept).toBeNull();
});

test('the hour is over while the disk is full: the queue goes on, and the settings forget the pause later', async () => {
  const { clock, rig, control, limit } = createRig();
  rig.settings = { ...defaultUploadSettings, limitBytesPerSecond: 70_000 };
  rig.kept = { untilMs: startMs - 1 };
  rig.refusals = 1;
  control.start();
  expect(rig.told.at(-1)).toBe('release held');
  expect(limit()?.bytesPerSecond).toBe(70_000);
  expect(rig.kept).not.toBeNull();
  await clock.pass(minuteMs);
  expect(rig.kept).toBeNull();
  expect(rig.told.filter((what) => what === 'release held')).toHaveLength(1);
});

test('resumed while the pause is still being written: it is over, on disk too', async () => {
  const { clock, rig, control } = createRig();
  control.start();
  const saving = Promise.withResolvers<void>();
  rig.pending = saving.promise;
  const paused = control.pauseAll(60);
  rig.pending = null;
  await control.resumeAll();
  saving.resolve();
  await paused;
  expect(rig.kept).toBeNull();
  await clock.pass(2 * hourMs);
  expect(rig.told.slice(1)).toEqual(['hold 3600000', 'release all']);
});

test('an earlier pause that ends while a longer one is written does not end that', async () => {
  const { clock, rig, control } = createRig();
  control.start();
  await control.pauseAll(1);
  const saving = Promise.withResolvers<void>();
  rig.pending = saving.promise;
  const paused = control.pauseAll(60);
  await clock.pass(2 * minuteMs);
  saving.resolve();
  await paused;
  expect(rig.told.slice(1)).toEqual(['hold 60000', 'hold 3600000']);
  expect(rig.kept).toEqual({ untilMs: startMs + hourMs });
});

test('a clock that is set back by days does not prolong a pause by days', () => {
  const { rig, control } = createRig();
  rig.kept = { untilMs: startMs + 72 * hourMs };
  control.start();
  expect(rig.told.at(-1)).toBe('release held');
});

test('on battery it waits if the settings say so; sent anyway once, it waits again the next time', () => {
  const { rig, control } = createRig();
  rig.isOnBattery = true;
  control.start();
  expect(rig.hindered).toEqual([null]);
  rig.settings = { ...defaultUploadSettings, pauseOnBattery: true };
  control.apply();
  expect(rig.hindered.at(-1)).toBe('on-battery');
  control.sendAnyway();
  control.apply();
  expect(rig.hindered.at(-1)).toBeNull();
  rig.isOnBattery = false;
  control.apply();
  rig.isOnBattery = true;
  control.apply();
  expect(rig.hindered).toEqual([null, 'on-battery', null, 'on-battery']);
});

test('the network is asked again and again while the settings care, and not otherwise', async () => {
  const { clock, rig, control } = createRig();
  rig.isMetered = true;
  control.start();
  await clock.pass(hourMs);
  expect(rig.hindered).toEqual([null]);
  rig.settings = { ...defaultUploadSettings, pauseOnMetered: true };
  control.apply();
  await clock.drain();
  expect(rig.hindered.at(-1)).toBe('metered-network');
  rig.isMetered = false;
  await clock.pass(minuteMs);
  expect(rig.hindered.at(-1)).toBeNull();
  control.stop();
  await clock.drain();
  expect(clock.pending()).toEqual([]);
});

test('until it is known whether the network costs, nothing is sent over it where the settings care', async () => {
  const { clock, rig, control } = createRig();
  const answer = Promise.withResolvers<boolean>();
  rig.isMetered = answer.promise;
  rig.settings = { ...defaultUploadSettings, pauseOnMetered: true };
  control.start();
  await clock.drain();
  expect(rig.hindered).toEqual(['metered-network']);
  answer.resolve(false);
  await clock.drain();
  expect(rig.hindered).toEqual(['metered-network', null]);
});
