import { describe, expect, test } from 'vitest';
import type { KeyInput } from '../page/isolated-messages.ts';
import { matches, parseAccelerator } from './accelerator.ts';

function input(key: string, held: Partial<KeyInput> = {}): KeyInput {
  const none = {
    shift: false,
    control: false,
    alt: false,
    meta: false,
    isAutoRepeat: false,
    isComposing: false,
    location: 0,
  };
  return { type: 'keyDown', key, code: '', ...none, ...held };
}

const isHit = (accelerator: string, pressed: KeyInput) => matches(parseAccelerator(accelerator, 'linux'), pressed);

describe('accelerators', () => {
  test.each<[string, KeyInput, boolean]>([
    ['CmdOrCtrl+S', input('s', { control: true }), true],
    ['CmdOrCtrl+S', input('S', { control: true, shift: true }), false],
    ['CmdOrCtrl+Shift+S', input('S', { control: true, shift: true }), true],
    ['Control+S', input('ы', { control: true, code: 'KeyS' }), true],
    ['CmdOrCtrl+1', input('!', { control: true, code: 'Digit1' }), true],
    ['CmdOrCtrl+Plus', input('+', { control: true, shift: true, code: 'Equal' }), true],
    ['CmdOrCtrl++', input('+', { control: true, code: 'NumpadAdd' }), true],
    ['CmdOrCtrl+-', input('-', { control: true }), true],
    ['Alt+Left', input('ArrowLeft', { alt: true }), true],
    ['F11', input('F11'), true],
    ['F11', input('F11', { control: true }), false],
    ['Super+L', input('l', { meta: true }), true],
    ['Space', input(' '), true],
    ['Esc', input('Escape'), true],
  ])('%s against %o is %s', (accelerator, pressed, expected) => {
    expect(isHit(accelerator, pressed)).toBe(expected);
  });

  test('CmdOrCtrl is the command key on a Mac', () => {
    expect(parseAccelerator('CmdOrCtrl+Q', 'darwin')).toMatchObject({ meta: true, control: false, key: 'q' });
  });

  test('what has no key is refused', () => {
    expect(() => parseAccelerator('Ctrl+Shift', 'linux')).toThrow("Invalid accelerator 'Ctrl+Shift'");
  });
});
