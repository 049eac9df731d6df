import { shortcutCommands, type ShortcutCommand } from './app-command.ts';
import type { Platform } from './key-press.ts';
import { refusalOf } from './reserved-keys.ts';

/** The keys of each command on one platform; the first ones are shown. None: it has no keys. */
export type KeyTable = Readonly<Record<ShortcutCommand, readonly string[]>>;
/** What somebody has changed, by command; null: they want no keys for it. As it is in the settings, so of any release. */
export type KeyChanges = Readonly<Record<string, string | null>>;

/** The keys as they come, written as `keysOfPress` does. A key means one thing wherever it is pressed. */
export function defaultKeys(platform: Platform): KeyTable {
  const isMac = platform === 'darwin';
  return {
    palette: ['Mod+K'],
    new: ['Mod+N'],
    import: ['Mod+O'],
    importArchive: ['Shift+Mod+O'],
    export: ['Shift+Mod+E'],
    exportOutline: [],
    importOutline: [],
    save: ['Mod+S'],
    undo: ['Mod+Z'],
    redo: isMac ? ['Shift+Mod+Z'] : ['Shift+Mod+Z', 'Mod+Y'],
    history: ['Shift+Mod+H'],
    search: ['Mod+F'],
    replace: ['Shift+Mod+F'],
    courses: [],
    uploads: ['Mod+J'],
    trash: [],
    changes: [],
    tags: [],
    settings: ['Mod+,'],
    sidebar: ['Mod+B'],
    newWindow: ['Shift+Mod+N'],
    shortcuts: ['?'],
    rename: ['F2'],
    delete: isMac ? ['Mod+Backspace', 'Delete'] : ['Delete'],
    duplicate: ['Mod+D'],
    edit: ['Mod+E'],
    add: ['Mod+Enter'],
    addGroup: ['Shift+Mod+Enter'],
    moveTo: ['Shift+Mod+M'],
    moveUp: ['Alt+ArrowUp'],
    moveDown: ['Alt+ArrowDown'],
    moveChapterUp: ['Alt+Shift+ArrowUp'],
    moveChapterDown: ['Alt+Shift+ArrowDown'],
  };
}

/**
 * The keys in force. What somebody chose goes before what comes with a release, so no two commands share keys whatever the
 * settings hold; a choice that is not possible here is as if it had not been made.
 */
export function keyTable(changes: KeyChanges, platform: Platform): KeyTable {
  const chosen = new Map<string, ShortcutCommand>();
  for (const command of shortcutCommands) {
    const keys = changes[command] ?? null;
    if (keys !== null && !chosen.has(keys) && refusalOf(command, keys, platform) === null) chosen.set(keys, command);
  }
  const defaults = defaultKeys(platform);
  const keysOf = (command: ShortcutCommand): readonly string[] => {
    const keys = changes[command];
    if (keys === null) return [];
    if (keys !== undefined && chosen.get(keys) === command) return [keys];
    return defaults[command].filter((one) => !chosen.has(one));
  };
  return Object.fromEntries(shortcutCommands.map((command) => [command, keysOf(command)])) as KeyTable;
}

/** Which command the keys give, of these. */
export function commandWith<Command extends ShortcutCommand>(
  table: KeyTable,
  keys: string | null,
  among: readonly Command[],
): Command | null {
  return keys === null ? null : (among.find((command) => table[command].includes(keys)) ?? null);
}

/** Gives a command the keys; whoever had them loses them. Keys that are refused change nothing. */
export function giveKeys(
  changes: KeyChanges,
  command: ShortcutCommand,
  keys: string | null,
  platform: Platform,
): KeyChanges {
  if (keys !== null && refusalOf(command, keys, platform) !== null) return changes;
  const others = Object.entries(changes)
    .filter(([name]) => name !== command)
    // Keys that come with a release give way by themselves
    .map(([name, theirs]) => [name, theirs === keys ? null : theirs] as const);
  const without: KeyChanges = Object.fromEntries(others);
  // As it comes, though others may hold its second keys now: those are its own again once they are given back.
  const first = (table: KeyTable): string | null => table[command][0] ?? null;
  const isDefault = first(defaultKeys(platform)) === keys && first(keyTable(without, platform)) === keys;
  return isDefault ? without : { ...without, [command]: keys };
}
