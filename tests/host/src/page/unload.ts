import type { SyncCall } from './sync-call.ts';
import { wrapMethod } from './wrap.ts';

interface Held {
  listener: EventListenerOrEventListenerObject;
  isCapture: boolean;
  isOnce: boolean;
}

type Options = boolean | AddEventListenerOptions | undefined;

const isCaptureOf = (options: Options) => (typeof options === 'object' ? Boolean(options.capture) : Boolean(options));

/** The page's `beforeunload` listeners, kept from Chromium. */
class UnloadListeners {
  #held: Held[] = [];
  #handler: ((event: Event) => unknown) | null = null;

  add(listener: EventListenerOrEventListenerObject | null, options: Options): void {
    if (listener === null) return;
    const isCapture = isCaptureOf(options);
    if (this.#held.some((item) => item.listener === listener && item.isCapture === isCapture)) return;
    const { once = false, signal } = typeof options === 'object' ? options : {};
    if (signal?.aborted) return;
    this.#held.push({ listener, isCapture, isOnce: once });
    signal?.addEventListener('abort', () => this.remove(listener, options));
  }

  remove(listener: EventListenerOrEventListenerObject | null, options: Options): void {
    const isCapture = isCaptureOf(options);
    this.#held = this.#held.filter((item) => item.listener !== listener || item.isCapture !== isCapture);
  }

  /** `window.onbeforeunload`. */
  get handler(): ((event: Event) => unknown) | null {
    return this.#handler;
  }

  set handler(value: unknown) {
    this.#handler = typeof value === 'function' ? (value as (event: Event) => unknown) : null;
  }

  /** Calls them all; what one throws is reported and does not stop the others. */
  run(event: Event): void {
    for (const { listener, isCapture, isOnce } of this.#held) {
      if (isOnce) this.remove(listener, isCapture);
      attempt(() => (typeof listener === 'function' ? listener.call(window, event) : listener.handleEvent(event)));
    }
    const answer = attempt(() => this.#handler?.call(window, event));
    if (answer !== undefined && answer !== null) event.preventDefault(); // a returned value objects, too
  }
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

/** Makes the event tell of objections instead of carrying them to Chromium; answers whether there was one. */
function shadow(event: Event): () => boolean {
  let isObjected = false;
  let returnValue: unknown = '';
  const object = () => {
    isObjected = true;
  };
  Object.defineProperties(event, {
    preventDefault: { value: object },
    defaultPrevented: { get: () => isObjected },
    returnValue: {
      get: () => returnValue,
      set: (value: unknown) => {
        returnValue = value;
        if (String(value) !== '') object();
      },
    },
  });
  return () => isObjected;
}

/** `addEventListener` and its like, for this one event of this window. */
function divert(method: 'addEventListener' | 'removeEventListener', to: UnloadListeners['add']): void {
  wrapMethod(EventTarget.prototype, method, (args, go, target) => {
    const [type, listener, options] = args as Parameters<EventTarget['addEventListener']>;
    const isOurs = type === 'beforeunload' && (target ?? window) === window;
    return isOurs ? to(listener, options) : go(args);
  });
}

/**
 * Electron asks the app (`will-prevent-unload`) where a browser asks the person who sits before it. Chromium would open a
 * dialog, which a connected test driver answers on its own account; so no objection reaches Chromium, the host is told of it,
 * and keeps the page by not letting the next document in. As in a browser, a page nobody has touched may not object.
 */
export function watchUnload(call: SyncCall): void {
  if (window !== window.top) return;
  const listeners = new UnloadListeners();
  let hasObjected = false;
  window.addEventListener('beforeunload', (event) => {
    const isObjected = shadow(event);
    listeners.run(event);
    const objects = isObjected() && navigator.userActivation.hasBeenActive;
    // The host holds on to the last word, so it needs one only when there is something to hold or to let go.
    if (objects || hasObjected) call('unload', null, objects ? 'objects' : 'agrees');
    hasObjected = objects;
  });
  divert('addEventListener', (listener, options) => listeners.add(listener, options));
  divert('removeEventListener', (listener, options) => listeners.remove(listener, options));
  Object.defineProperty(window, 'onbeforeunload', {
    get: () => listeners.handler,
    set: (value: unknown) => {
      listeners.handler = value;
    },
    configurable: true,
  });
}

/** For the host, which asks the page before it closes the window: runs the page's listeners as Chromium would. */
export function dispatchBeforeUnload(): void {
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent('beforeunload', false, true);
  window.dispatchEvent(event);
}
