export type Platform = 'linux' | 'darwin' | 'win32';

/** What of a keyboard event says which keys are held. */
export interface KeyPress {
  readonly key: string;
  /** The place on the keyboard, as `KeyK`; what a test makes up has none. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys that only change others, or are the beginning of a character. */
const unfinished = new Set([
  'Alt',
  'AltGraph',
  'CapsLock',
  'Control',
  'Fn',
  'Meta',
  'NumLock',
  'Process',
  'Shift',
  'Unidentified',
]);
const names: Readonly<Record<string, string>> = { ' ': 'Space', '+': 'Plus', '؟': '?' };

/**
 * Keys as settings and the table of shortcuts write them: `Shift+Mod+K`, `F2`, `?`. `Mod` is Ctrl, ⌘ on a Mac, where Ctrl
 * is a key of its own; `Super` is the Windows key. Null while only modifiers are held.
 */
export function keysOfPress(press: KeyPress, platform: Platform): string | null {
  if (unfinished.has(press.key)) return null;
  const name = nameOf(press);
  if (name === null) return null;
  const isMac = platform === 'darwin';
  const held = [
    isMac && press.ctrlKey ? 'Ctrl' : null,
    !isMac && press.metaKey ? 'Super' : null,
    press.altKey ? 'Alt' : null,
    // A `?` is one with or without: it is another key elsewhere
    press.shiftKey && !isSign(name) ? 'Shift' : null,
    (isMac ? press.metaKey : press.ctrlKey) ? 'Mod' : null,
  ];
  return [...held.filter((one) => one !== null), name].join('+');
}

/** Where the keyboard writes Cyrillic or Arabic, and where Alt makes another character of it, the place of the key counts. */
function nameOf({ key, code = '' }: KeyPress): string | null {
  const known = names[key];
  if (known !== undefined) return known;
  const [, letter = null] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  if (key === 'Dead') return letter;
  if (key.length > 1) return key;
  return /[!-~]/.test(key) ? key.toUpperCase() : (letter ?? key.toUpperCase());
}

const isSign = (name: string): boolean => name.length === 1 && !/[\p{L}\p{N}]/u.test(name);

/** Keys in their parts. */
export function partsOf(keys: string): { readonly held: ReadonlySet<string>; readonly name: string } {
  const parts = keys.split('+');
  return { held: new Set(parts.slice(0, -1)), name: parts.at(-1) ?? '' };
}
