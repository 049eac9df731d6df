import { app, BrowserWindow, nativeTheme, screen, session, shell } from 'electron';
import type { CloseGuard } from './close-guard.ts';
import { courseOfRoute, fitToScreens, type WindowState, type WindowStateStore } from './window-state.ts';

/** `--frame` of src/renderer/app/theme.css. */
const BACKGROUND = { dark: '#171615', light: '#f5f4f1' };
const OVERLAY = {
  dark: { color: BACKGROUND.dark, symbolColor: '#d6d6d3' },
  light: { color: BACKGROUND.light, symbolColor: '#3c3c3a' },
};
const TITLE_BAR_HEIGHT = 40;

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

  /** A full disk costs the memory of the place; it does not keep the window open. */
  function remember(window: BrowserWindow): void {
    try {
      const route = new URL(window.webContents.getURL()).hash.slice(1);
      deps.state.save(courseOfRoute(route), { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      deps.report('the window’s place was not kept', { error });
    }
  }

  function watch(window: BrowserWindow): void {
    window.once('ready-to-show', () => window.show());
    const { id } = window;
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

  return {
    /** `path` is a route of the page, such as `/course/<id>`. */
    open(path = '/'): BrowserWindow {
      const { state, isOwn } = deps.state.load(courseOfRoute(path));
      const cascade = isOwn ? 0 : BrowserWindow.getAllWindows().length * 24;
      const moved =
        state.x === undefined || state.y === undefined
          ? state
          : { ...state, x: state.x + cascade, y: state.y + cascade };
      const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
      const window = create(deps, fitToScreens(moved, areas));
      watch(window);
      if (state.maximized) window.maximize();
      void window.loadURL(`${deps.pageUrl}#${path}`);
      return window;
    },
    close: (windowId: number): void => BrowserWindow.fromId(windowId)?.close(),
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
      for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(BACKGROUND[shade()]);
    },
    setProgress(fraction: number | null): void {
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1);
    },
  };
}
