import { notImplemented } from '../page/guard.ts';

/** What a role may do to the focused window and its page. */
interface RoleWindow {
  close(): void;
  minimize(): void;
  isFullScreen(): boolean;
  setFullScreen(isOn: boolean): void;
}

interface RoleContents {
  reload(): void;
  reloadIgnoringCache(): void;
  getZoomLevel(): number;
  setZoomLevel(level: number): void;
  edit(command: EditCommand): void;
}

/** What menus reach of the app. */
export interface MenuHost {
  quit(): void;
  showAboutPanel(): void;
  focusedWindow(): (RoleWindow & { webContents: RoleContents }) | null;
}

export const EDIT_COMMANDS = [
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'pasteAndMatchStyle',
  'delete',
  'selectAll',
] as const;
export type EditCommand = (typeof EDIT_COMMANDS)[number];

/** What a role stands for. Those of editing leave their keys to the page, as in Electron. */
export interface Role {
  label: string;
  accelerator?: string;
  submenu?: string[];
  run(host: MenuHost): void;
}

const ZOOM_STEP = 0.5;

function onWindow(work: (window: RoleWindow & { webContents: RoleContents }) => void): Role['run'] {
  return (host) => {
    const window = host.focusedWindow();
    if (window) work(window);
  };
}

const zoomBy = (step: number) =>
  onWindow(({ webContents }) => webContents.setZoomLevel(step === 0 ? 0 : webContents.getZoomLevel() + step));

const edit = (command: EditCommand) => onWindow(({ webContents }) => webContents.edit(command));

const nothing: Role['run'] = () => {};

const titleOf = (name: string) =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');

const ROLES: Record<string, Role> = {
  ...Object.fromEntries(EDIT_COMMANDS.map((name) => [name, { label: titleOf(name), run: edit(name) }])),
  quit: { label: 'Quit', accelerator: 'CmdOrCtrl+Q', run: (host) => host.quit() },
  about: { label: 'About', run: (host) => host.showAboutPanel() },
  close: { label: 'Close Window', accelerator: 'CmdOrCtrl+W', run: onWindow((window) => window.close()) },
  minimize: { label: 'Minimize', accelerator: 'CmdOrCtrl+M', run: onWindow((window) => window.minimize()) },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', run: onWindow(({ webContents }) => webContents.reload()) },
  forceReload: {
    label: 'Force Reload',
    accelerator: 'Shift+CmdOrCtrl+R',
    run: onWindow(({ webContents }) => webContents.reloadIgnoringCache()),
  },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    run: onWindow((window) => window.setFullScreen(!window.isFullScreen())),
  },
  resetZoom: { label: 'Actual Size', accelerator: 'CmdOrCtrl+0', run: zoomBy(0) },
  zoomIn: { label: 'Zoom In', accelerator: 'CmdOrCtrl+Plus', run: zoomBy(ZOOM_STEP) },
  zoomOut: { label: 'Zoom Out', accelerator: 'CmdOrCtrl+-', run: zoomBy(-ZOOM_STEP) },
  fileMenu: { label: 'File', submenu: ['quit'], run: nothing },
  editMenu: {
    label: 'Edit',
    submenu: ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'separator', 'selectAll'],
    run: nothing,
  },
  viewMenu: {
    label: 'View',
    submenu: ['reload', 'forceReload', 'separator', 'resetZoom', 'zoomIn', 'zoomOut', 'separator', 'togglefullscreen'],
    run: nothing,
  },
  windowMenu: { label: 'Window', submenu: ['minimize', 'close'], run: nothing },
  help: { label: 'Help', run: nothing },
  window: { label: 'Window', run: nothing },
};

/** The roles of macOS and of the developer tools can stand in a menu; choosing one throws. */
const ABSENT = new Set(['toggledevtools', 'services', 'hide', 'hideothers', 'unhide', 'front', 'zoom', 'appmenu']);

const BY_NAME = new Map(Object.entries(ROLES).map(([name, role]) => [name.toLowerCase(), role]));

/** The role of that name, in whatever case. Throws for a name that is not one. */
export function roleOf(name: string): Role {
  const known = BY_NAME.get(name.toLowerCase());
  if (known) return known;
  if (ABSENT.has(name.toLowerCase()))
    return { label: titleOf(name), run: () => notImplemented(`the menu role ${name}`) };
  return notImplemented(`the menu role ${name}`);
}
