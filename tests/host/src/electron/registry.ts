import type { EventEmitter } from 'node:events';
import type { BrowserWindow } from './browser-window.ts';
import type { WebContents } from './web-contents.ts';

/** Every window and page there is, and which window has the keyboard. */
export class Registry {
  readonly #app: EventEmitter;
  readonly #windows = new Map<number, BrowserWindow>();
  readonly #contents = new Map<number, WebContents>();
  #focused: BrowserWindow | null = null;
  #lastContentsId = 0;
  #lastWindowId = 0;

  constructor(app: EventEmitter) {
    this.#app = app;
  }

  nextContentsId(): number {
    this.#lastContentsId += 1;
    return this.#lastContentsId;
  }

  nextWindowId(): number {
    this.#lastWindowId += 1;
    return this.#lastWindowId;
  }

  get windows(): BrowserWindow[] {
    return [...this.#windows.values()];
  }

  get contents(): WebContents[] {
    return [...this.#contents.values()];
  }

  get focused(): BrowserWindow | null {
    return this.#focused;
  }

  addContents(contents: WebContents): void {
    this.#contents.set(contents.id, contents);
    contents.once('destroyed', () => this.#contents.delete(contents.id));
    this.#app.emit('web-contents-created', {}, contents);
  }

  addWindow(window: BrowserWindow): void {
    this.#windows.set(window.id, window);
    this.#app.emit('browser-window-created', {}, window);
  }

  /** Takes a window out; the keyboard goes to the one made last. */
  removeWindow(window: BrowserWindow): void {
    this.#windows.delete(window.id);
    if (this.#focused !== window) return;
    this.#focused = null;
    this.focus(this.windows.at(-1) ?? null);
  }

  window(id: number): BrowserWindow | null {
    return this.#windows.get(id) ?? null;
  }

  windowOf(contents: unknown): BrowserWindow | null {
    return this.windows.find((window) => window.webContents === contents) ?? null;
  }

  contentsById(id: number): WebContents | undefined {
    return this.#contents.get(id);
  }

  contentsByTarget(targetId: string): WebContents | undefined {
    return this.contents.find((contents) => contents.targetId === targetId);
  }

  contentsByFrame(frameId: string): WebContents | undefined {
    return this.contents.find((contents) => contents.page.tree.get(frameId) !== undefined);
  }

  /** Gives the keyboard to a window; the one that had it is told first. */
  focus(window: BrowserWindow | null): void {
    const before = this.#focused;
    if (before === window) return;
    this.#focused = window;
    if (before) this.#tell(before, 'blur');
    if (window) this.#tell(window, 'focus');
  }

  #tell(window: BrowserWindow, event: 'focus' | 'blur'): void {
    window.emit(event);
    window.webContents.emit(event);
    this.#app.emit(`browser-window-${event}`, {}, window);
  }
}
