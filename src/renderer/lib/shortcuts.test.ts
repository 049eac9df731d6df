import { expect, test } from 'vitest';
import { commandOf, commandShortcut, shortcutText } from './shortcuts.ts';

const press = (key: string, held: string = '') => ({
  key,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  shiftKey: held.includes('S'),
  altKey: held.includes('A'),
});

test.each([
  ['z', 'C', 'linux', 'undo'],
  ['Z', 'CS', 'linux', 'redo'],
  ['y', 'C', 'win32', 'redo'],
  ['s', 'C', 'linux', 'save'],
  [',', 'C', 'linux', 'settings'],
  ['z', 'M', 'darwin', 'undo'],
  ['z', 'C', 'darwin', null],
  ['y', 'M', 'darwin', null],
  ['z', 'CA', 'linux', null],
  ['z', '', 'linux', null],
  ['?', 'S', 'linux', 'shortcuts'],
  ['?', 'CS', 'linux', null],
  ['k', 'M', 'darwin', 'palette'],
  ['q', 'C', 'linux', null],
] as const)('%s with %s on %s is %s', (key, held, platform, command) => {
  expect(commandOf(press(key, held), platform)).toBe(command);
});

test('shortcuts are written as the platform writes them', () => {
  expect([commandShortcut('redo', 'linux'), commandShortcut('redo', 'darwin')]).toEqual(['Shift+Ctrl+Z', '⇧⌘Z']);
  expect(shortcutText('Alt+ArrowUp', 'darwin')).toBe('⌥ArrowUp');
});
