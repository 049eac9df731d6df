import type { SyncCall } from './sync-call.ts';

const SAME_TAB = new Set(['_self', '_parent', '_top']);

/** `window.open` answers null when the app's handler denies, as in Electron, so the decision is fetched synchronously. */
export function patchWindowOpen(call: SyncCall): void {
  const open = window.open.bind(window);
  window.open = (url = '', target = '_blank', features = '') => {
    if (SAME_TAB.has(target)) return open(url, target, features);
    const absolute = String(url) === '' ? 'about:blank' : new URL(url, document.baseURI).href;
    const disposition = features ? 'new-window' : 'foreground-tab';
    const frameName = target === '_blank' ? '' : target;
    call('open', null, JSON.stringify({ url: absolute, frameName, features, disposition }));
    return null; // the host opens no windows for pages: it refuses loudly what the app would allow
  };
}
