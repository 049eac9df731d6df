import { expect, test } from 'vitest';
import { createMessages } from '../../../shared/messages/words.ts';
import { createShortcuts } from '../../lib/shortcuts.ts';
import { shortcutGroups } from './shortcut-groups.ts';

const offered = [
  { id: 'rename', label: 'Rename', shortcut: 'F2', run() {} },
  { id: 'reveal', label: 'Show file', run() {} },
];
const shown = (search: string) =>
  shortcutGroups(
    { t: createMessages('en').t, platform: 'linux', shortcuts: createShortcuts({}, 'linux'), offered },
    search,
  ).map(({ id, lines }) => `${id}: ${lines.map(({ label, keys }) => `${label} ${keys}`).join(', ')}`);

test('a word or a key finds its line; what has no keys is not there', () => {
  expect(shown('ctrl+z')).toEqual(['everywhere: Undo Ctrl+Z, Redo Shift+Ctrl+Z']);
  expect(shown('rename')).toEqual(['here: Rename F2']);
  expect([shown('show file'), shown('trash')]).toEqual([[], []]);
});

test('every group has lines, and the sheet itself is among them', () => {
  expect(shown('').map((group) => group.split(':')[0])).toEqual(['everywhere', 'here', 'lists', 'player']);
  expect(shown('keyboard shortcuts')).toEqual(['everywhere: Keyboard shortcuts ?']);
});
