import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from '../../shared/domain/app-command.ts';
import { partsOf, type Platform } from '../../shared/domain/key-press.ts';
import { keyTable, type KeyChanges } from '../../shared/domain/shortcut-keys.ts';
import { en } from '../../shared/messages/en.ts';

export interface MenuDeps {
  readonly openWindow: () => void;
  /** Tells the page of a window that a command was chosen. */
  readonly send: (command: AppCommand, windowId: number) => void;
  readonly logFolder: string;
}
type Item = MenuItemConstructorOptions;
const words = en.menu;

type CommandItem = (name: AppCommand) => Item;
const separator: Item = { type: 'separator' };
const isMac = process.platform === 'darwin';

const fileMenu = (command: CommandItem, openWindow: () => void): Item => ({
  label: words.file,
  submenu: [
    // Also where no window is left to command it in.
    { ...command('newWindow'), click: openWindow },
    command('new'),
    command('import'),
    command('importArchive'),
    command('export'),
    command('save'),
    separator,
    command('settings'),
    separator,
    isMac ? { role: 'close', label: words.closeWindow } : { role: 'quit', label: words.quit },
  ],
});

const editMenu = (command: CommandItem): Item => ({
  label: words.edit,
  submenu: [
    command('undo'),
    command('redo'),
    command('history'),
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
    separator,
    command('search'),
    command('replace'),
    command('palette'),
    command('tags'),
  ],
});

const viewMenu = (command: CommandItem): Item => ({
  label: words.view,
  submenu: [
    command('sidebar'),
    separator,
    command('courses'),
    command('uploads'),
    command('trash'),
    command('changes'),
    separator,
    { role: 'zoomIn', label: words.zoomIn },
    { role: 'zoomOut', label: words.zoomOut },
    { role: 'resetZoom', label: words.actualSize },
    { role: 'togglefullscreen', label: words.fullScreen },
  ],
});
const windowMenu: Item = {
  label: words.window,
  submenu: [
    { role: 'minimize', label: words.minimize },
    { role: 'close', label: words.closeWindow },
  ],
};
const helpMenu = (command: CommandItem, logFolder: string): Item => ({
  label: words.help,
  submenu: [
    command('shortcuts'),
    { label: words.showLogs, click: () => void shell.openPath(logFolder) },
    { label: words.about, click: () => app.showAboutPanel() },
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
 * Shown anew when somebody changes keys: an item's accelerator is for its life.
 */
export function showMenu({ openWindow, send, logFolder }: MenuDeps, changes: KeyChanges): void {
  const table = keyTable(changes, process.platform as Platform);
  const command: CommandItem = (name) => ({
    label: en.command[name],
    ...acceleratorOf(table[name][0]),
    click: (_item, window) => {
      const target = window ?? BrowserWindow.getFocusedWindow();
      if (target) send(name, target.id);
    },
  });
  const menus = [
    fileMenu(command, openWindow),
    editMenu(command),
    viewMenu(command),
    windowMenu,
    helpMenu(command, logFolder),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...menus] : menus));
}
