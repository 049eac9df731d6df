import { expect, test } from 'vitest';
import { sampleOutline } from './outline.fixture.ts';
import { bulkEditOf, bulkFaults, bulkLessonsIn, nextOfBox, tagsAmong, untouched, withTag } from './bulk-choice.ts';

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

test('tags are told with whether all have them, and chosen one by one', () => {
  const outline = sampleOutline(2);
  const [chapter] = outline.chapters;
  const lessons = bulkLessonsIn(outline, new Set([chapter?.chapterId ?? ''])).map((lesson, at) => ({
    ...lesson,
    tags: at === 0 ? ['all', 'some'] : ['all'],
  }));
  expect(tagsAmong(lessons)).toEqual([
    { name: 'all', shared: { isMixed: false, value: true } },
    { name: 'some', shared: { isMixed: true } },
  ]);
  const tags = withTag(withTag(withTag(new Map(), 'all', false), 'some', true), 'new', true);
  expect(bulkEditOf({ ...untouched, tags }).settings).toEqual({ tags: { add: ['some', 'new'], remove: ['all'] } });
  expect(bulkEditOf({ ...untouched, tags: withTag(new Map([['all', false]]), 'all', null) }).settings).toEqual({});
});
