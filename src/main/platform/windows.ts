import { app, BrowserWindow, nativeTheme, screen, session, shell } from 'electron';
import type { CloseGuard } from './close-guard.ts';
import { courseOfRoute, fitToScreens, openedAgain, type WindowState, type WindowStateStore } from './window-state.ts';

/** `--frame` of src/renderer/app/theme.css. */
const BACKGROUND = { dark: '#171615', light: '#f5f4f1' };
const OVERLAY = {
  dark: { color: BACKGROUND.dark, symbolColor: '#d6d6d3' },
  light: { color: BACKGROUND.light, symbolColor: '#3c3c3a' },
};
const TITLE_BAR_HEIGHT = 40;
/** A window that is dragged moves many times a second. */
const NOTED_AFTER_MS = 250;

export interface WindowsDeps {
  readonly preload: string;
  /** `app://studio/index.html`, or the dev server's page in an unpackaged run. */
  readonly pageUrl: string;
  readonly state: WindowStateStore;
  /** May keep a window open. */
  readonly closeGuard: CloseGuard;
  /** May keep the last window open. */
  readonly holdEnd: (event: { preventDefault(): void }) => unknown;
  readonly report: (message: string, fields: Record<string, unknown>) => void;
}
export type WindowsService = ReturnType<typeof createWindows>;

const shade = (): 'dark' | 'light' => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light');

/**
 * What the system draws of our windows follows the theme, whoever changes it: here or on the desktop. On a Mac the buttons
 * are the system's own.
 */
function paint(): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.setBackgroundColor(BACKGROUND[shade()]);
    if (process.platform !== 'darwin') window.setTitleBarOverlay({ ...OVERLAY[shade()], height: TITLE_BAR_HEIGHT });
  }
}

/** Only https and mailto leave the app, re-serialised so that nothing odd reaches the shell. */
export function openOutside(target: string): void {
  if (!URL.canParse(target)) return;
  const url = new URL(target);
  if (url.protocol === 'https:' || url.protocol === 'mailto:') void shell.openExternal(url.href);
}

/** Navigation, frames, popups, webviews and permissions are denied for every page there will ever be. */
function lockDown(pageUrl: string): void {
  const page = new URL(pageUrl);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      const target = new URL(event.url);
      if (target.protocol !== page.protocol || target.host !== page.host) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: 'deny' };
    });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

const routeOf = (window: BrowserWindow): string => new URL(window.webContents.getURL()).hash.slice(1);
const placeOf = (window: BrowserWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
});

function create(deps: WindowsDeps, state: WindowState): BrowserWindow {
  const { width, height, x, y } = state;
  return new BrowserWindow({
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: 760,
    minHeight: 520,
    show: false,
    title: 'Lectern',
    backgroundColor: BACKGROUND[shade()],
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'hidden',
    ...(process.platform === 'darwin' ? {} : { titleBarOverlay: { ...OVERLAY[shade()], height: TITLE_BAR_HEIGHT } }),
    webPreferences: {
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
    },
  });
}

/** Makes windows on the studio's page and remembers the last one's size. Call after the app is ready. */
export function createWindows(deps: WindowsDeps) {
  lockDown(deps.pageUrl);
  nativeTheme.on('updated', paint);

  let isEnding = false;
  let noting: NodeJS.Timeout | undefined;

  /** A full disk costs the memory of the place; it does not keep the window open. */
  function keep(write: () => void): void {
    try {
      write();
    } catch (error) {
      deps.report('the windows’ places were not kept', { error });
    }
  }
  const remember = (window: BrowserWindow): void =>
    keep(() => deps.state.save(courseOfRoute(routeOf(window)), placeOf(window)));

  /** What is open is on the disk at any time: a process that is killed says nothing. The last window is opened again. */
  function noteOpen(): void {
    clearTimeout(noting);
    const open = BrowserWindow.getAllWindows().filter((window) => !window.isDestroyed());
    if (isEnding || open.length === 0) return;
    keep(() => deps.state.saveOpen(open.map((window) => ({ route: routeOf(window), place: placeOf(window) }))));
  }
  function noteSoon(): void {
    clearTimeout(noting);
    noting = setTimeout(noteOpen, NOTED_AFTER_MS);
  }
  function follow(window: BrowserWindow): void {
    window.on('move', noteSoon);
    window.on('resize', noteSoon);
    window.on('maximize', noteSoon);
    window.on('unmaximize', noteSoon);
    window.on('closed', noteOpen);
    window.webContents.on('did-navigate-in-page', noteSoon);
  }

  function watch(window: BrowserWindow): void {
    window.once('ready-to-show', () => window.show());
    const { id } = window;
    follow(window);
    window.on('closed', () => deps.closeGuard.forget(id));
    window.on('close', (event) => {
      remember(window);
      if (deps.closeGuard.hold(id, event)) return;
      // Elsewhere the app ends with its last window.
      const isEnd = process.platform !== 'darwin' && BrowserWindow.getAllWindows().length === 1;
      if (isEnd) deps.holdEnd(event);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      deps.report('a page died', { reason });
      deps.closeGuard.forget(id);
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
    });
  }

  function openAt(path: string, state: WindowState): void {
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = create(deps, fitToScreens(state, areas));
    watch(window);
    if (state.maximized) window.maximize();
    void window.loadURL(`${deps.pageUrl}#${path}`);
    noteSoon();
  }
  /** `path` is a route of the page, such as `/course/<id>`. */
  function open(path = '/'): void {
    const { state, isOwn } = deps.state.load(courseOfRoute(path));
    const cascade = isOwn ? 0 : BrowserWindow.getAllWindows().length * 24;
    const { x, y } = state;
    openAt(path, x === undefined || y === undefined ? state : { ...state, x: x + cascade, y: y + cascade });
  }

  return {
    open,
    /** Those that were open when the app ended, on their courses and places; one at least. */
    reopen(isThere: (courseId: string) => boolean): void {
      const again = openedAgain(deps.state.loadOpen(), isThere);
      for (const { route, place } of again) openAt(route, place);
      if (again.length === 0) open();
    },
    /** The app ends: the windows that are closed from now on are opened again next time. */
    letGo(): void {
      noteOpen();
      isEnding = true;
    },
    close: (windowId: number): void => BrowserWindow.fromId(windowId)?.close(),
    isOpen: (windowId: number): boolean => BrowserWindow.fromId(windowId) !== null,
    count: (): number => BrowserWindow.getAllWindows().length,
    /** Brings the app to the front: what a second start of it asks for. Answers the id of the window, if there is one. */
    focus(): number | undefined {
      const [window] = BrowserWindow.getAllWindows();
      if (window?.isMinimized()) window.restore();
      window?.focus();
      return window?.id;
    },
    setTheme(theme: 'system' | 'light' | 'dark'): void {
      nativeTheme.themeSource = theme;
    },
    setProgress(fraction: number | null): void {
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1);
    },
  };
}
