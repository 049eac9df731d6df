import type { EventEmitter } from 'node:events';
import type { CdpSession } from '../cdp/session.ts';
import type { CdpEvent } from '../cdp/types.ts';
import { isPrevented } from '../electron/api.ts';
import type { SchemeMap } from '../net/scheme-map.ts';
import { BEFORE_UNLOAD, type PageScripts } from '../page-scripts.ts';
import type { FrameTree } from './frame-tree.ts';
import type { Frames } from './web-frame-main.ts';

/** What navigation needs of its page. */
export interface NavigationDeps {
  /** The WebContents, which emits the events. */
  emitter: EventEmitter;
  schemes: SchemeMap;
  scripts: PageScripts;
  tree: FrameTree;
  frames: Frames;
  processId: number;
  session: () => Promise<CdpSession>;
  /** The page goes to a URL that is the desktop's to open, and the app did not prevent it. */
  openExternal: (url: string) => void;
}

/** Schemes that Chromium itself loads documents from; `about:` and `data:` make no request that could be refused. */
const LOADABLE = /^(https?|file|about|data|blob|javascript|chrome|chrome-error):/i;

/** Of net/base/net_error_list.h; those that a page load is likely to end in. */
const NET_ERRORS: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_TIMED_OUT: -7,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_ADDRESS_UNREACHABLE: -109,
  ERR_CONNECTION_TIMED_OUT: -118,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_TOO_MANY_REDIRECTS: -310,
  ERR_UNSAFE_PORT: -312,
  ERR_EMPTY_RESPONSE: -324,
};

const withoutFragment = (url: string) => url.replace(/#.*$/s, '');

class LoadError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly url: string;

  constructor(code: string, url: string) {
    const errno = NET_ERRORS[code] ?? -2;
    super(`${code} (${errno}) loading '${url}'`);
    this.code = code;
    this.errno = errno;
    this.url = url;
  }
}

interface PendingLoad {
  url: string;
  loaderId: string;
  resolve(): void;
  reject(error: Error): void;
}

/** Where a page is, goes, and whether it may: loadURL, `will-navigate`, `will-prevent-unload`. */
export class Navigation {
  readonly #deps: NavigationDeps;
  /** Where the page itself asked to go, by frame; the request that follows is the page's own. */
  readonly #asked = new Map<string, string>();
  #staysPut = false;
  readonly #errors = new Map<string, string>();
  #pending: PendingLoad | null = null;
  /** The document that was loaded last. */
  #loadedId = '';
  /** False for the blank document that every target starts with. */
  #hasNavigated = false;
  #isErrorPage = false;
  /** The page is about to reload because the app wants it to: it does not go anywhere by itself. */
  #isOwnReload = false;
  #isLoading = false;

  constructor(deps: NavigationDeps) {
    this.#deps = deps;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  follow(session: CdpSession): void {
    const { emitter, tree } = this.#deps;
    const loading = (isLoading: boolean, event: string) => (frameId: string) => {
      if (frameId !== tree.topId) return;
      this.#isLoading = isLoading;
      emitter.emit(event, {});
    };
    const started = loading(true, 'did-start-loading');
    const stopped = loading(false, 'did-stop-loading');
    session.on('Page.frameStartedLoading', ({ frameId }) => started(frameId));
    session.on('Page.frameStoppedLoading', ({ frameId }) => stopped(frameId));
    session.on('Page.frameRequestedNavigation', (event) => this.#requested(event));
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#navigatedWithin(frameId, url));
    session.on('Page.domContentEventFired', () => emitter.emit('dom-ready', {}));
    session.on('Page.lifecycleEvent', (event) => this.#lifecycle(event));
    session.on('Network.loadingFailed', ({ requestId, errorText, type }) => {
      if (type === 'Document') this.#errors.set(requestId, errorText);
    });
    void session.gone.then(() => this.#settle('ERR_FAILED'));
  }

  /** Resolves when the page has loaded; rejects with Electron's `ERR_… (-n) loading '…'`, also when another load comes. */
  async load(url: string): Promise<void> {
    const { schemes, session, tree, emitter } = this.#deps;
    const cdp = await session();
    this.#settle('ERR_ABORTED');
    this.#asked.delete(tree.topId);
    const { errorText, loaderId } = await cdp.send('Page.navigate', { url: schemes.toBrowser(url) });
    const code = errorText?.replace('net::', '');
    if (code === 'ERR_ABORTED') emitter.emit('did-fail-load', {}, NET_ERRORS[code], code, url, true);
    const isOver = loaderId === undefined || loaderId === this.#loadedId; // within the document, or loaded already
    if (code && (code === 'ERR_ABORTED' || isOver)) throw new LoadError(code, url);
    if (isOver) return;
    await new Promise<void>((resolve, reject) => {
      // The other failures bring an error page, which is waited for: the next load must not meet it.
      this.#pending = { url, loaderId, resolve: () => (code ? reject(new LoadError(code, url)) : resolve()), reject };
    });
  }

  /**
   * Resolves when the reload has begun. It is the page that reloads: after `Page.reload` Chromium passes over `debugger`, and
   * so over what the page's `beforeunload` has to say. A page that has crashed or failed to load has nothing to say.
   */
  async reload(ignoreCache: boolean, isCrashed: boolean): Promise<void> {
    const cdp = await this.#deps.session();
    this.#asked.delete(this.#deps.tree.topId);
    if (ignoreCache) await cdp.send('Network.clearBrowserCache');
    if (isCrashed || this.#isErrorPage) {
      await cdp.send('Page.reload', { ignoreCache });
      return;
    }
    this.#isOwnReload = true;
    await cdp.send('Runtime.evaluate', { expression: 'location.reload()' });
  }

  /** Asked before a document is loaded into a frame. False keeps the frame as it is. */
  mayNavigate(frameId: string, url: string): boolean {
    const { tree } = this.#deps;
    const isTop = frameId === tree.topId;
    const isAsked = this.#asked.get(frameId) === withoutFragment(url);
    this.#asked.delete(frameId);
    if (isTop && this.#staysPut) return false;
    // loadURL, reload() and a test driver load without being asked; a subframe is always loaded by the page.
    return isTop && !isAsked ? true : !this.#isRefused(frameId, url);
  }

  /** The page's `beforeunload` handlers have run. The app may overrule an objection; else the page stays until the next. */
  unloadAsked(isObjected: boolean): void {
    this.#staysPut = isObjected && !isPrevented(this.#deps.emitter, 'will-prevent-unload');
  }

  /** Runs the page's `beforeunload` handlers before its window closes; false when the page stays. */
  async mayUnload(): Promise<boolean> {
    const cdp = await this.#deps.session();
    this.#staysPut = false;
    const asking = cdp.send('Runtime.evaluate', { expression: this.#deps.scripts.run(BEFORE_UNLOAD) });
    await Promise.race([asking, cdp.gone]);
    const mayUnload = !this.#staysPut;
    this.#staysPut = false;
    return mayUnload;
  }

  #requested({ frameId, url, disposition, reason }: CdpEvent<'Page.frameRequestedNavigation'>): void {
    if (disposition !== 'currentTab') return;
    if (reason === 'reload' && this.#isOwnReload && frameId === this.#deps.tree.topId) {
      this.#isOwnReload = false;
      return;
    }
    const appUrl = this.#deps.schemes.toApp(url);
    if (LOADABLE.test(url)) this.#asked.set(frameId, withoutFragment(appUrl));
    else if (!this.#isRefused(frameId, appUrl)) this.#deps.openExternal(appUrl);
  }

  /** Emits `will-frame-navigate`, and for the top frame `will-navigate`; true when the app prevented either. */
  #isRefused(frameId: string, url: string): boolean {
    const { emitter, tree, frames, processId } = this.#deps;
    const isMainFrame = frameId === tree.topId;
    const frame = frames.get(frameId);
    const details = { url, isSameDocument: false, isMainFrame, frame, initiator: frame?.parent ?? frame };
    if (isPrevented(emitter, 'will-frame-navigate', details)) return true;
    const rest = [url, false, isMainFrame, processId, frame?.routingId ?? 0];
    return isMainFrame && isPrevented(emitter, 'will-navigate', details, ...rest);
  }

  #navigated(frame: CdpEvent<'Page.frameNavigated'>['frame']): void {
    if (frame.parentId !== undefined) return;
    this.#staysPut = false;
    this.#hasNavigated = true;
    if (this.#pending && this.#pending.loaderId !== frame.loaderId) this.#settle('ERR_ABORTED');
    const { emitter, tree } = this.#deps;
    const url = tree.get(frame.id)?.url ?? '';
    this.#isErrorPage = frame.unreachableUrl !== undefined;
    if (!this.#isErrorPage) {
      emitter.emit('did-navigate', {}, url, 200, '');
    } else {
      const code = (this.#errors.get(frame.loaderId) ?? 'ERR_FAILED').replace('net::', '');
      emitter.emit('did-fail-load', {}, NET_ERRORS[code] ?? NET_ERRORS['ERR_FAILED'], code, url, true);
    }
    this.#errors.clear();
  }

  #lifecycle({ frameId, loaderId, name }: CdpEvent<'Page.lifecycleEvent'>): void {
    const { emitter, tree } = this.#deps;
    if (frameId !== tree.topId || !this.#hasNavigated) return;
    if (name === 'firstPaint' || name === 'load') emitter.emit('-first-paint');
    if (name !== 'load') return;
    this.#loadedId = loaderId;
    if (!this.#isErrorPage) emitter.emit('did-finish-load', {});
    if (this.#pending?.loaderId === loaderId) this.#settle();
  }

  /** Ends the load under way, if there is one. */
  #settle(code?: string): void {
    const pending = this.#pending;
    this.#pending = null;
    if (code === undefined) pending?.resolve();
    else pending?.reject(new LoadError(code, pending.url));
  }

  #navigatedWithin(frameId: string, url: string): void {
    const { emitter, schemes, tree } = this.#deps;
    this.#asked.delete(frameId);
    emitter.emit('did-navigate-in-page', {}, schemes.toApp(url), frameId === tree.topId);
  }
}
