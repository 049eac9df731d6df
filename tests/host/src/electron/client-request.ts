import { notImplemented, refuseSurplus } from '../page/guard.ts';
import { apiEmitter } from './api.ts';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** What `net.request` takes. */
export interface RequestOptions {
  url?: string;
  method?: string;
  headers?: Record<string, string>;
  redirect?: RequestRedirect;
  credentials?: RequestCredentials;
  cache?: RequestCache;
}

const OPTIONS = new Set(['url', 'method', 'headers', 'redirect', 'credentials', 'cache']);
const REQUEST_EVENTS = ['response', 'error', 'close', 'finish', 'abort'];

/** The answer to a ClientRequest, with its body as 'data' and 'end'. */
class IncomingMessage extends apiEmitter('net.IncomingMessage', ['data', 'end', 'error', 'aborted']) {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: Record<string, string>;

  constructor(response: Response) {
    super();
    this.statusCode = response.status;
    this.statusMessage = response.statusText;
    this.headers = Object.fromEntries(response.headers);
  }

  /** For the host: reads the body out. */
  async read(response: Response): Promise<void> {
    for await (const chunk of response.body ?? []) this.emit('data', Buffer.from(chunk as Uint8Array));
    this.emit('end');
  }
}

/** Electron's ClientRequest: sent when it is ended. */
export class ClientRequest extends apiEmitter('net.ClientRequest', REQUEST_EVENTS) {
  readonly #fetch: Fetch;
  readonly #options: RequestOptions;
  readonly #headers: Headers;
  readonly #body: Buffer[] = [];
  readonly #controller = new AbortController();
  #isEnded = false;

  constructor(fetch: Fetch, options: RequestOptions | string) {
    super();
    this.#fetch = fetch;
    this.#options = typeof options === 'string' ? { url: options } : options;
    for (const name of Object.keys(this.#options)) {
      if (!OPTIONS.has(name)) notImplemented(`the option ${name} of net.request`);
    }
    this.#headers = new Headers(this.#options.headers);
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  removeHeader(name: string): void {
    this.#headers.delete(name);
  }

  write(chunk: string | Uint8Array, ...surplus: unknown[]): void {
    refuseSurplus('net.ClientRequest.write', surplus);
    if (this.#isEnded) throw new Error('write after end');
    this.#body.push(Buffer.from(chunk as string));
  }

  end(chunk?: string | Uint8Array, ...surplus: unknown[]): this {
    refuseSurplus('net.ClientRequest.end', surplus);
    if (chunk !== undefined) this.write(chunk);
    if (!this.#isEnded) void this.#send();
    this.#isEnded = true;
    return this;
  }

  abort(): void {
    if (this.#controller.signal.aborted) return;
    this.#controller.abort();
    this.emit('abort');
  }

  async #send(): Promise<void> {
    const { url = '', method = 'GET', redirect, credentials, cache } = this.#options;
    const body = this.#body.length > 0 ? new Uint8Array(Buffer.concat(this.#body)) : null;
    const optional = { ...(redirect && { redirect }), ...(credentials && { credentials }), ...(cache && { cache }) };
    const init: RequestInit = { method, headers: this.#headers, body, signal: this.#controller.signal, ...optional };
    try {
      const answering = this.#fetch(url, init);
      this.emit('finish');
      const response = await answering;
      const message = new IncomingMessage(response);
      this.emit('response', message);
      await message.read(response);
    } catch (error) {
      if (!this.#controller.signal.aborted) this.emit('error', error);
    } finally {
      this.emit('close');
    }
  }
}
