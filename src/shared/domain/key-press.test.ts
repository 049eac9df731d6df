import { expect, test } from 'vitest';
import { keysOfPress, type Platform } from './key-press.ts';

const pressed = (key: string, held = '', platform: Platform = 'linux', code = '') =>
  keysOfPress(
    {
      key,
      code,
      ctrlKey: held.includes('C'),
      metaKey: held.includes('M'),
      shiftKey: held.includes('S'),
      altKey: held.includes('A'),
    },
    platform,
  );

test.each([
  ['z', 'C', 'linux', 'Mod+Z'],
  ['Z', 'CS', 'win32', 'Shift+Mod+Z'],
  ['z', 'M', 'darwin', 'Mod+Z'],
  ['z', 'C', 'darwin', 'Ctrl+Z'],
  ['z', 'M', 'linux', 'Super+Z'],
  ['?', 'S', 'linux', '?'],
  ['?', 'CS', 'linux', 'Mod+?'],
  ['ArrowUp', 'AS', 'linux', 'Alt+Shift+ArrowUp'],
  [' ', 'C', 'linux', 'Mod+Space'],
  ['+', 'C', 'linux', 'Mod+Plus'],
  ['F2', '', 'linux', 'F2'],
  ['1', 'CS', 'linux', 'Shift+Mod+1'],
] as const)('%s with %s on %s is %s', (key, held, platform, keys) => {
  expect(pressed(key, held, platform)).toBe(keys);
});

test('modifiers alone are no keys yet', () => {
  expect(['Shift', 'Control', 'Meta', 'AltGraph', 'Process'].map((key) => pressed(key, 'CS'))).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

test('where other letters are written, the place of the key counts', () => {
  expect(pressed('л', 'C', 'linux', 'KeyK')).toBe('Mod+K');
  expect(pressed('ن', 'C', 'win32', 'KeyK')).toBe('Mod+K');
  expect(pressed('؟', 'S', 'linux', 'Slash')).toBe('?');
  expect(pressed('Dead', 'MA', 'darwin', 'KeyN')).toBe('Alt+Mod+N');
  expect(pressed('ö', 'C', 'linux', 'Semicolon')).toBe('Mod+Ö');
});
