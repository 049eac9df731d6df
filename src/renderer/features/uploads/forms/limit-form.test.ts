import { expect, test } from 'vitest';
import { limitForm, limitValuesOf, settingsOf } from './limit-form.ts';

const hours = { fromMinute: 22 * 60 + 5, toMinute: 6 * 60, weekdays: [0, 6], limitBytesPerSecond: 50_000 };

test.each([
  { limitBytesPerSecond: null, hours: null },
  { limitBytesPerSecond: 2_500_000, hours },
  { limitBytesPerSecond: null, hours: { ...hours, limitBytesPerSecond: null } },
])('what is saved is shown and comes back as it was: %j', (settings) => {
  expect(settingsOf(limitForm.parse(limitValuesOf(settings)))).toEqual(settings);
});

test('a comma is a point; nonsense, too little and hours on no day are faults of their fields', () => {
  const values = limitValuesOf({ limitBytesPerSecond: null, hours: null });
  expect(limitForm.parse({ ...values, limit: '1,5' }).limit).toBe(1_500_000);
  const faults = (change: object) =>
    limitForm.safeParse({ ...values, ...change }).error?.issues.map(({ path }) => path.join('.'));
  expect(faults({ limit: 'fast' })).toEqual(['limit']);
  expect(faults({ limit: '0.01' })).toEqual(['limit']);
  expect(faults({ hasHours: true, weekdays: [] })).toEqual(['weekdays']);
  expect(faults({ weekdays: [] })).toBeUndefined();
  expect(faults({ hasHours: true, from: '' })).toEqual(['from']);
  expect(faults({ hasHours: true, hoursLimit: 'fast' })).toEqual(['hoursLimit']);
});

test('hours that are switched off have no faults that nobody could see', () => {
  const typed = { ...limitValuesOf({ limitBytesPerSecond: 2_000_000, hours }), from: '', hoursLimit: 'fast' };
  const saved = limitForm.parse({ ...typed, hasHours: false });
  expect(settingsOf(saved)).toEqual({ limitBytesPerSecond: 2_000_000, hours: null });
});
