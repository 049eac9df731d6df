import { expect, test } from 'vitest';
import { appCommands } from './app-command.ts';
import { isLeftToText, refusalOf } from './reserved-keys.ts';
import { commandWith, giveKeys, keyTable } from './shortcut-keys.ts';

test('redo has two keys where Windows has them, and a Mac deletes with Backspace, too', () => {
  const [linux, mac] = [keyTable({}, 'linux'), keyTable({}, 'darwin')];
  expect([linux.redo, mac.redo]).toEqual([['Shift+Mod+Z', 'Mod+Y'], ['Shift+Mod+Z']]);
  expect([linux.delete, mac.delete]).toEqual([['Delete'], ['Mod+Backspace', 'Delete']]);
  expect(commandWith(linux, 'Mod+Y', appCommands)).toBe('redo');
  expect(commandWith(mac, 'Mod+Y', appCommands)).toBeNull();
});

test('keys that are taken over are nobody else’s; given back, all is as it came', () => {
  const taken = giveKeys({}, 'search', 'Mod+K', 'linux');
  expect(taken).toEqual({ search: 'Mod+K' });
  expect([keyTable(taken, 'linux').search, keyTable(taken, 'linux').palette]).toEqual([['Mod+K'], []]);
  const again = giveKeys(taken, 'uploads', 'Mod+K', 'linux');
  expect(again).toEqual({ search: null, uploads: 'Mod+K' });
  expect(giveKeys(giveKeys(again, 'uploads', 'Mod+J', 'linux'), 'search', 'Mod+F', 'linux')).toEqual({});
});

test('a choice of another release or another system that is not possible here is as if it had not been made', () => {
  const odd = { gone: 'Mod+U', search: 'Mod+Z', palette: 'hold', new: 'Mod+Q' };
  const table = keyTable(odd, 'linux');
  expect([table.search, table.undo, table.new]).toEqual([['Mod+F'], ['Mod+Z'], ['Mod+N']]);
});

test.each([
  ['search', 'Mod+C', 'linux', 'text'],
  ['search', 'Mod+Z', 'linux', 'text'],
  ['undo', 'Mod+Z', 'linux', null],
  ['search', 'x', 'linux', 'typing'],
  ['rename', 'R', 'linux', 'typing'],
  ['search', '?', 'linux', 'typing'],
  ['shortcuts', '!', 'linux', null],
  ['search', 'Alt+Mod+Q', 'win32', 'typing'],
  ['search', 'Alt+Mod+Q', 'darwin', null],
  ['search', 'Alt+F', 'win32', 'system'],
  ['search', 'Alt+F', 'darwin', 'typing'],
  ['search', 'Ctrl+F', 'darwin', 'text'],
  ['search', 'Super+F', 'win32', 'system'],
  ['search', 'Mod+W', 'linux', 'system'],
  ['search', 'Mod+M', 'darwin', 'system'],
  ['search', 'Mod+M', 'linux', null],
  ['search', 'F11', 'linux', 'system'],
  ['search', 'F11', 'darwin', null],
  ['search', 'Tab', 'linux', 'moving'],
  ['rename', 'Enter', 'linux', 'moving'],
  ['add', 'Mod+Enter', 'linux', null],
  ['search', 'Alt+ArrowUp', 'linux', 'moving'],
  ['moveDown', 'Alt+ArrowUp', 'linux', null],
  ['search', 'Delete', 'linux', 'text'],
  ['rename', 'Delete', 'linux', null],
  ['search', 'F6', 'linux', null],
  ['search', 'Alt+F6', 'linux', 'system'],
  ['search', 'Alt+Mod+F3', 'linux', 'system'],
  ['search', 'Alt+F6', 'win32', null],
  ['search', 'Ctrl+F2', 'darwin', 'system'],
  ['search', 'Mod+`', 'darwin', 'system'],
  ['search', 'Mod+`', 'win32', null],
  ['search', 'PrintScreen', 'win32', 'system'],
  ['search', 'MediaPlayPause', 'linux', 'system'],
  ['search', 'Shift+Insert', 'win32', 'text'],
] as const)('%s with %s on %s: %s', (command, keys, platform, refusal) => {
  expect(refusalOf(command, keys, platform)).toBe(refusal);
});

test('while one types, characters and the keys of texts are left to the text', () => {
  expect(['Mod+Z', 'Mod+Y', '?', 'Mod+K', 'F6'].map(isLeftToText)).toEqual([true, true, true, false, false]);
});
