import { strict } from './guard.ts';
import { splitMessage, type FromHost, type ToHost } from './isolated-messages.ts';
import type { Wire } from './wire.ts';

type Listener = (event: { sender: unknown; ports: never[] }, ...args: unknown[]) => void;

interface Entry {
  listener: Listener;
  once: boolean;
}

/** What ipcRenderer needs of the host. */
export interface IpcLink {
  wire: Wire;
  post(header: ToHost, args: unknown[]): void;
  /** Answers the encoded outcome of a synchronous message. */
  sendSync(channel: string, args: unknown[]): string;
}

/** ipcRenderer, and its receiving end for the host. */
export interface IpcEnd {
  ipcRenderer: object;
  receive(header: FromHost, body: string): void;
}

class Listeners {
  readonly #byChannel = new Map<string, Entry[]>();

  add(channel: string, entry: Entry): void {
    this.#byChannel.set(channel, [...this.of(channel), entry]);
  }

  remove(channel: string, listener: Listener): void {
    const list = this.of(channel);
    const at = list.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) this.#byChannel.set(channel, list.toSpliced(at, 1));
  }

  clear(channel?: string): void {
    if (channel === undefined) this.#byChannel.clear();
    else this.#byChannel.delete(channel);
  }

  of(channel: string): readonly Entry[] {
    return this.#byChannel.get(channel) ?? [];
  }

  channels(): string[] {
    return [...this.#byChannel.keys()];
  }
}

function listening(listeners: Listeners) {
  return {
    on(channel: string, listener: Listener) {
      listeners.add(channel, { listener, once: false });
      return this;
    },
    once(channel: string, listener: Listener) {
      listeners.add(channel, { listener, once: true });
      return this;
    },
    off(channel: string, listener: Listener) {
      listeners.remove(channel, listener);
      return this;
    },
    addListener(channel: string, listener: Listener) {
      return this.on(channel, listener);
    },
    removeListener(channel: string, listener: Listener) {
      return this.off(channel, listener);
    },
    removeAllListeners(channel?: string) {
      listeners.clear(channel);
      return this;
    },
    listenerCount: (channel: string) => listeners.of(channel).length,
    eventNames: () => listeners.channels(),
  };
}

/** The preload's ipcRenderer. */
export function createIpc(link: IpcLink): IpcEnd {
  const listeners = new Listeners();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  const ipcRenderer = strict('ipcRenderer', {
    ...listening(listeners),
    send: (channel: string, ...args: unknown[]) => link.post({ kind: 'send', channel }, args),
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      link.post({ kind: 'invoke', channel, id: lastId }, args);
      pending.set(lastId, answer);
      return answer.promise;
    },
    sendSync(channel: string, ...args: unknown[]): unknown {
      const outcome = link.wire.decode(link.sendSync(channel, args)) as { value: unknown; error?: string };
      if (outcome.error !== undefined) throw new Error(outcome.error);
      return outcome.value;
    },
  });
  const deliver = (channel: string, args: unknown[]): void => {
    for (const { listener, once } of listeners.of(channel)) {
      if (once) listeners.remove(channel, listener);
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      } catch (error) {
        reportError(error); // one listener's fault is not the next one's
      }
    }
  };
  const settle = ({ id, channel, error }: Extract<FromHost, { kind: 'reply' }>, body: string): void => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(link.wire.decode(body));
    else waiting?.reject(new Error(`Error invoking remote method '${channel}': ${error}`));
  };
  return {
    ipcRenderer,
    receive(header, body) {
      if (header.kind === 'reply') settle(header, body);
      else if (header.kind === 'event') deliver(header.channel, link.wire.decode(body) as unknown[]);
    },
  };
}

/** Splits what the host delivered and hands each message on. */
export function receiveAll(messages: readonly string[], receive: (header: FromHost, body: string) => void): void {
  for (const message of messages) {
    const { header, body } = splitMessage<FromHost>(message);
    receive(header, body);
  }
}
