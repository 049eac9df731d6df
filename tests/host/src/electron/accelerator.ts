import type { KeyInput } from '../page/isolated-messages.ts';

/** A key with the modifiers that must be held, and no others. */
export interface Accelerator {
  key: string;
  control: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
}

type Modifier = Exclude<keyof Accelerator, 'key'>;

/** Electron's names of keys that the web calls otherwise (docs/tutorial/keyboard-shortcuts.md). */
const KEYS: Record<string, string> = {
  plus: '+',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  return: 'enter',
  esc: 'escape',
};

function modifierOf(part: string, platform: NodeJS.Platform): Modifier | null {
  const name = part.toLowerCase();
  if (name === 'commandorcontrol' || name === 'cmdorctrl') return platform === 'darwin' ? 'meta' : 'control';
  if (name === 'control' || name === 'ctrl') return 'control';
  if (name === 'alt' || name === 'option') return 'alt';
  if (name === 'command' || name === 'cmd' || name === 'super' || name === 'meta') return 'meta';
  return name === 'shift' ? 'shift' : null;
}

/** Reads e.g. `CmdOrCtrl+Shift+S`. Throws when it is not an accelerator. */
export function parseAccelerator(text: string, platform: NodeJS.Platform): Accelerator {
  const accelerator: Accelerator = { key: '', control: false, shift: false, alt: false, meta: false };
  for (const part of text.replace(/\+\+$/, '+Plus').split('+')) {
    const modifier = modifierOf(part, platform);
    const name = part.toLowerCase();
    if (modifier) accelerator[modifier] = true;
    else accelerator.key = KEYS[name] ?? name;
  }
  if (accelerator.key === '') throw new TypeError(`Invalid accelerator '${text}'`);
  return accelerator;
}

/** Letters and digits go by the key's place too: Shift+1 types another character, Alt+S may type none. */
function isKey(key: string, input: KeyInput): boolean {
  if (input.key.toLowerCase() === key) return true;
  return /^[a-z]$/.test(key)
    ? input.code === `Key${key.toUpperCase()}`
    : /^\d$/.test(key) && input.code === `Digit${key}`;
}

/** True when the keys held are those of the accelerator. Shift counts as part of a character that needs it, e.g. `+`. */
export function matches(accelerator: Accelerator, input: KeyInput): boolean {
  if (!isKey(accelerator.key, input)) return false;
  const needsShift = accelerator.shift || (input.shift && /^[^a-z0-9 ]$/.test(accelerator.key));
  const { control, alt, meta } = accelerator;
  return control === input.control && alt === input.alt && meta === input.meta && needsShift === input.shift;
}
