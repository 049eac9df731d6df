export type Platform = 'linux' | 'darwin' | 'win32';

/** The commands that keys and menus give; the same names as `app.commandInvoked`. */
export type AppCommand =
  | 'undo'
  | 'redo'
  | 'save'
  | 'settings'
  | 'import'
  | 'importArchive'
  | 'export'
  | 'search'
  | 'new'
  | 'sidebar'
  | 'history'
  | 'uploads';

const shortcuts: Record<AppCommand, string> = {
  undo: 'Mod+Z',
  redo: 'Shift+Mod+Z',
  save: 'Mod+S',
  settings: 'Mod+,',
  import: 'Mod+O',
  importArchive: 'Shift+Mod+O',
  export: 'Shift+Mod+E',
  search: 'Mod+F',
  new: 'Mod+N',
  sidebar: 'Mod+B',
  history: 'Shift+Mod+H',
  uploads: 'Mod+J',
};

/** `Mod+Z` as the platform writes it: ⌘Z, Ctrl+Z. */
export function shortcutText(keys: string, platform: Platform): string {
  if (platform !== 'darwin') return keys.replace('Mod', 'Ctrl');
  return keys.replace('Shift+', '⇧').replace('Alt+', '⌥').replace('Mod+', '⌘');
}

/** The shortcut of a command as the platform writes it. */
export function commandShortcut(command: AppCommand, platform: Platform): string {
  return shortcutText(shortcuts[command], platform);
}

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The command of a key press, or null. Windows' Ctrl+Y is redo too. */
export function commandOf(press: KeyPress, platform: Platform): AppCommand | null {
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  if (!mod || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === 'y' && platform !== 'darwin' && !press.shiftKey) return 'redo';
  const pressed = `${press.shiftKey ? 'Shift+' : ''}Mod+${key.toUpperCase()}`;
  const found = Object.entries(shortcuts).find(([, keys]) => keys === pressed);
  return found ? (found[0] as AppCommand) : null;
}
