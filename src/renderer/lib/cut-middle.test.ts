import { expect, test } from 'vitest';
import { cutMiddle } from './cut-middle.ts';

const measure = (text: string) => [...text].length;

test.each([
  [30, '03 - Under the microscope.webm'],
  [29, '03 - Under the…croscope.webm'],
  [24, '03 - Under…croscope.webm'],
  [19, '03 - Un…oscope.webm'],
])('in %i: %s', (width, words) => {
  expect(cutMiddle('03 - Under the microscope.webm', { tail: 13, width, measure })).toBe(words);
});

test('no space stands beside the cut', () => {
  expect(cutMiddle('one two three four.webm', { tail: 10, width: 18, measure })).toBe('one two…four.webm');
});

test('in little room the end gives way too, so that there is a beginning', () => {
  expect(cutMiddle('microscope.webm', { tail: 12, width: 10, measure })).toBe('mic…e.webm');
  expect(cutMiddle('03 - Under the microscope.webm', { tail: 12, width: 10, measure })).toBe('03…e.webm');
});

test('a text without an end to keep is cut at its end', () => {
  expect(cutMiddle('About all of it', { tail: 0, width: 9, measure })).toBe('About al…');
});

test('a character of several code units stays whole, and there is always an ellipsis', () => {
  expect(cutMiddle('👩‍🔬👩‍🔬👩‍🔬', { tail: 0, width: 4, measure })).toBe('👩‍🔬…');
  expect(cutMiddle('abc', { tail: 0, width: 0, measure })).toBe('…');
});
