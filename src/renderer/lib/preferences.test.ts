import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPreference, writePreference } from './preferences.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
}
/** Another window: what all windows share is the same, what is its own is not. */
const inWindow = (own: ReturnType<typeof memory>) => vi.stubGlobal('sessionStorage', own);

beforeEach(() => vi.stubGlobal('localStorage', memory()));
afterEach(() => vi.unstubAllGlobals());

test('a window keeps its own; a new one begins as the last change left it', () => {
  const [first, second] = [memory(), memory()];
  inWindow(first);
  writePreference('width', '200');
  inWindow(second);
  expect(readPreference('width')).toBe('200');
  inWindow(first);
  writePreference('width', '300');
  expect(readPreference('width')).toBe('300');
  inWindow(second);
  expect(readPreference('width')).toBe('200');
  inWindow(memory());
  expect(readPreference('width')).toBe('300');
});

test('a profile that refuses storage costs the memory only', () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect(writePreference('width', '200')).toBe(false);
  expect(readPreference('width')).toBeNull();
});
