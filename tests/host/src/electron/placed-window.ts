import type { Rectangle } from 'electron';
import { refuseSurplus } from '../page/guard.ts';
import { apiEmitter } from './api.ts';
import { WindowGeometry, type Desk, type WindowState } from './window-geometry.ts';
import type { WindowOptions } from './window-options.ts';
import { createWindowRecord, type WindowRecord } from './window-record.ts';

const EVENTS = [
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'close',
  'closed',
  'page-title-updated',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  // Of Windows and of hung pages; tests emit them.
  'session-end',
  'query-session-end',
  'unresponsive',
  'responsive',
];

/** What Electron emits when a window goes from one state to another. */
function eventsBetween(before: WindowState, after: WindowState): string[] {
  if (before === after) return [];
  const left = { normal: [], maximized: [], minimized: ['restore'], fullscreen: ['leave-full-screen'] }[before];
  if (after === 'maximized') return [...left, ...(before === 'normal' ? ['maximize'] : [])];
  if (after === 'minimized') return [...left, 'minimize'];
  if (after === 'fullscreen') return [...left, 'enter-full-screen'];
  return before === 'maximized' ? ['unmaximize'] : left;
}

/** A window's place, looks and states, and what it has been told that shows nowhere. */
export class PlacedWindow extends apiEmitter('BrowserWindow', EVENTS) {
  /** Not Electron's: what the window was made with. */
  readonly options: WindowOptions;
  readonly #record: WindowRecord;
  readonly #geometry: WindowGeometry;
  readonly #apply: (state: WindowState, bounds: Rectangle) => void;

  constructor(options: WindowOptions, desk: () => Desk, apply: (state: WindowState, bounds: Rectangle) => void) {
    super();
    this.options = options;
    this.#record = createWindowRecord(options);
    this.#geometry = new WindowGeometry(options, desk);
    this.#apply = apply;
    for (const name of Object.keys(this.#record) as (keyof WindowRecord)[]) this.#expose(name);
  }

  /** Each record is a property, as `autoHideMenuBar` is in Electron. */
  #expose(name: keyof WindowRecord): void {
    const record = this.#record as unknown as Record<string, unknown>;
    const set = (value: unknown) => void (record[name] = value);
    Object.defineProperty(this, name, { get: () => record[name], set, enumerable: true });
  }

  #change(work: () => void, isOurs = true): void {
    const [before, stateBefore] = [this.getBounds(), this.#geometry.state];
    work();
    const after = this.getBounds();
    const state = this.#geometry.state;
    if (isOurs) this.#apply(state, after);
    for (const event of eventsBetween(stateBefore, state)) this.emit(event);
    if (after.width !== before.width || after.height !== before.height) this.emit('resize');
    if (after.x !== before.x || after.y !== before.y) this.emit('move');
  }

  /** For the host: what a person did to the window. */
  placed(state: WindowState, bounds: Rectangle): void {
    this.#change(() => this.#geometry.learn(state, bounds), false);
  }

  getBounds(): Rectangle {
    return this.#geometry.bounds;
  }

  getNormalBounds(): Rectangle {
    return this.#geometry.normalBounds;
  }

  setBounds(bounds: Partial<Rectangle>, ...surplus: unknown[]): void {
    refuseSurplus('BrowserWindow.setBounds', surplus);
    this.#change(() => this.#geometry.setBounds(bounds));
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  getSize(): [number, number] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setSize(width: number, height: number, ...surplus: unknown[]): void {
    this.setBounds({ width, height }, ...surplus);
  }

  getPosition(): [number, number] {
    const { x, y } = this.getBounds();
    return [x, y];
  }

  setPosition(x: number, y: number, ...surplus: unknown[]): void {
    this.setBounds({ x, y }, ...surplus);
  }

  getMinimumSize(): [number, number] {
    return this.#geometry.minimumSize;
  }

  setMinimumSize(width: number, height: number): void {
    this.#change(() => this.#geometry.setMinimumSize(width, height));
  }

  center(): void {
    this.#change(() => this.#geometry.center());
  }

  maximize(): void {
    if (!this.isMaximized()) this.#change(() => this.#geometry.setState('maximized'));
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#change(() => this.#geometry.restore());
  }

  minimize(): void {
    if (!this.isMinimized()) this.#change(() => this.#geometry.setState('minimized'));
  }

  restore(): void {
    if (this.#geometry.state !== 'normal') this.#change(() => this.#geometry.restore());
  }

  setFullScreen(isOn: boolean): void {
    if (isOn === this.isFullScreen()) return;
    if (isOn) this.#change(() => this.#geometry.setState('fullscreen'));
    else this.#change(() => this.#geometry.restore());
  }

  isNormal(): boolean {
    return this.#geometry.state === 'normal';
  }

  isMaximized(): boolean {
    return this.#geometry.state === 'maximized';
  }

  isMinimized(): boolean {
    return this.#geometry.state === 'minimized';
  }

  isFullScreen(): boolean {
    return this.#geometry.state === 'fullscreen';
  }

  setProgressBar(value: number, { mode = 'normal' }: { mode?: string } = {}): void {
    this.#record.progressBar = value < 0 ? null : { value, mode };
  }

  setOverlayIcon(icon: unknown, description: string): void {
    this.#record.overlayIcon = icon === null ? null : { icon, description };
  }

  flashFrame(isFlashing: boolean): void {
    this.#record.isFlashing = isFlashing;
  }

  setMenu(menu: unknown): void {
    this.#record.menu = menu;
  }

  removeMenu(): void {
    this.#record.menu = null;
  }

  setIcon(icon: unknown): void {
    this.#record.icon = icon;
  }

  getBackgroundColor(): string {
    return this.#record.backgroundColor;
  }

  setBackgroundColor(color: string): void {
    this.#record.backgroundColor = color;
  }

  setTitleBarOverlay(options: unknown): void {
    this.#record.titleBarOverlay = options;
  }

  setAutoHideMenuBar(isHidden: boolean): void {
    this.#record.autoHideMenuBar = isHidden;
  }

  setMenuBarVisibility(isVisible: boolean): void {
    this.#record.menuBarVisible = isVisible;
  }

  setResizable(isResizable: boolean): void {
    this.#record.resizable = isResizable;
  }

  isResizable(): boolean {
    return this.#record.resizable;
  }

  setRepresentedFilename(path: string): void {
    this.#record.representedFilename = path;
  }

  setDocumentEdited(isEdited: boolean): void {
    this.#record.documentEdited = isEdited;
  }
}
