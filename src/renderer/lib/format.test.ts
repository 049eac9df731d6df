import { describe, expect, test } from 'vitest';
import { createFormats } from './format.ts';

const en = createFormats('en');
const MINUTE = 60_000;

test.each([
  [null, '–'],
  [0, '0:00'],
  [9_499, '0:09'],
  [190_000, '3:10'],
  [1_208_000, '20:08'],
  [4_360_000, '1:12:40'],
])('%s ms lasts %s', (ms, words) => {
  expect(en.duration(ms)).toBe(words);
});

test.each([
  [50_000, '50 sec'],
  [42 * MINUTE, '42 min'],
  [120 * MINUTE, '2 h'],
  [161 * MINUTE, '2 h 41 min'],
])('%i ms is a span of %s', (ms, words) => {
  expect(en.span(ms)).toBe(words);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [12_345_678, '12.3 MB'],
  [3_000_000, '3.0 MB'],
  [123_456_789, '123.5 MB'],
  [1_200_000_000, '1.2 GB'],
  [5_000_000_000_000, '5.0 TB'],
  [5_000_000_000_000_000, '5,000.0 TB'],
])('%i bytes are %s', (bytes, words) => {
  expect(en.bytes(bytes)).toBe(words);
});

test.each([
  [2_000, '2 kB'],
  [6_500_000, '6.5 MB'],
  [18_000_000_000, '18 GB'],
  [123_456_789, '123 MB'],
])('%i bytes are an amount of %s', (bytes, words) => {
  expect(en.amount(bytes)).toBe(words);
});

test('a percentage is rounded down, so that 100 % means all', () => {
  expect([0, 0.619, 0.9999, 1, 1.2].map(en.percent)).toEqual(['0%', '61%', '99%', '100%', '100%']);
});

test('speed is bytes a second', () => {
  expect(en.speed(12_000_000)).toBe('12 MB/s');
});

describe('times', () => {
  const now = new Date(2026, 10, 20, 14, 30).getTime();
  test.each([
    [now - 10_000, 'now'],
    [now - 3 * MINUTE, '3 minutes ago'],
    [now - 90 * MINUTE, '1:00 PM'],
    [now - 24 * 60 * MINUTE, 'Nov 19'],
    [new Date(2025, 1, 3).getTime(), 'Feb 3, 2025'],
  ])('%i', (at, words) => {
    expect(en.time(at, now).replace(/\s/g, ' ')).toBe(words);
  });

  test('now may have words of its own', () => {
    expect(createFormats('en', 'just now').time(now - 10_000, now)).toBe('just now');
  });

  test('the clock is never relative', () => {
    expect(en.clock(now - 3 * MINUTE, now).replace(/\s/g, ' ')).toBe('2:27 PM');
  });
});

test('languages have names; an unknown tag stands for itself and `und` for none', () => {
  expect(['en', 'pt-BR', 'qaa', 'und'].map(en.language)).toEqual(['English', 'Brazilian Portuguese', 'qaa', null]);
});

test('another locale writes its own numbers', () => {
  const es = createFormats('es');
  const said = [es.bytes(1_200_000_000), es.speed(12_500_000), es.span(161 * MINUTE), es.percent(0.5)];
  expect(said.map((text) => text.replace(/\s/g, ' '))).toEqual(['1,2 GB', '12,5 MB/s', '2 h 41 min', '50 %']);
});

test('Arabic has the digits of its region, in durations, too', () => {
  const lengths = ['ar', 'ar-EG', 'ar-MA'].map((locale) => createFormats(locale).duration(4_360_000));
  expect(lengths).toEqual(['1:12:40', '١:١٢:٤٠', '1:12:40']);
});

test('words stand in the order of the language', () => {
  expect(['ojo', 'ñu', 'nube'].toSorted(createFormats('es').compare)).toEqual(['nube', 'ñu', 'ojo']);
});
