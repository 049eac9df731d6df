import { expect, test } from 'vitest';
import { isOwnTopFrame } from './sender.ts';

const origins = ['app://studio'];

test.each(['app://studio', 'app://studio/', 'app://studio/index.html', 'app://studio/index.html#/course/1'])(
  '%s may ask',
  (url) => {
    expect(isOwnTopFrame({ url, parent: null }, origins)).toBe(true);
  },
);

test.each([
  'app://studio.evil/index.html',
  'app://studio@evil/',
  'app://other/',
  'https://studio/',
  'https://example.com/?app://studio/',
  'about:blank',
  'data:text/html,app://studio/',
  'file:///app://studio/',
  '',
])('%s may not', (url) => {
  expect(isOwnTopFrame({ url, parent: null }, origins)).toBe(false);
});

test('a frame inside of our own page may not, nor one that is gone', () => {
  expect(isOwnTopFrame({ url: 'app://studio/index.html', parent: {} }, origins)).toBe(false);
  expect(isOwnTopFrame({ url: 'app://studio/index.html', parent: undefined }, origins)).toBe(false);
  expect(isOwnTopFrame(null, origins)).toBe(false);
});
