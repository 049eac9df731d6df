import type { Rectangle } from 'electron';

export type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** Where windows may be. */
export interface Desk {
  /** The part of the display that a maximized window fills. */
  workArea: Rectangle;
  /** The whole display, which a window in full screen fills. */
  bounds: Rectangle;
}

/** What a window is first told. */
export interface InitialGeometry {
  x?: number | undefined;
  y?: number | undefined;
  width: number;
  height: number;
  minWidth: number;
  minHeight: number;
}

const DEFAULT_SIZE = { width: 800, height: 600 };

/** A window's place without its window: sizes, states, and what they are restored to. */
export class WindowGeometry {
  readonly #desk: () => Desk;
  #minimum: { width: number; height: number };
  #normal: Rectangle;
  #state: WindowState = 'normal';
  /** What a minimized window or one in full screen goes back to. */
  #before: WindowState = 'normal';

  constructor(initial: Partial<InitialGeometry>, desk: () => Desk) {
    this.#desk = desk;
    this.#minimum = { width: initial.minWidth ?? 0, height: initial.minHeight ?? 0 };
    const size = this.#atLeast({
      width: initial.width ?? DEFAULT_SIZE.width,
      height: initial.height ?? DEFAULT_SIZE.height,
    });
    const center = this.#centerOf(size);
    this.#normal = { x: initial.x ?? center.x, y: initial.y ?? center.y, ...size };
  }

  get state(): WindowState {
    return this.#state;
  }

  get normalBounds(): Rectangle {
    return { ...this.#normal };
  }

  get minimumSize(): [number, number] {
    return [this.#minimum.width, this.#minimum.height];
  }

  get bounds(): Rectangle {
    if (this.#state === 'maximized') return { ...this.#desk().workArea };
    return this.#state === 'fullscreen' ? { ...this.#desk().bounds } : this.normalBounds;
  }

  /** A window that is moved or sized is no longer maximized; a minimized one shows it when it is restored. */
  setBounds(change: Partial<Rectangle>): void {
    const next = { ...this.bounds, ...change };
    this.#normal = { x: next.x, y: next.y, ...this.#atLeast(next) };
    if (this.#state !== 'minimized') this.#state = 'normal';
  }

  /** What a person has done to the window. */
  learn(state: WindowState, bounds: Rectangle): void {
    if (state !== this.#state) this.setState(state);
    if (state === 'normal') this.#normal = bounds;
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = { width, height };
    this.#normal = { ...this.#normal, ...this.#atLeast(this.#normal) };
  }

  center(): void {
    this.#normal = { ...this.#normal, ...this.#centerOf(this.#normal) };
  }

  setState(state: WindowState): void {
    if (this.#state === 'normal' || this.#state === 'maximized') this.#before = this.#state;
    this.#state = state;
  }

  /** Back from minimized or full screen to what was before; from maximized to normal. */
  restore(): void {
    this.#state = this.#state === 'maximized' ? 'normal' : this.#before;
  }

  #atLeast({ width, height }: { width: number; height: number }): { width: number; height: number } {
    return { width: Math.max(width, this.#minimum.width), height: Math.max(height, this.#minimum.height) };
  }

  #centerOf({ width, height }: { width: number; height: number }): { x: number; y: number } {
    const { workArea } = this.#desk();
    return {
      x: Math.round(workArea.x + (workArea.width - width) / 2),
      y: Math.round(workArea.y + (workArea.height - height) / 2),
    };
  }
}
