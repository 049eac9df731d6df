import type { KeyInput } from './isolated-messages.ts';
import type { SyncCall } from './sync-call.ts';

function describe(event: KeyboardEvent): KeyInput {
  return {
    type: event.type === 'keydown' ? 'keyDown' : 'keyUp',
    key: event.key,
    code: event.code,
    isAutoRepeat: event.repeat,
    isComposing: event.isComposing,
    shift: event.shiftKey,
    control: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    location: event.location,
  };
}

/** What the host decides and is told about keys. */
export interface KeyWatch {
  /** True while the app listens to `before-input-event`: then every key waits for its word. */
  isAsked(): boolean;
  call: SyncCall;
  /** A key that the page has let pass; it may be a menu's accelerator. */
  unhandled(input: KeyInput): void;
}

/** Keys go as in Electron: to `before-input-event`, to the page, and what the page lets pass to the application menu. */
export function watchKeys(watch: KeyWatch): void {
  const onKey = (event: KeyboardEvent) => {
    if (!event.isTrusted) return;
    const input = describe(event);
    if (watch.isAsked() && watch.call('input', null, JSON.stringify(input)) === 'prevent') {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (input.type === 'keyUp') return;
    // In a task of its own: by then every listener has run, also where one stopped the event on its way.
    setTimeout(() => {
      if (!event.defaultPrevented) watch.unhandled(input);
    });
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('keyup', onKey, { capture: true });
}
