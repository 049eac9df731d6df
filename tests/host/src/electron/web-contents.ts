import type { Rectangle } from 'electron';
import type { CdpSession } from '../cdp/session.ts';
import type { ContentSize } from '../contents/appearance.ts';
import { evaluate } from '../contents/evaluate.ts';
import { Page } from '../contents/page.ts';
import type { PageHost } from '../contents/page-host.ts';
import type { WebFrameMain } from '../contents/web-frame-main.ts';
import type { OpenHandler } from '../contents/window-opening.ts';
import { refuseSurplus } from '../page/guard.ts';
import { apiEmitter, isPrevented, retire } from './api.ts';
import { EDIT_COMMANDS, type EditCommand } from './menu-roles.ts';
import type { NativeImage } from './native-image.ts';
import type { Session } from './session.ts';
import type { WebPreferences } from './web-preferences.ts';

const EVENTS = [
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'did-navigate',
  'did-navigate-in-page',
  'will-navigate',
  'will-frame-navigate',
  'will-prevent-unload',
  'page-title-updated',
  'before-input-event',
  'render-process-gone',
  'destroyed',
  'console-message',
  'preload-error',
  'ipc-message',
  'ipc-message-sync',
  'focus',
  'blur',
  '-first-paint',
  // Pages have no <webview> elements here, so the first rightly never comes; the others are for tests to emit.
  'will-attach-webview',
  'unresponsive',
  'responsive',
];

/** Besides what only the host calls. */
const USABLE_WHEN_GONE = new Set(['constructor', 'isDestroyed', 'attach', 'fail', 'mayUnload', 'retitle', 'end']);

const ZOOM_BASE = 1.2;

/** Of `CdpEvent<'Runtime.consoleAPICalled'>`, as Electron names them. */
const LEVELS: Record<string, string> = {
  log: 'info',
  info: 'info',
  warning: 'warning',
  error: 'error',
  assert: 'error',
};

/** Electron's WebContents. It exists before its browser target does; calls made meanwhile wait for `attach`. */
export class WebContents extends apiEmitter('webContents', EVENTS) {
  readonly id: number;
  readonly session: Session;
  /** For the host. */
  readonly page: Page;
  targetId = '';
  readonly #host: PageHost;
  #title = '';
  #isCrashed = false;
  #isDestroyed = false;

  constructor(id: number, preferences: WebPreferences, host: PageHost, size: () => ContentSize) {
    super();
    this.id = id;
    this.#host = host;
    this.session = host.session;
    this.page = new Page({ contents: this, contentsId: id, preferences, host, size });
    if (preferences.zoomFactor !== undefined) this.page.appearance.setZoomFactor(preferences.zoomFactor);
    const onListeners = (event: string | symbol) => {
      if (event === 'before-input-event') this.page.askForInput(this.listenerCount(event) > 0);
    };
    this.on('newListener', (event: string | symbol) => queueMicrotask(() => onListeners(event)));
    this.on('removeListener', onListeners);
    this.on('render-process-gone', () => {
      this.#isCrashed = true;
    });
    this.on('did-start-loading', () => {
      this.#isCrashed = false;
    });
  }

  /** For the host: the target has come to be. Nothing is loaded before `prepare` is done. */
  async attach(session: CdpSession, targetId: string, prepare: () => Promise<void>): Promise<void> {
    this.targetId = targetId;
    void session.gone.then(() => this.#destroyed());
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map((item) => String(item.value ?? item.description ?? '')).join(' ');
      this.emit('console-message', { level: LEVELS[type] ?? 'debug', message, frame: this.mainFrame });
    });
    await this.page.attach(session, targetId, prepare);
  }

  /** For the host: there will be no target. */
  fail(error: Error): void {
    this.page.attached.reject(error);
  }

  /** For the host: asks the page's `beforeunload` handlers and the app; false when the page stays. */
  async mayUnload(): Promise<boolean> {
    return this.#isCrashed || this.#isDestroyed || this.page.navigation.mayUnload();
  }

  /** For the host: the document has another title. */
  retitle(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    isPrevented(this, 'page-title-updated', {}, title, true);
  }

  #destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    retire(this, [WebContents.prototype], USABLE_WHEN_GONE);
    this.emit('destroyed');
  }

  get mainFrame(): WebFrameMain | null {
    return this.page.frames.get(this.page.tree.topId);
  }

  loadURL(url: string, ...surplus: unknown[]): Promise<void> {
    refuseSurplus('webContents.loadURL', surplus);
    return this.page.navigation.load(url);
  }

  reload(): void {
    this.#reload(false);
  }

  /** One that goes away meanwhile needs no reload. */
  #reload(ignoreCache: boolean): void {
    this.page.navigation.reload(ignoreCache, this.#isCrashed).catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('chromium-host: reload:', error);
    });
  }

  reloadIgnoringCache(): void {
    this.#reload(true);
  }

  send(channel: string, ...args: unknown[]): void {
    this.page.ipc.send(this.page.tree.topId, channel, args);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return evaluate(await this.page.attached.promise, code, { userGesture });
  }

  capturePage(rectangle?: Rectangle, ...surplus: unknown[]): Promise<NativeImage> {
    refuseSurplus('webContents.capturePage', surplus);
    return this.page.appearance.capture(rectangle);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.page.opening.setHandler(handler);
  }

  /** As `window.close()` of the page: without `waitForBeforeUnload` it is gone at once. */
  close({ waitForBeforeUnload = false }: { waitForBeforeUnload?: boolean } = {}): void {
    const mayClose = waitForBeforeUnload ? this.mayUnload() : Promise.resolve(true);
    void mayClose.then((isYes) => (isYes ? this.end() : undefined));
  }

  /** For the host: takes the target away, whatever the page thinks of it. */
  end(): void {
    this.page.attached.promise.then(
      () => this.#host.root().post('Target.closeTarget', { targetId: this.targetId }),
      () => this.#destroyed(),
    );
  }

  forcefullyCrashRenderer(): void {
    void this.page.attached.promise.then((session) => session.post('Page.crash'));
  }

  focus(): void {
    void this.page.attached.promise.then((session) => session.post('Page.bringToFront'));
  }

  edit(command: EditCommand): void {
    this.page.appearance.edit(command);
  }

  getURL(): string {
    return this.page.tree.get(this.page.tree.topId)?.url ?? '';
  }

  getTitle(): string {
    return this.#title;
  }

  isLoading(): boolean {
    return this.page.navigation.isLoading;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  get zoomFactor(): number {
    return this.page.appearance.zoomFactor;
  }

  set zoomFactor(factor: number) {
    this.page.appearance.setZoomFactor(factor);
  }

  getZoomFactor(): number {
    return this.zoomFactor;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }

  getZoomLevel(): number {
    return Math.log(this.zoomFactor) / Math.log(ZOOM_BASE);
  }

  setZoomLevel(level: number): void {
    this.zoomFactor = ZOOM_BASE ** level;
  }
}

/** undo(), redo(), cut(), … */
for (const command of EDIT_COMMANDS) {
  const value = function edit(this: WebContents): void {
    this.edit(command);
  };
  Object.defineProperty(WebContents.prototype, command, { value, configurable: true, writable: true });
}
