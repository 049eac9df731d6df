import type { SyncCall } from './sync-call.ts';

interface Objection {
  raised: boolean;
}

/** Records what the page's handlers do to the event instead of letting Chromium see it. */
function shadow(event: Event, objection: Objection): void {
  let returnValue: unknown = '';
  const object = () => {
    objection.raised = true;
  };
  Object.defineProperties(event, {
    preventDefault: { value: object },
    defaultPrevented: { get: () => objection.raised },
    returnValue: {
      get: () => returnValue,
      set: (value: unknown) => {
        returnValue = value;
        if (String(value) !== '') object();
      },
    },
  });
}

/** `window.onbeforeunload = handler`: a returned value objects too, which the shadowed event would not show. */
function patchHandlerProperty(): void {
  let handler: ((event: Event) => unknown) | null = null;
  window.addEventListener('beforeunload', (event) => {
    const answer = handler?.call(window, event);
    if (answer !== undefined && answer !== null) event.preventDefault();
  });
  Object.defineProperty(window, 'onbeforeunload', {
    get: () => handler,
    set: (value: unknown) => {
      handler = typeof value === 'function' ? (value as (event: Event) => unknown) : null;
    },
    configurable: true,
  });
}

/**
 * Electron asks the app (`will-prevent-unload`) where a browser asks the person who sits before it. Chromium would open a
 * dialog, which a connected test driver answers on its own account; so no objection reaches Chromium, the host is told of it,
 * and keeps the page by not letting the next document in. As in a browser, a page nobody has touched may not object.
 */
export function watchUnload(call: SyncCall): void {
  if (window !== window.top) return;
  let objection: Objection = { raised: false };
  const afterAllOthers = () => {
    if (objection.raised && navigator.userActivation.hasBeenActive) call('unload', null, '');
  };
  window.addEventListener(
    'beforeunload',
    (event) => {
      objection = { raised: false };
      shadow(event, objection);
      // Listeners of the bubbling phase run in order of registration, and this phase comes before it: last again.
      window.removeEventListener('beforeunload', afterAllOthers);
      window.addEventListener('beforeunload', afterAllOthers);
    },
    { capture: true },
  );
  patchHandlerProperty();
}

/** For the host, which asks the page before it closes the window: runs the page's handlers as Chromium would. */
export function dispatchBeforeUnload(): void {
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent('beforeunload', false, true);
  window.dispatchEvent(event);
}
