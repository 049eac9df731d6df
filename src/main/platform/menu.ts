import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import { en } from '../../shared/messages/en.ts';

type Command =
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

export interface MenuDeps {
  readonly openWindow: () => void;
  /** Tells the page of a window that a command was chosen. */
  readonly send: (command: Command, windowId: number) => void;
  readonly logFolder: string;
}
type Item = MenuItemConstructorOptions;
const words = en.menu;

type CommandItem = (label: string, name: Command, accelerator: string) => Item;
const separator: Item = { type: 'separator' };
const isMac = process.platform === 'darwin';

const fileMenu = (command: CommandItem, openWindow: () => void): Item => ({
  label: words.file,
  submenu: [
    { label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
    command(words.newCourse, 'new', 'CmdOrCtrl+N'),
    command(words.importFolder, 'import', 'CmdOrCtrl+O'),
    command(words.importArchive, 'importArchive', 'CmdOrCtrl+Shift+O'),
    command(words.exportCourse, 'export', 'CmdOrCtrl+Shift+E'),
    command(words.save, 'save', 'CmdOrCtrl+S'),
    separator,
    command(words.settings, 'settings', 'CmdOrCtrl+,'),
    separator,
    isMac ? { role: 'close', label: words.closeWindow } : { role: 'quit', label: words.quit },
  ],
});

const editMenu = (command: CommandItem): Item => ({
  label: words.edit,
  submenu: [
    command(words.undo, 'undo', 'CmdOrCtrl+Z'),
    command(words.redo, 'redo', 'CmdOrCtrl+Shift+Z'),
    command(words.history, 'history', 'CmdOrCtrl+Shift+H'),
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
    separator,
    command(words.find, 'search', 'CmdOrCtrl+F'),
  ],
});

const viewMenu = (command: CommandItem): Item => ({
  label: words.view,
  submenu: [
    command(words.sidebar, 'sidebar', 'CmdOrCtrl+B'),
    command(words.uploads, 'uploads', 'CmdOrCtrl+J'),
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
const helpMenu = (logFolder: string): Item => ({
  label: words.help,
  submenu: [
    { label: words.showLogs, click: () => void shell.openPath(logFolder) },
    { label: words.about, click: () => app.showAboutPanel() },
  ],
});

/**
 * The application menu. Accelerators are shown but not registered where the page handles the key itself: it knows
 * whether a text field or the outline has the focus, and what undo means there.
 */
export function installMenu({ openWindow, send, logFolder }: MenuDeps): void {
  const command: CommandItem = (label, name, accelerator) => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: (_item, window) => {
      const target = window ?? BrowserWindow.getFocusedWindow();
      if (target) send(name, target.id);
    },
  });
  const menus = [fileMenu(command, openWindow), editMenu(command), viewMenu(command), windowMenu, helpMenu(logFolder)];
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...menus] : menus));
}
