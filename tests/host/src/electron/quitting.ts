/** `closing`: quit() was called and the windows are closing; any of them may still refuse. */
export type QuitState = 'running' | 'closing' | 'exiting';

/** A window as far as quitting goes. */
interface ClosableWindow {
  close(): void;
  destroy(): void;
}

/** What happens at each step, and what the app says to it. */
export interface QuitSteps {
  windows(): readonly ClosableWindow[];
  /** Emits `before-quit`; true when the app prevented it. */
  isQuitPrevented(): boolean;
  /** Emits `will-quit`; true when the app prevented it. */
  isWillQuitPrevented(): boolean;
  /** Emits `window-all-closed`; false when nobody listens, which means quit. */
  announceAllClosed(): boolean;
  /** Emits `quit` and ends the process. */
  finish(exitCode: number): void;
}

/** The order of Electron's events at the end, as explicit state (docs/api/app.md: before-quit, will-quit, quit). */
export class Quitting {
  readonly #steps: QuitSteps;
  #state: QuitState = 'running';

  constructor(steps: QuitSteps) {
    this.#steps = steps;
  }

  get state(): QuitState {
    return this.#state;
  }

  /** `before-quit`, then every window is asked to close; the last one that does ends the app. */
  quit(): void {
    if (this.#state !== 'running' || this.#steps.isQuitPrevented()) return;
    this.#state = 'closing';
    const windows = this.#steps.windows();
    if (windows.length === 0) return this.#shutDown();
    for (const window of windows) window.close();
  }

  /** A window stays: its `close` was prevented, or its page objected to being unloaded. The app goes on. */
  closeRefused(): void {
    if (this.#state === 'closing') this.#state = 'running';
  }

  /** The last window is gone. */
  allClosed(): void {
    if (this.#state === 'closing') this.#shutDown();
    else if (this.#state === 'running' && !this.#steps.announceAllClosed()) this.quit();
  }

  /** Ends at once: windows are destroyed without being asked, only `quit` is emitted. */
  exit(exitCode: number): void {
    if (this.#state === 'exiting') return;
    this.#state = 'exiting';
    for (const window of this.#steps.windows()) window.destroy();
    this.#steps.finish(exitCode);
  }

  /** The browser is gone and its windows with it, so nobody can be asked. False when the app was ending anyway. */
  browserLost(): boolean {
    if (this.#state === 'exiting') return false;
    this.#state = 'exiting';
    return true;
  }

  #shutDown(): void {
    if (this.#steps.isWillQuitPrevented()) {
      this.#state = 'running';
      return;
    }
    this.#state = 'exiting';
    this.#steps.finish(0);
  }
}
