import { listVerbs, type ShortcutCommand } from './app-command.ts';
import { partsOf, type Platform } from './key-press.ts';

/**
 * Why a command cannot have the keys: they write something; they edit a text or go through it; they go through lists and
 * buttons; the system or the window has them.
 */
export type KeyRefusal = 'typing' | 'text' | 'moving' | 'system';

const moving = new Set([
  'Tab',
  'Escape',
  'Enter',
  'Space',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ContextMenu',
]);
const editing = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z', 'Mod+Y', 'Shift+Mod+Z', 'Shift+Mod+V']);
/** In a text box these keys are the system's, or a character. */
export function isLeftToText(keys: string): boolean {
  const { held, name } = partsOf(keys);
  return editing.has(keys) || (name.length === 1 && !held.has('Mod') && !held.has('Ctrl'));
}

/** They mean the same in a text, and are left to it while one types. */
const ownEditing: Partial<Record<ShortcutCommand, readonly string[]>> = {
  undo: ['Mod+Z'],
  redo: ['Shift+Mod+Z', 'Mod+Y'],
};
/** The window's zoom (roles of main/platform/menu.ts), and closing. */
const ofWindow = ['Mod+Plus', 'Shift+Mod+Plus', 'Mod+=', 'Mod+-', 'Mod+0', 'Mod+W', 'Mod+Q', 'Shift+Mod+Q'];
/** `Mod+\``: to the next window. */
const ofMac = [
  'Mod+`',
  'Mod+~',
  'Mod+H',
  'Alt+Mod+H',
  'Mod+M',
  'Ctrl+Mod+F',
  'Ctrl+Mod+Q',
  'Shift+Mod+3',
  'Shift+Mod+4',
  'Shift+Mod+5',
];
const ofOthers = ['F10', 'F11', 'Shift+F10', 'Alt+F4', 'Mod+F4', 'Alt+Mod+Delete'];
const system: Readonly<Record<Platform, ReadonlySet<string>>> = {
  darwin: new Set([...ofWindow, ...ofMac]),
  win32: new Set([...ofWindow, ...ofOthers]),
  linux: new Set([...ofWindow, ...ofOthers]),
};
/** Only in lists, where nobody types. */
const ofLists: ReadonlySet<ShortcutCommand> = new Set(listVerbs);

/** Why not; null: it can have them. `keys` are written as `keysOfPress` does. */
export function refusalOf(command: ShortcutCommand, keys: string, platform: Platform): KeyRefusal | null {
  const { held, name } = partsOf(keys);
  if (name === '' || held.has('Super') || system[platform].has(keys)) return 'system';
  if (editing.has(keys)) return ownEditing[command]?.includes(keys) === true ? null : 'text';
  if (moving.has(name)) return isFreeMove(command, name, held) ? null : 'moving';
  if (name === 'Delete' || name === 'Backspace') return ofLists.has(command) ? null : 'text';
  if (name.length > 1 && name !== 'Plus') return whoseIs(name, held, platform);
  return writes(command, name, held, platform);
}

/** Enter with ⌘ or Ctrl does nothing by itself; Alt with up and down only in a text. */
function isFreeMove(command: ShortcutCommand, name: string, held: ReadonlySet<string>): boolean {
  if (name === 'Enter') return held.has('Mod');
  return ofLists.has(command) && held.has('Alt') && !held.has('Mod') && ['ArrowUp', 'ArrowDown'].includes(name);
}

/**
 * Of keys with a name only F1 to F24 are free: others print the screen, play music or choose how one writes. With Alt they
 * are the desktop's on Linux (Alt+F2, Ctrl+Alt+F3), with Ctrl on a Mac.
 */
function whoseIs(name: string, held: ReadonlySet<string>, platform: Platform): KeyRefusal | null {
  if (name === 'Insert') return 'text';
  const isOfDesktop = held.has('Ctrl') || (platform === 'linux' && held.has('Alt'));
  return /^F\d\d?$/.test(name) && !isOfDesktop ? null : 'system';
}

/** What a letter, a digit or a sign with these keys held writes, or opens. */
function writes(
  command: ShortcutCommand,
  name: string,
  held: ReadonlySet<string>,
  platform: Platform,
): KeyRefusal | null {
  const isMac = platform === 'darwin';
  // Alt is AltGr with Ctrl: on many keyboards `@` or `{` needs it. Alone it opens menus; on a Mac it writes.
  if (held.has('Alt') && !(isMac && (held.has('Mod') || held.has('Ctrl'))))
    return isMac || held.has('Mod') ? 'typing' : 'system';
  // Ctrl with a letter goes through a text on a Mac, as in Emacs
  if (isMac && held.has('Ctrl') && !held.has('Mod')) return 'text';
  if (held.has('Mod')) return null;
  // The sheet is not opened while one types, and lists go to titles by letters and digits only
  return command === 'shortcuts' && held.size === 0 && /^[^\p{L}\p{N}]$/u.test(name) ? null : 'typing';
}
