import { z } from 'zod';

/**
 * The one list of what can be commanded from anywhere: menus, keys, the palette and the titles of buttons read it. Their
 * words are `command` of the message catalogue; whether one can be done now is known to whoever does it (`useCommand`).
 * Its keys, which somebody can change, are in `shortcut-keys.ts`.
 */
export const appCommands = [
  'palette',
  'new',
  'import',
  'importArchive',
  'export',
  'exportOutline',
  'importOutline',
  'save',
  'undo',
  'redo',
  'history',
  'search',
  'replace',
  'courses',
  'uploads',
  'trash',
  'changes',
  'tags',
  'settings',
  'sidebar',
  'newWindow',
  'shortcuts',
] as const;
export const appCommand = z.enum(appCommands);
export type AppCommand = z.infer<typeof appCommand>;

/** What keys do with the selected rows of a list. */
export const listVerbs = [
  'rename',
  'delete',
  'duplicate',
  'edit',
  'add',
  'addGroup',
  'moveTo',
  'moveUp',
  'moveDown',
  'moveChapterUp',
  'moveChapterDown',
] as const;
export type ListVerb = (typeof listVerbs)[number];
/** Everything that has keys which somebody can change. */
const shortcutCommand = z.enum([...appCommands, ...listVerbs]);
export type ShortcutCommand = z.infer<typeof shortcutCommand>;
export const shortcutCommands: readonly ShortcutCommand[] = shortcutCommand.options;
