import type { CdpSession } from '../cdp/session.ts';
import type { CdpEvent } from '../cdp/types.ts';
import type { SchemeMap } from '../net/scheme-map.ts';

/** One frame of a page, in the app's terms. */
export interface Frame {
  readonly id: string;
  readonly parentId: string | null;
  name: string;
  url: string;
  origin: string;
}

/** The frames of a page as they are now. */
export class FrameTree {
  readonly #schemes: SchemeMap;
  readonly #frames = new Map<string, Frame>();
  #topId = '';

  constructor(schemes: SchemeMap) {
    this.#schemes = schemes;
  }

  /** Keeps up with a page; its top frame has the id of its target. */
  follow(session: CdpSession, topId: string): void {
    this.#topId = topId;
    this.#add(topId, null);
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#add(frameId, parentFrameId));
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#setUrl(frameId, url));
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason !== 'swap') this.#remove(frameId); // swapped: the frame goes on in another process
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId, isDefault } = context.auxData as { frameId?: string; isDefault?: boolean };
      const frame = frameId === undefined ? undefined : this.#frames.get(frameId);
      if (frame && isDefault) frame.origin = this.#originOf(context.origin);
    });
  }

  get topId(): string {
    return this.#topId;
  }

  get(id: string): Frame | undefined {
    return this.#frames.get(id);
  }

  childrenOf(id: string): Frame[] {
    return [...this.#frames.values()].filter((frame) => frame.parentId === id);
  }

  #add(id: string, parentId: string | null): void {
    if (!this.#frames.has(id)) this.#frames.set(id, { id, parentId, name: '', url: '', origin: 'null' });
  }

  #navigated(navigated: CdpEvent<'Page.frameNavigated'>['frame']): void {
    this.#add(navigated.id, navigated.parentId ?? null);
    const frame = this.#frames.get(navigated.id);
    if (!frame) return;
    for (const child of this.childrenOf(navigated.id)) this.#remove(child.id);
    frame.name = navigated.name ?? '';
    frame.origin = this.#originOf(navigated.securityOrigin);
    this.#setUrl(navigated.id, `${navigated.unreachableUrl ?? navigated.url}${navigated.urlFragment ?? ''}`);
  }

  #setUrl(id: string, url: string): void {
    const frame = this.#frames.get(id);
    if (frame) frame.url = this.#schemes.toApp(url);
  }

  /** Chromium writes an opaque origin as `://`. */
  #originOf(origin: string): string {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(origin) ? this.#schemes.toApp(origin) : 'null';
  }

  #remove(id: string): void {
    for (const child of this.childrenOf(id)) this.#remove(child.id);
    this.#frames.delete(id);
  }
}
