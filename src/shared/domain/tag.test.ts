import { expect, test } from 'vitest';
import { distinctTags, tagChangeOf, tagKey, tagName, tagsAfter } from './tag.ts';

test.each([
  ['Biology', 'BIOLOGY'],
  ['cafe\u0301', 'Caf\u00e9'],
  ['\u03a3\u039f\u03a6\u039f\u03a3', '\u03c3\u03bf\u03c6\u03bf\u03c2'],
  ['Stra\u00dfe', 'STRASSE'],
])('%s and %s are one tag', (one, other) => {
  expect(tagKey(one)).toBe(tagKey(other));
});

test.each([
  ['cafe', 'caf\u00e9'],
  ['Biology', 'Biology 2'],
])('%s and %s are two', (one, other) => {
  expect(tagKey(one)).not.toBe(tagKey(other));
});

test('a name is in one form, without space around it and with single spaces in it', () => {
  expect(tagName.parse('  cafe\u0301 \n  au\tlait ')).toBe('caf\u00e9 au lait');
  expect([tagName.safeParse(' \n ').success, tagName.safeParse('x'.repeat(201)).success]).toEqual([false, false]);
});

test('what somebody changed is told by the tags, not by how they were typed', () => {
  expect(tagChangeOf(['Biology', 'Cells'], ['biology', 'New', 'NEW'])).toEqual({ add: ['New'], remove: ['Cells'] });
});

test('tags that stay are the same list; one that is put on and taken off is put on', () => {
  const held = ['Biology', 'Cells'];
  expect(tagsAfter(held, { add: ['CELLS'], remove: ['other'] })).toBe(held);
  expect(tagsAfter(held, { add: ['art', 'cells'], remove: ['biology', 'Cells'] })).toEqual(['art', 'Cells']);
  expect(distinctTags(['b', 'a', 'B'])).toEqual(['b', 'a']);
});
