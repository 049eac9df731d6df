import type { Rectangle } from 'electron';
import type { CdpSession } from './cdp/session.ts';
import type { CdpEvent } from './cdp/types.ts';
import type { Chromium } from './chromium/launch.ts';
import type { OpenedTarget } from './electron/browser-window.ts';
import type { Registry } from './electron/registry.ts';
import type { WindowState } from './electron/window-geometry.ts';

type TargetInfo = CdpEvent<'Target.attachedToTarget'>['targetInfo'];

/** Which browser window belongs to which BrowserWindow, and what becomes of one that a page opened itself. */
export class BrowserTargets {
  readonly #chromium: Chromium;
  readonly #registry: Registry;
  readonly #sessions = new Map<string, CdpSession>();
  readonly #arrivals = new Map<string, (session: CdpSession) => void>();
  readonly #claimed = new Set<string>();
  readonly #opening = new Set<Promise<unknown>>();
  /** With a display a window is made by another process; the next target that nobody else made is it. */
  #headedArrival: ((opened: OpenedTarget) => void) | null = null;
  #headedQueue: Promise<unknown> = Promise.resolve();
  /** Height of the tab strip and toolbar that even a headless window has, which are never drawn. */
  #hiddenFrameHeight: number | null = null;

  constructor(chromium: Chromium, registry: Registry) {
    this.#chromium = chromium;
    this.#registry = registry;
  }

  /** Begins to watch. Must be done before the first window is opened. */
  async watch(): Promise<void> {
    const { root, connection } = this.#chromium;
    root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      void this.#arrived(targetInfo, connection.session(sessionId));
    });
    root.on('Target.targetDestroyed', ({ targetId }) => this.#sessions.delete(targetId));
    const filter = [{ type: 'page' }];
    await root.send('Target.setDiscoverTargets', { discover: true, filter });
    await root.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });
  }

  /** A new window with a blank page, paused before its first script. */
  async open(bounds: Rectangle): Promise<OpenedTarget> {
    const opening = this.#chromium.headless ? this.#openHeadless(bounds) : this.#openHeaded(bounds);
    this.#opening.add(opening);
    try {
      const opened = await opening;
      this.#claimed.add(opened.targetId);
      return opened;
    } finally {
      this.#opening.delete(opening);
    }
  }

  /** Puts a window where it belongs. Without a display a maximized window is one of the size of the display. */
  async place(targetId: string, state: WindowState, { x, y, width, height }: Rectangle): Promise<void> {
    const { root, headless } = this.#chromium;
    const { windowId } = await root.send('Browser.getWindowForTarget', { targetId });
    if (!headless && state !== 'normal') {
      await root.send('Browser.setWindowBounds', { windowId, bounds: { windowState: state } });
      return;
    }
    if (!headless) await root.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
    const frame = this.#hiddenFrameHeight ?? 0;
    await root.send('Browser.setWindowBounds', {
      windowId,
      bounds: { left: x, top: y, width, height: height + frame },
    });
  }

  /** Where a person put the window. */
  async placeOf(targetId: string): Promise<{ state: WindowState; bounds: Rectangle }> {
    const { bounds } = await this.#chromium.root.send('Browser.getWindowForTarget', { targetId });
    const { left = 0, top = 0, width = 0, height = 0, windowState = 'normal' } = bounds;
    return { state: windowState, bounds: { x: left, y: top, width, height } };
  }

  async #openHeadless(bounds: Rectangle): Promise<OpenedTarget> {
    const { x, y, width, height } = bounds;
    const place = { left: x, top: y, width, height };
    const { targetId } = await this.#chromium.root.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...place,
    });
    this.#claimed.add(targetId);
    const known = this.#sessions.get(targetId);
    const session = known ?? (await new Promise<CdpSession>((resolve) => this.#arrivals.set(targetId, resolve)));
    this.#arrivals.delete(targetId);
    return { session, targetId };
  }

  /** Makes the page of a new window, not the window around it, the size that was asked for. */
  async fit({ session, targetId }: OpenedTarget, bounds: Rectangle): Promise<void> {
    if (!this.#chromium.headless) return;
    if (this.#hiddenFrameHeight === null) {
      const { cssLayoutViewport } = await session.send('Page.getLayoutMetrics');
      this.#hiddenFrameHeight = Math.max(0, bounds.height - cssLayoutViewport.clientHeight);
    }
    if (this.#hiddenFrameHeight > 0) await this.place(targetId, 'normal', bounds);
  }

  async #openHeaded(bounds: Rectangle): Promise<OpenedTarget> {
    const before = this.#headedQueue;
    const opened = before.then(
      () =>
        new Promise<OpenedTarget>((resolve) => {
          this.#headedArrival = resolve;
          this.#chromium.openAppWindow('data:text/html,');
        }),
    );
    this.#headedQueue = opened;
    const result = await opened;
    this.#headedArrival = null;
    await this.place(result.targetId, 'normal', bounds);
    return result;
  }

  async #arrived({ targetId, openerId, url }: TargetInfo, session: CdpSession): Promise<void> {
    this.#sessions.set(targetId, session);
    const expected = this.#arrivals.get(targetId);
    if (expected) return expected(session);
    if (this.#headedArrival && openerId === undefined) return this.#headedArrival({ session, targetId });
    await Promise.allSettled(this.#opening); // it may be the answer to a createTarget still under way
    if (this.#claimed.has(targetId)) return;
    this.#refusePopup(targetId, openerId, url);
  }

  /** A link with a target: the handler of its page decides, and nothing opens. */
  #refusePopup(targetId: string, openerId: string | undefined, url: string): void {
    const pages = this.#registry.contents.map(({ page }) => page);
    const opener = openerId === undefined ? undefined : this.#registry.contentsByTarget(openerId)?.page;
    const page = opener ?? pages.find(({ opening }) => opening.isExpecting);
    const unknown = { url, frameName: '', features: '', disposition: 'foreground-tab' };
    page?.opening.decide(page.opening.take() ?? unknown);
    this.#chromium.root.post('Target.closeTarget', { targetId });
  }
}
