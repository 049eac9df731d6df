import type { CdpSession } from '../cdp/session.ts';
import { apiEmitter } from '../electron/api.ts';
import { evaluate } from './evaluate.ts';
import type { Frame, FrameTree } from './frame-tree.ts';
import type { Worlds } from './worlds.ts';

/** What the frames of one page share. */
export interface FrameDeps {
  tree: FrameTree;
  worlds: Worlds;
  processId: number;
  session(): Promise<CdpSession>;
  /** Sends to the preload of a frame; only the top frame has one. */
  send(frameId: string, channel: string, args: unknown[]): void;
}

/** Electron's WebFrameMain: what main sees of a frame. */
export class WebFrameMain extends apiEmitter('WebFrameMain', []) {
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly processId: number;
  readonly frameToken: string;
  readonly #deps: FrameDeps;
  readonly #frames: Frames;

  constructor(id: string, number: number, deps: FrameDeps, frames: Frames) {
    super();
    this.#deps = deps;
    this.#frames = frames;
    this.frameTreeNodeId = number;
    this.routingId = number;
    this.processId = deps.processId;
    this.frameToken = id;
  }

  get #frame(): Frame | undefined {
    return this.#deps.tree.get(this.frameToken);
  }

  get url(): string {
    return this.#alive().url;
  }

  get origin(): string {
    return this.#alive().origin;
  }

  get name(): string {
    return this.#alive().name;
  }

  get parent(): WebFrameMain | null {
    const { parentId } = this.#alive();
    return parentId === null ? null : this.#frames.get(parentId);
  }

  get top(): WebFrameMain | null {
    return this.#frames.get(this.#deps.tree.topId);
  }

  get frames(): WebFrameMain[] {
    return this.#deps.tree.childrenOf(this.frameToken).flatMap(({ id }) => this.#frames.get(id) ?? []);
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }

  get detached(): boolean {
    return this.isDestroyed();
  }

  isDestroyed(): boolean {
    return this.#frame === undefined;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deps.send(this.frameToken, channel, args);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const contextId = this.#deps.worlds.mainOf(this.frameToken);
    if (contextId === null) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return evaluate(await this.#deps.session(), code, { contextId, userGesture });
  }

  #alive(): Frame {
    const frame = this.#frame;
    if (!frame) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return frame;
  }
}

/** One object per frame, as Electron has it. */
export class Frames {
  readonly #deps: FrameDeps;
  readonly #known = new Map<string, WebFrameMain>();

  constructor(deps: FrameDeps) {
    this.#deps = deps;
  }

  /** The frame of that id, or null when it is gone. */
  get(id: string): WebFrameMain | null {
    if (!this.#deps.tree.get(id)) return null;
    const frame = this.#known.get(id) ?? new WebFrameMain(id, this.#known.size + 1, this.#deps, this);
    this.#known.set(id, frame);
    return frame;
  }
}
