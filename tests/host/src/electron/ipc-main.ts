import { apiEmitter } from './api.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** Electron's ipcMain. Any channel may be listened to. */
export class IpcMain extends apiEmitter('ipcMain', null) {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super();
    this.on('error', () => {}); // a channel of that name must not throw
  }

  handle(channel: string, handler: Handler): void {
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** For the host: the handler's answer to an invoke. Rejects when there is none, and with what it throws. */
  async answer(channel: string, event: object, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}
