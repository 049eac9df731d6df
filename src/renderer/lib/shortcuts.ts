import { appCommands, commandKeys, type AppCommand } from '../../shared/domain/app-command.ts';

export type Platform = 'linux' | 'darwin' | 'win32';

/** `Mod+Z` as the platform writes it: ⌘Z, Ctrl+Z. */
export function shortcutText(keys: string, platform: Platform): string {
  if (platform !== 'darwin') return keys.replace('Mod', 'Ctrl');
  return keys.replace('Shift+', '⇧').replace('Alt+', '⌥').replace('Mod+', '⌘');
}

/** The shortcut of a command as the platform writes it; empty when it has none. */
export function commandShortcut(command: AppCommand, platform: Platform): string {
  return shortcutText(commandKeys[command] ?? '', platform);
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
  if (press.key === '?' && !press.ctrlKey && !press.metaKey && !press.altKey) return 'shortcuts';
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  if (!mod || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === 'y' && platform !== 'darwin' && !press.shiftKey) return 'redo';
  const pressed = `${press.shiftKey ? 'Shift+' : ''}Mod+${key.toUpperCase()}`;
  return appCommands.find((command) => commandKeys[command] === pressed) ?? null;
}
