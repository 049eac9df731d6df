import { expect, test } from 'vitest';
import { createShortcuts, shortcutText } from './shortcuts.ts';

test('shortcuts are written as the platform writes them', () => {
  const shown = (keys: string) => [shortcutText(keys, 'linux'), shortcutText(keys, 'darwin')];
  expect(shown('Shift+Mod+Z')).toEqual(['Shift+Ctrl+Z', '⇧⌘Z']);
  expect(shown('Alt+ArrowUp')).toEqual(['Alt+↑', '⌥↑']);
  expect(shown('Mod+Plus')).toEqual(['Ctrl++', '⌘+']);
  expect(shown('Mod+Backspace')).toEqual(['Ctrl+Backspace', '⌘⌫']);
  expect(shown('')).toEqual(['', '']);
});

test('what is shown is what somebody chose; nothing where they took the keys away', () => {
  const { of } = createShortcuts({ search: 'Mod+U', palette: null }, 'linux');
  expect([of('search'), of('palette'), of('redo'), of('courses')]).toEqual(['Ctrl+U', '', 'Shift+Ctrl+Z', '']);
});
