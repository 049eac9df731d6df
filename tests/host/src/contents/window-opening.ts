import { notImplemented } from '../page/guard.ts';

/** A window that a page asks for, as `setWindowOpenHandler` is told of it. */
export interface OpenDetails {
  url: string;
  frameName: string;
  features: string;
  disposition: string;
}

export type OpenHandler = (details: OpenDetails) => { action: string };

/** What becomes of `window.open` and of links with a target. */
export class WindowOpening {
  #handler: OpenHandler | null = null;
  readonly #pending: OpenDetails[] = [];

  setHandler(handler: OpenHandler): void {
    if (typeof handler !== 'function') throw new TypeError('Invalid handler');
    this.#handler = handler;
  }

  /** Asks the app's handler. Pages open no windows here: what is not denied throws, where nobody can overlook it. */
  decide(details: OpenDetails): void {
    setImmediate(() => {
      const action = this.#handler?.(details).action ?? 'allow';
      if (action !== 'deny') notImplemented(`the window of ${details.url}, which the app allows its page to open,`);
    });
  }

  /** Chromium is about to make a window for a link; its target follows. */
  announce(details: OpenDetails): void {
    this.#pending.push(details);
  }

  /** The details of the window that was announced first. */
  take(): OpenDetails | undefined {
    return this.#pending.shift();
  }

  get isExpecting(): boolean {
    return this.#pending.length > 0;
  }
}
