import type { Readable, Writable } from 'node:stream';
import { CdpError, CdpSession } from './session.ts';

interface Pending {
  method: string;
  sessionId: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Message {
  id?: number;
  method?: string;
  params?: { sessionId?: string };
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

/**
 * A client of the Chrome DevTools Protocol over `--remote-debugging-pipe`: JSON messages that end with NUL, every target
 * attached "flat" (one pipe, many session ids). https://chromedevtools.github.io/devtools-protocol/
 */
export class CdpConnection {
  readonly root: CdpSession;
  readonly #writable: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, CdpSession>();
  #partial: Buffer[] = [];
  #lastId = 0;

  constructor(writable: Writable, readable: Readable) {
    this.#writable = writable;
    this.root = this.session('');
    readable.on('data', (chunk: Buffer) => this.#onData(chunk));
    readable.on('close', () => this.#onClose());
    // The pipe breaks when the browser dies; 'close' of the other half tells the same.
    readable.on('error', () => this.#onClose());
    writable.on('error', () => this.#onClose());
  }

  /** The session of that id; made on first mention, because its events may follow in the same read. */
  session(id: string): CdpSession {
    const known = this.#sessions.get(id);
    if (known) return known;
    const session = new CdpSession(id, (sessionId, method, params) => this.#send(sessionId, method, params));
    this.#sessions.set(id, session);
    return session;
  }

  #send(sessionId: string, method: string, params: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const message = sessionId === '' ? { id, method, params } : { id, method, params, sessionId };
    this.#writable.write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, sessionId, resolve, reject });
    });
  }

  #onData(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#partial.push(chunk.subarray(start, end));
      const text = Buffer.concat(this.#partial).toString('utf8');
      this.#partial = [];
      start = end + 1;
      this.#dispatch(JSON.parse(text) as Message);
    }
    if (start < chunk.length) this.#partial.push(chunk.subarray(start));
  }

  #dispatch({ id, method = '', params, result, error, sessionId = '' }: Message): void {
    if (id !== undefined) return this.#settle(id, result, error);
    const child = params?.sessionId;
    if (method === 'Target.attachedToTarget' && child !== undefined) this.session(child);
    this.#sessions.get(sessionId)?.receive(method, params);
    if (method === 'Target.detachedFromTarget' && child !== undefined) this.#drop(child, 'the target is gone');
  }

  #settle(id: number, result: unknown, error: { message: string } | undefined): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (error) pending.reject(new CdpError(pending.method, error.message));
    else pending.resolve(result);
  }

  #drop(sessionId: string, reason: string): void {
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    this.#sessions.delete(sessionId);
    for (const [id, pending] of this.#pending) {
      if (pending.sessionId !== sessionId) continue;
      this.#pending.delete(id);
      pending.reject(new CdpError(pending.method, reason));
    }
    session.detach();
  }

  #onClose(): void {
    for (const id of this.#sessions.keys()) this.#drop(id, 'the browser is gone');
  }
}
