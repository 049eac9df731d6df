import { z } from 'zod';

/**
 * The one list of what can be commanded from anywhere: menus, keys, the palette and the titles of buttons read it. Their
 * words are `command` of the message catalogue; whether one can be done now is known to whoever does it (`useCommand`).
 * `Mod` is Ctrl, ⌘ on a Mac; null: no keys.
 */
export const commandKeys = {
  palette: 'Mod+K',
  new: 'Mod+N',
  import: 'Mod+O',
  importArchive: 'Shift+Mod+O',
  export: 'Shift+Mod+E',
  save: 'Mod+S',
  undo: 'Mod+Z',
  redo: 'Shift+Mod+Z',
  history: 'Shift+Mod+H',
  search: 'Mod+F',
  replace: 'Shift+Mod+F',
  courses: null,
  uploads: 'Mod+J',
  trash: null,
  changes: null,
  tags: null,
  settings: 'Mod+,',
  sidebar: 'Mod+B',
  newWindow: 'Shift+Mod+N',
  /** Not while one types. */
  shortcuts: '?',
} as const satisfies Readonly<Record<string, string | null>>;

export type AppCommand = keyof typeof commandKeys;
export const appCommands = Object.keys(commandKeys) as readonly AppCommand[];
export const appCommand = z.enum(appCommands);
