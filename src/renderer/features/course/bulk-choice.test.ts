import { expect, test } from 'vitest';
import { bulkEditOf, bulkFaults, nextOfBox, untouched } from './bulk-choice.ts';

test('what is not touched is not in the edit', () => {
  expect(bulkEditOf(untouched)).toEqual({ titles: null, settings: {} });
  const choice = { ...untouched, pattern: '{n} {title}', startText: '7', widthText: '2', status: 'draft' as const };
  expect(bulkEditOf({ ...choice, freePreview: false, drip: 'atOnce' })).toEqual({
    titles: { pattern: '{n} {title}', start: 7, width: 2 },
    settings: { status: 'draft', freePreview: false, dripDays: null },
  });
});

test('a number that is none is told, and changes nothing: days that are still to be typed are not "at once"', () => {
  const days = (dripText: string) => ({ ...untouched, drip: 'days' as const, dripText });
  expect([days(''), days('x'), days('3651'), days('0')].map(bulkFaults)).toEqual([['days'], ['days'], ['days'], []]);
  expect([days(''), days('x'), days('14')].map((one) => bulkEditOf(one).settings)).toEqual([{}, {}, { dripDays: 14 }]);
  const numbers = { ...untouched, pattern: '{n}', startText: '-1', widthText: '0' };
  expect([bulkFaults(numbers), bulkEditOf(numbers).titles]).toEqual([['start', 'width'], null]);
});

test('a box of mixed values goes round through as they are; one that is the same in all is turned, and back', () => {
  const mixed = { isMixed: true } as const;
  expect([null, true, false].map((chosen) => nextOfBox(chosen, mixed))).toEqual([true, false, null]);
  const off = { isMixed: false, value: false } as const;
  expect([nextOfBox(null, off), nextOfBox(true, off)]).toEqual([true, null]);
});
