import type { EventEmitter } from 'node:events';
import type { CdpSession } from '../cdp/session.ts';
import type { IpcMain } from '../electron/ipc-main.ts';
import { joinMessage, splitMessage, type FromHost, type ToHost } from '../page/isolated-messages.ts';
import type { Wire } from '../page/wire.ts';
import type { FrameTree } from './frame-tree.ts';
import type { Frames } from './web-frame-main.ts';
import type { Worlds } from './worlds.ts';

/** The global function of the isolated world that takes messages. */
export const RECEIVE = '__chromiumHostReceive';

/** What the link connects. */
export interface IpcLinkDeps {
  ipcMain: IpcMain;
  wire: Wire;
  worlds: Worlds;
  tree: FrameTree;
  frames: Frames;
  /** The WebContents; it emits `ipc-message` and is the `sender`. */
  sender: EventEmitter;
  processId: number;
}

interface SyncEvent {
  returnValue?: unknown;
}

/** Messages between main and the preload of one page. Only the isolated world of the top frame's present document is heard. */
export class IpcLink {
  readonly #deps: IpcLinkDeps;
  readonly #outbox = new Map<number, string[]>();
  #session: CdpSession | null = null;

  constructor(deps: IpcLinkDeps) {
    this.#deps = deps;
  }

  follow(session: CdpSession): void {
    this.#session = session;
    void session.gone.then(() => {
      this.#session = null;
    });
  }

  /** `webContents.send`. Without a document that has a preload it is lost, as in Electron. */
  send(frameId: string, channel: string, args: unknown[]): void {
    const body = this.#deps.wire.encode(args); // throws for what cannot be cloned, even when nobody listens
    const world = this.#deps.worlds.isolatedOf(frameId);
    if (world !== null) this.post(world, { kind: 'event', channel }, body);
  }

  /** Posts in order; the messages of one tick go in one CDP call. */
  post(world: number, header: FromHost, body = ''): void {
    const waiting = this.#outbox.get(world);
    if (waiting) {
      waiting.push(joinMessage(header, body));
      return;
    }
    this.#outbox.set(world, [joinMessage(header, body)]);
    queueMicrotask(() => this.#flush(world));
  }

  #flush(world: number): void {
    const messages = this.#outbox.get(world) ?? [];
    this.#outbox.delete(world);
    this.#session?.post('Runtime.callFunctionOn', {
      executionContextId: world,
      functionDeclaration: `(...messages) => ${RECEIVE}(...messages)`,
      arguments: messages.map((value) => ({ value })),
      silent: true,
      returnByValue: true,
    });
  }

  /** A message of a world. One whose document is gone, or that is not the top frame's, is refused. */
  receive(world: number, header: ToHost, body: string): void {
    const frameId = this.#deps.worlds.frameOfIsolated(world);
    if (frameId === null || frameId !== this.#deps.tree.topId) return;
    const { ipcMain, sender, wire } = this.#deps;
    const event = this.#event(world, frameId);
    if (header.kind === 'send') {
      const args = wire.decode(body) as unknown[];
      sender.emit('ipc-message', event, header.channel, ...args);
      ipcMain.emit(header.channel, event, ...args);
    } else if (header.kind === 'invoke') {
      void this.#invoke(world, header, event, wire.decode(body) as unknown[]);
    }
  }

  /** `ipcRenderer.sendSync`: the listener sets `event.returnValue` before it returns. Answers the encoded outcome. */
  receiveSync(text: string): string {
    const { ipcMain, sender, wire, worlds, tree } = this.#deps;
    const { header, body } = splitMessage<ToHost>(text);
    const world = worlds.isolatedOf(tree.topId);
    if (header.kind !== 'send' || world === null) return wire.encode({ error: 'refused' });
    const event: SyncEvent = this.#event(world, tree.topId);
    try {
      const args = wire.decode(body) as unknown[];
      sender.emit('ipc-message-sync', event, header.channel, ...args);
      ipcMain.emit(header.channel, event, ...args);
      return wire.encode({ value: event.returnValue });
    } catch (error) {
      return wire.encode({ error: String(error) });
    }
  }

  async #invoke(
    world: number,
    header: Extract<ToHost, { kind: 'invoke' }>,
    event: object,
    args: unknown[],
  ): Promise<void> {
    const { channel, id } = header;
    const { ipcMain, wire } = this.#deps;
    try {
      const body = wire.encode(await ipcMain.answer(channel, event, args));
      this.post(world, { kind: 'reply', channel, id }, body);
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      this.post(world, { kind: 'reply', channel, id, error: String(error) });
    }
  }

  #event(world: number, frameId: string): object {
    const { frames, worlds, sender, processId } = this.#deps;
    return {
      type: 'frame',
      sender,
      processId,
      frameId: frames.get(frameId)?.routingId ?? 0,
      ports: [],
      /** Null once the document that spoke is gone, as in Electron: another one may sit in its frame. */
      get senderFrame() {
        return worlds.frameOfIsolated(world) === null ? null : frames.get(frameId);
      },
      reply: (channel: string, ...args: unknown[]) =>
        this.post(world, { kind: 'event', channel }, this.#deps.wire.encode(args)),
    };
  }
}
