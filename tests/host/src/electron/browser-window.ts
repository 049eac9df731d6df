import type { Rectangle } from 'electron';
import { pathToFileURL } from 'node:url';
import type { CdpSession } from '../cdp/session.ts';
import type { PageHost } from '../contents/page-host.ts';
import { refuseUnknown } from '../page/guard.ts';
import { isPrevented, retire, type PreventableEvent } from './api.ts';
import type { NativeImage } from './native-image.ts';
import { PlacedWindow } from './placed-window.ts';
import type { Quitting } from './quitting.ts';
import type { Registry } from './registry.ts';
import { WebContents } from './web-contents.ts';
import type { Desk, WindowState } from './window-geometry.ts';
import { checkWindowOptions, type WindowOptions } from './window-options.ts';

const LOAD_FILE_OPTIONS = new Set(['query', 'hash']);
const USABLE_WHEN_GONE = new Set(['constructor', 'isDestroyed']);

/** A browser target that a window has come to be in. */
export interface OpenedTarget {
  session: CdpSession;
  targetId: string;
}

/** What windows need of the host. */
export interface WindowHost {
  registry: Registry;
  quitting: Quitting;
  pageHost: PageHost;
  appName(): string;
  isReady(): boolean;
  desk: () => Desk;
  /** Opens a blank page in a window of its own, paused before its first script. */
  open(bounds: Rectangle): Promise<OpenedTarget>;
  /** Makes the page of a new window the size that was asked for. */
  fit(opened: OpenedTarget, bounds: Rectangle): Promise<void>;
  /** Puts the window of a target where it belongs. */
  place(targetId: string, state: WindowState, bounds: Rectangle): Promise<void>;
}

/** Electron's BrowserWindow. */
export class BrowserWindow extends PlacedWindow {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #host: WindowHost;
  #title: string;
  #isVisible: boolean;
  #isDestroyed = false;
  #isClosing = false;

  constructor(host: WindowHost, options: WindowOptions) {
    if (!host.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    super(checkWindowOptions(options), host.desk, (state, bounds) => this.#place(state, bounds));
    this.#host = host;
    this.id = host.registry.nextWindowId();
    this.#title = options.title ?? host.appName();
    this.#isVisible = options.show !== false;
    const preferences = options.webPreferences ?? {};
    this.webContents = new WebContents(host.registry.nextContentsId(), preferences, host.pageHost, () =>
      this.getBounds(),
    );
    this.#follow();
    host.registry.addContents(this.webContents);
    host.registry.addWindow(this);
    if (options.backgroundColor !== undefined) this.setBackgroundColor(options.backgroundColor);
    if (this.#isVisible) queueMicrotask(() => this.#isDestroyed || host.registry.focus(this));
    void this.#open();
  }

  async #open(): Promise<void> {
    await Promise.resolve(); // a window that is destroyed in the turn it was made in never opens
    try {
      if (this.#isDestroyed) throw new Error('the window was destroyed before it opened');
      const bounds = this.getBounds();
      const opened = await this.#host.open(bounds);
      await this.webContents.attach(opened.session, opened.targetId, () => this.#host.fit(opened, bounds));
    } catch (error) {
      this.webContents.fail(error as Error);
    }
  }

  #follow(): void {
    const { webContents } = this;
    webContents.once('-first-paint', () => this.emit('ready-to-show'));
    webContents.once('destroyed', () => this.#onGone());
    webContents.on('page-title-updated', (event: PreventableEvent, title: string, isExplicit: boolean) => {
      this.emit('page-title-updated', event, title, isExplicit);
      if (!event.defaultPrevented) this.#title = title;
    });
  }

  #place(state: WindowState, bounds: Rectangle): void {
    const { page, targetId } = this.webContents;
    // Not yet open: it opens where it belongs. Gone meanwhile: it does not matter.
    if (targetId !== '') this.#host.place(targetId, state, bounds).catch(() => {});
    if (page.appearance.zoomFactor !== 1) page.appearance.applyZoom();
  }

  loadURL(url: string, ...surplus: unknown[]): Promise<void> {
    return this.webContents.loadURL(url, ...surplus);
  }

  loadFile(path: string, options: { query?: Record<string, string>; hash?: string } = {}): Promise<void> {
    refuseUnknown('BrowserWindow.loadFile', options, LOAD_FILE_OPTIONS);
    const url = pathToFileURL(path);
    for (const [key, value] of Object.entries(options.query ?? {})) url.searchParams.set(key, value);
    if (options.hash !== undefined) url.hash = options.hash;
    return this.loadURL(url.href);
  }

  reload(): void {
    this.webContents.reload();
  }

  capturePage(rectangle?: Rectangle, ...surplus: unknown[]): Promise<NativeImage> {
    return this.webContents.capturePage(rectangle, ...surplus);
  }

  /** `close`, then the page's `beforeunload`, then `closed`; the first two may keep the window. */
  close(): void {
    if (this.#isDestroyed || this.#isClosing) return;
    if (isPrevented(this, 'close')) return this.#host.quitting.closeRefused();
    this.#isClosing = true;
    this.webContents.mayUnload().then(
      (mayUnload) => {
        if (mayUnload) return this.webContents.end();
        this.#isClosing = false;
        this.#host.quitting.closeRefused();
      },
      () => this.destroy(), // it never opened, or went meanwhile: nobody is there to ask
    );
  }

  /** Gone at once, without being asked; only `closed` is emitted. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.webContents.end();
    this.#onGone();
  }

  #onGone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#host.registry.removeWindow(this);
    retire(this, [PlacedWindow.prototype, BrowserWindow.prototype], USABLE_WHEN_GONE);
    this.emit('closed');
    if (this.#host.registry.windows.length === 0) this.#host.quitting.allClosed();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    this.#host.registry.focus(this);
    this.webContents.focus();
  }

  blur(): void {
    if (this.isFocused()) this.#host.registry.focus(null);
  }

  isFocused(): boolean {
    return this.#host.registry.focused === this;
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  get title(): string {
    return this.#title;
  }

  set title(title: string) {
    this.#title = title;
  }

  override setBackgroundColor(color: string): void {
    super.setBackgroundColor(color);
    this.webContents.page.appearance.setBackground(color);
  }
}
