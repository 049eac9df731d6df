import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from '../../shared/domain/app-command.ts';
import { partsOf, type Platform } from '../../shared/domain/key-press.ts';
import { keyTable, type KeyChanges } from '../../shared/domain/shortcut-keys.ts';
import type { Words } from '../../shared/messages/words.ts';

export interface MenuDeps {
  readonly openWindow: () => void;
  /** Tells the page of a window that a command was chosen. */
  readonly send: (command: AppCommand, windowId: number) => void;
  readonly logFolder: string;
  readonly t: Words;
}
type Item = MenuItemConstructorOptions;

type CommandItem = (name: AppCommand) => Item;
const separator: Item = { type: 'separator' };
const isMac = process.platform === 'darwin';

const fileMenu = (t: Words, command: CommandItem, openWindow: () => void): Item => ({
  label: t('menu.file'),
  submenu: [
    // Also where no window is left to command it in.
    { ...command('newWindow'), click: openWindow },
    command('new'),
    command('import'),
    command('importArchive'),
    command('export'),
    command('exportOutline'),
    command('importOutline'),
    command('save'),
    separator,
    command('settings'),
    separator,
    isMac ? { role: 'close', label: t('menu.closeWindow') } : { role: 'quit', label: t('menu.quit') },
  ],
});

const editMenu = (t: Words, command: CommandItem): Item => ({
  label: t('menu.edit'),
  submenu: [
    command('undo'),
    command('redo'),
    command('history'),
    separator,
    { role: 'cut', label: t('menu.cut') },
    { role: 'copy', label: t('menu.copy') },
    { role: 'paste', label: t('menu.paste') },
    { role: 'selectAll', label: t('menu.selectAll') },
    separator,
    command('search'),
    command('replace'),
    command('palette'),
    command('tags'),
  ],
});

const viewMenu = (t: Words, command: CommandItem): Item => ({
  label: t('menu.view'),
  submenu: [
    command('sidebar'),
    separator,
    command('courses'),
    command('uploads'),
    command('trash'),
    command('changes'),
    separator,
    { role: 'zoomIn', label: t('menu.zoomIn') },
    { role: 'zoomOut', label: t('menu.zoomOut') },
    { role: 'resetZoom', label: t('menu.actualSize') },
    { role: 'togglefullscreen', label: t('menu.fullScreen') },
  ],
});
const windowMenu = (t: Words): Item => ({
  label: t('menu.window'),
  submenu: [
    { role: 'minimize', label: t('menu.minimize') },
    { role: 'close', label: t('menu.closeWindow') },
  ],
});
const helpMenu = (t: Words, command: CommandItem, logFolder: string): Item => ({
  label: t('menu.help'),
  submenu: [
    command('shortcuts'),
    { label: t('menu.showLogs'), click: () => void shell.openPath(logFolder) },
    { label: t('menu.about'), click: () => app.showAboutPanel() },
  ],
});

/**
 * `registerAccelerator`: see below. A Mac registers it all the same: a key alone would be taken from whoever types. What
 * Electron has no name for is not shown: it would not take the menu.
 */
function acceleratorOf(keys: string | undefined): Item {
  if (keys === undefined) return {};
  const { held, name } = partsOf(keys);
  const isNamed = /^([!-*,-~]|F\d\d?|Plus|Enter)$/.test(name);
  if (!isNamed || !(held.has('Mod') || /^F\d/.test(name))) return {};
  return { accelerator: keys.replace('Mod', 'CmdOrCtrl'), registerAccelerator: false };
}

/**
 * The application menu. Accelerators are shown but not registered where the page handles the key itself: it knows
 * whether a text field or the outline has the focus, and what undo means there.
 * Shown anew when somebody changes keys or the language: an item's accelerator and label are for its life.
 */
export function showMenu({ openWindow, send, logFolder, t }: MenuDeps, changes: KeyChanges): void {
  const table = keyTable(changes, process.platform as Platform);
  const command: CommandItem = (name) => ({
    label: t(`command.${name}`),
    ...acceleratorOf(table[name][0]),
    click: (_item, window) => {
      const target = window ?? BrowserWindow.getFocusedWindow();
      if (target) send(name, target.id);
    },
  });
  const menus = [
    fileMenu(t, command, openWindow),
    editMenu(t, command),
    viewMenu(t, command),
    windowMenu(t),
    helpMenu(t, command, logFolder),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...menus] : menus));
}
