import { expect, test } from 'vitest';
import { limitAt } from './schedule.ts';

const at = (weekday: number, hour: number, minute = 0) => ({ weekday, minute: hour * 60 + minute });
const office = { fromMinute: 9 * 60, toMinute: 18 * 60, weekdays: [1, 2, 3, 4, 5], limitBytesPerSecond: 100_000 };
const settings = { limitBytesPerSecond: 2_000_000, hours: office };
const [sunday, monday, friday, saturday] = [0, 1, 5, 6];

test('no hours: one limit, until it is changed', () => {
  expect(limitAt({ ...settings, hours: null }, at(monday, 10))).toEqual({
    bytesPerSecond: 2_000_000,
    minutesLeft: null,
  });
});

test.each([
  [at(monday, 8, 59), 2_000_000, 1],
  [at(monday, 9), 100_000, 9 * 60],
  [at(monday, 17, 59), 100_000, 1],
  [at(friday, 18), 2_000_000, 63 * 60],
  [at(saturday, 10), 2_000_000, 47 * 60],
  [at(sunday, 23), 2_000_000, 10 * 60],
])('a working day at %j', (time, bytesPerSecond, minutesLeft) => {
  expect(limitAt(settings, time)).toEqual({ bytesPerSecond, minutesLeft });
});

test.each([
  [at(friday, 22), null, 8 * 60],
  [at(saturday, 5, 59), null, 1],
  [at(saturday, 6), 2_000_000, 6 * 24 * 60 + 16 * 60],
  [at(saturday, 23), 2_000_000, 5 * 24 * 60 + 23 * 60],
])('a night belongs to the day on which it begins: %j', (time, bytesPerSecond, minutesLeft) => {
  const night = { fromMinute: 22 * 60, toMinute: 6 * 60, weekdays: [friday], limitBytesPerSecond: null };
  expect(limitAt({ ...settings, hours: night }, time)).toEqual({ bytesPerSecond, minutesLeft });
});

test('from an hour to the same hour, every day: it is never otherwise', () => {
  const always = { ...office, toMinute: office.fromMinute, weekdays: [0, 1, 2, 3, 4, 5, 6] };
  expect(limitAt({ ...settings, hours: always }, at(sunday, 3))).toEqual({
    bytesPerSecond: 100_000,
    minutesLeft: null,
  });
});
