import { spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AppInfo } from './app/app-info.ts';
import type { Switches } from './app/switches.ts';
import { startBrowser, type Browser } from './browser.ts';
import type { PageHost, WindowReport } from './contents/page-host.ts';
import { App, type Relaunch } from './electron/app.ts';
import type { WindowHost } from './electron/browser-window.ts';
import { createCommandLine, type CommandLine } from './electron/command-line.ts';
import { IpcMain } from './electron/ipc-main.ts';
import { createDesktop, type Desktop } from './electron/desktop.ts';
import { createMenuClasses, type MenuClasses } from './electron/menu-classes.ts';
import { NativeTheme } from './electron/native-theme.ts';
import { createProtocol } from './electron/protocol.ts';
import { Quitting } from './electron/quitting.ts';
import { Registry } from './electron/registry.ts';
import { Screen } from './electron/screen.ts';
import { Session } from './electron/session.ts';
import { createShell, type Shell } from './electron/shell.ts';
import type { ProtocolHandler } from './net/interception.ts';
import { SchemeMap } from './net/scheme-map.ts';
import { createPageScripts } from './page-scripts.ts';
import type { KeyInput } from './page/isolated-messages.ts';
import { createWire } from './page/wire.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function nodeWire() {
  return createWire({
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  });
}

function chooseByKeys(menus: MenuClasses, input: KeyInput): void {
  const { alt, control, meta, shift } = input;
  const event = { triggeredByAccelerator: true, altKey: alt, ctrlKey: control, metaKey: meta, shiftKey: shift };
  menus.applicationMenu()?.findByKeys(input)?.click(event);
}

/** Everything that stands in for Electron in this process. Its parts know each other through it alone. */
export class Host {
  readonly app: App;
  readonly commandLine: CommandLine;
  readonly registry: Registry;
  readonly quitting: Quitting;
  readonly ipcMain = new IpcMain();
  readonly schemes = new SchemeMap();
  readonly handlers = new Map<string, ProtocolHandler>();
  readonly session: Session;
  /** Null without a display. */
  readonly desktop: Desktop | null;
  readonly shell: Shell;
  readonly screen = new Screen();
  readonly theme: NativeTheme;
  readonly menus: MenuClasses;
  readonly #scripts = createPageScripts();
  readonly #wire = nodeWire();
  readonly #switches: Switches;
  #browser: Browser | null = null;

  constructor(switches: Switches, info: AppInfo, args: readonly string[]) {
    const { env, execPath } = process;
    this.#switches = switches;
    this.commandLine = createCommandLine(args);
    const { commandLine } = this;
    const { userDataDir } = switches;
    this.desktop = switches.headless ? null : createDesktop(env);
    this.shell = createShell(this.desktop);
    this.app = new App({
      info,
      env,
      argv: [execPath, ...args],
      userDataDir,
      commandLine,
      quitting: () => this.quitting,
    });
    this.registry = new Registry(this.app);
    this.quitting = this.#createQuitting();
    const isReady = () => this.app.isReady();
    this.session = new Session(createProtocol({ schemes: this.schemes, handlers: this.handlers, isReady }));
    const theme = env['CHROMIUM_HOST_THEME'] === 'dark' ? 'dark' : 'light';
    this.theme = new NativeTheme(theme, () => this.#applyTheme());
    this.menus = createMenuClasses({
      quit: () => this.app.quit(),
      showAboutPanel: () => this.app.showAboutPanel(),
      focusedWindow: () => this.registry.focused,
    });
  }

  /** Starts the browser and makes the app ready. Answers the version of Chromium. */
  async start(): Promise<string> {
    const { app, commandLine, registry, session, schemes, handlers } = this;
    const onLost = (exited: Promise<number | null>) => void this.#browserLost(exited);
    const deps = { app, commandLine, registry, session, schemes, handlers, onLost };
    this.#browser = await startBrowser(this.#switches, deps);
    return this.#browser.chromium.version;
  }

  /** What pages need. */
  get pageHost(): PageHost {
    const { schemes, ipcMain, session, registry, menus } = this;
    const windowOf = (contents: EventEmitter) => registry.windowOf(contents);
    return {
      schemes,
      ipcMain,
      session,
      scripts: this.#scripts,
      wire: this.#wire,
      isHeadless: this.#switches.headless,
      root: () => this.#running.chromium.root,
      sessionOf: (sessionId) => this.#running.chromium.connection.session(sessionId),
      theme: () => (this.theme.shouldUseDarkColors ? 'dark' : 'light'),
      requestCancelled: (networkId) => this.#running.interception.cancelled(networkId),
      openExternal: (url) => this.shell.openExternally(url),
      unhandledKey(contents, input) {
        registry.focus(windowOf(contents)); // keys go to the window in front, so this one is
        chooseByKeys(menus, input);
      },
      windowReport: (contents, report) => void this.#windowReport(windowOf(contents)?.id ?? 0, report),
      renderProcessGone: (contents, details) => {
        contents.emit('render-process-gone', {}, details);
        this.app.emit('render-process-gone', {}, contents, details);
      },
    };
  }

  /** What windows need. */
  get windowHost(): WindowHost {
    const { registry, quitting, pageHost, app, screen } = this;
    return {
      registry,
      quitting,
      pageHost,
      appName: () => app.name,
      isReady: () => app.isReady(),
      desk: () => screen.getPrimaryDisplay(),
      open: (bounds) => this.#running.targets.open(bounds),
      fit: (opened, bounds) => this.#running.targets.fit(opened, bounds),
      place: (targetId, state, bounds) => this.#running.targets.place(targetId, state, bounds),
    };
  }

  get #running(): Browser {
    if (!this.#browser) throw new Error('chromium-host: the browser does not run before app.whenReady()');
    return this.#browser;
  }

  #createQuitting(): Quitting {
    const { app, registry } = this;
    const isPrevented = (event: string) => {
      let prevented = false;
      app.emit(event, { preventDefault: () => void (prevented = true) });
      return prevented;
    };
    return new Quitting({
      windows: () => registry.windows,
      isQuitPrevented: () => isPrevented('before-quit'),
      isWillQuitPrevented: () => isPrevented('will-quit'),
      announceAllClosed: () => app.emit('window-all-closed'),
      finish: (exitCode) => void this.#finish(exitCode),
    });
  }

  async #finish(exitCode: number): Promise<void> {
    this.app.emit('quit', {}, exitCode);
    await this.app.letGo();
    await this.#browser?.chromium.close();
    for (const relaunch of this.app.relaunches) this.#relaunch(relaunch);
    process.exit(exitCode);
  }

  #relaunch({ args, execPath }: Relaunch): void {
    const command = execPath || process.execPath;
    const first = execPath ? [] : [...process.execArgv, MAIN];
    spawn(command, [...first, ...args], { detached: true, stdio: 'ignore' }).unref();
  }

  /** With a display a person ends the browser by closing its last window; else it has failed, and the app with it. */
  async #browserLost(exited: Promise<number | null>): Promise<void> {
    if (!this.quitting.browserLost()) return;
    const exitCode = await exited;
    if (exitCode !== 0) console.error(`chromium-host: Chromium ended by itself (exit code ${exitCode})`);
    await this.#finish(exitCode === 0 ? 0 : 1);
  }

  #applyTheme(): void {
    const theme = this.theme.shouldUseDarkColors ? 'dark' : 'light';
    for (const { page } of this.registry.contents) page.appearance.setTheme(theme);
  }

  async #windowReport(windowId: number, report: WindowReport): Promise<void> {
    const window = this.registry.window(windowId);
    if (!window) return;
    if (report === 'focus') this.registry.focus(window);
    else if (report === 'blur') window.blur();
    else {
      const { state, bounds } = await this.#running.targets.placeOf(window.webContents.targetId);
      window.placed(state, bounds);
    }
  }
}
