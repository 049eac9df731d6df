import { expect, test } from 'vitest';
import { wireText, wireValue } from './wire-text.ts';

test('text that PostgreSQL cannot hold is mended', () => {
  expect(wireText('a\u0000b')).toBe('ab');
  expect(wireText('half \ud83d')).toBe('half \ufffd');
  expect(wireText('whole \u{1f600} é 中')).toBe('whole \u{1f600} é 中');
});

test('in values of every depth, keys too, and nothing else changes', () => {
  const value = { 'k\u0000': ['a\udc00', 1, null, true, { deep: 'x\u0000' }] };
  expect(wireValue(value)).toEqual({ k: ['a\ufffd', 1, null, true, { deep: 'x' }] });
  const clean = { title: 'Fine', n: 1.5, list: [] };
  expect(wireValue(clean)).toEqual(clean);
});
