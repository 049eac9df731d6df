import { describe, expect, test } from 'vitest';
import { keyTable } from '../../shared/domain/shortcut-keys.ts';
import { listCommandOf } from './list-keys.ts';

const linux = { platform: 'linux', table: keyTable({}, 'linux'), isRtl: false, pageRows: 20, columns: 1 } as const;

/** `Ctrl+Shift+ArrowUp` as a key press. */
function press(keys: string) {
  const names = keys.split('+');
  const has = (name: string) => names.includes(name);
  return {
    key: names.at(-1)?.replace('Space', ' ') ?? '',
    ctrlKey: has('Ctrl'),
    metaKey: has('Cmd'),
    shiftKey: has('Shift'),
    altKey: has('Alt'),
  };
}

describe('keys of the outline', () => {
  test.each([
    ['ArrowDown', { type: 'go', by: 1, how: 'select' }],
    ['Shift+ArrowUp', { type: 'go', by: -1, how: 'extend' }],
    ['Ctrl+ArrowDown', { type: 'go', by: 1, how: 'keep' }],
    ['PageDown', { type: 'go', by: 20, how: 'select' }],
    ['Shift+Space', { type: 'go', by: 0, how: 'extend' }],
    ['Space', { type: 'toggle' }],
    ['Ctrl+Space', { type: 'toggle' }],
    ['Ctrl+a', { type: 'select-all' }],
    ['ArrowLeft', { type: 'collapse' }],
    ['ArrowRight', { type: 'expand' }],
    ['Enter', { type: 'open' }],
    ['F2', { type: 'rename' }],
    ['x', { type: 'type-ahead', text: 'x' }],
    ['ж', { type: 'type-ahead', text: 'ж' }],
    ['Delete', { type: 'delete' }],
    ['Escape', { type: 'clear' }],
    ['Ctrl+Enter', { type: 'add' }],
    ['Ctrl+d', { type: 'duplicate' }],
    ['Ctrl+Shift+Enter', { type: 'add-group' }],
    ['Ctrl+Shift+M', { type: 'move-to' }],
    ['Ctrl+E', { type: 'edit' }],
    ['Alt+ArrowUp', { type: 'move', direction: 'up' }],
    ['Alt+Shift+ArrowDown', { type: 'move-chapter', direction: 'down' }],
  ])('%s', (keys, command) => {
    expect(listCommandOf(press(keys), linux)).toEqual(command);
  });

  test.each(['?', 'Ctrl+x', 'Ctrl+s', 'Alt+F4', 'Ctrl+Alt+ArrowUp', 'Backspace', 'Tab'])(
    '%s is left to others',
    (keys) => {
      expect(listCommandOf(press(keys), linux)).toBeNull();
    },
  );

  test('Home and End reach the ends of any list', () => {
    expect(listCommandOf(press('Home'), linux)).toMatchObject({ type: 'go', by: -1_000_000 });
    expect(listCommandOf(press('Shift+End'), linux)).toMatchObject({ by: 1_000_000, how: 'extend' });
  });

  test('a Mac says Cmd, and deletes with Cmd+Backspace', () => {
    const mac = { ...linux, platform: 'darwin', table: keyTable({}, 'darwin') } as const;
    expect(listCommandOf(press('Cmd+a'), mac)).toEqual({ type: 'select-all' });
    expect(listCommandOf(press('Cmd+Backspace'), mac)).toEqual({ type: 'delete' });
    expect(listCommandOf(press('Delete'), mac)).toEqual({ type: 'delete' });
    expect(listCommandOf(press('Ctrl+a'), mac)).toBeNull();
  });

  test('a verb has the keys that somebody chose for it, and no longer its own', () => {
    const chosen = { ...linux, table: keyTable({ rename: 'Mod+R', duplicate: null }, 'linux') };
    expect(['Ctrl+r', 'F2', 'Ctrl+d'].map((keys) => listCommandOf(press(keys), chosen))).toEqual([
      { type: 'rename' },
      null,
      null,
    ]);
  });

  test('from right to left, left opens and right closes', () => {
    const rtl = { ...linux, isRtl: true };
    expect(listCommandOf(press('ArrowLeft'), rtl)).toEqual({ type: 'expand' });
    expect(listCommandOf(press('ArrowRight'), rtl)).toEqual({ type: 'collapse' });
  });

  test('tiles: up and down go a line, left and right to the one beside', () => {
    const tiles = { ...linux, columns: 4 };
    const by = (keys: string, isRtl = false) => listCommandOf(press(keys), { ...tiles, isRtl });
    expect(by('ArrowDown')).toEqual({ type: 'go', by: 4, how: 'select' });
    expect(by('Shift+ArrowLeft')).toEqual({ type: 'go', by: -1, how: 'extend' });
    expect(by('ArrowLeft', true)).toEqual({ type: 'go', by: 1, how: 'select' });
  });
});
