import type { ShortcutCommand } from '../../shared/domain/app-command.ts';
import type { Platform } from '../../shared/domain/key-press.ts';
import { keyTable, type KeyChanges, type KeyTable } from '../../shared/domain/shortcut-keys.ts';

/** The keys as somebody has them now, and how they are written. */
export interface Shortcuts {
  readonly changes: KeyChanges;
  readonly table: KeyTable;
  /** The keys of a command as the platform writes them; empty when it has none. */
  readonly of: (command: ShortcutCommand) => string;
}

export function createShortcuts(changes: KeyChanges, platform: Platform): Shortcuts {
  const table = keyTable(changes, platform);
  return { changes, table, of: (command) => shortcutText(table[command][0] ?? '', platform) };
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Space: '␣',
  Plus: '+',
};
const macSigns: Readonly<Record<string, string>> = { Backspace: '⌫', Delete: '⌦' };
const macHeld: Readonly<Record<string, string>> = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘' };

/** `Mod+Z` as the platform writes it: ⌘Z, Ctrl+Z. */
export function shortcutText(keys: string, platform: Platform): string {
  const isMac = platform === 'darwin';
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  const name = (isMac ? macSigns[last] : undefined) ?? signs[last] ?? last;
  const held = parts.slice(0, -1);
  if (isMac) return [...held.map((one) => macHeld[one] ?? one), name].join('');
  return [...held.map((one) => (one === 'Mod' ? 'Ctrl' : one)), name].join('+');
}
