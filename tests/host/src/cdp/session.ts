import { EventEmitter } from 'node:events';
import type { CdpEvent, CdpEventName, CdpMethod, CdpParams, CdpResult } from './types.ts';

/** Why a command was not carried out: the browser's refusal, or a session or browser that is gone. */
export class CdpError extends Error {
  constructor(method: string, reason: string) {
    super(`${method}: ${reason}`);
    this.name = 'CdpError';
  }
}

/** Sends one command on one session and answers its raw result. */
export type CdpSend = (sessionId: string, method: string, params: object) => Promise<unknown>;

/** One CDP session: a target, or with the id '' the browser itself. */
export class CdpSession {
  readonly id: string;
  readonly #send: CdpSend;
  readonly #events = new EventEmitter();
  readonly #gone = Promise.withResolvers<void>();
  #detached = false;

  constructor(id: string, send: CdpSend) {
    this.id = id;
    this.#send = send;
    this.#events.setMaxListeners(0);
  }

  /** Resolves when the target is gone, or for the browser's session when the browser is. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  get isGone(): boolean {
    return this.#detached;
  }

  /** Carries out a command; rejects with a CdpError when it is refused or the target goes away meanwhile. */
  async send<M extends CdpMethod>(method: M, params?: CdpParams<M>): Promise<CdpResult<M>> {
    if (this.#detached) throw new CdpError(method, 'the target is gone');
    return (await this.#send(this.id, method, params ?? {})) as CdpResult<M>;
  }

  /** A command whose failure only means that its target went away meanwhile. */
  post<M extends CdpMethod>(method: M, params?: CdpParams<M>): void {
    this.send(method, params).catch((error: unknown) => {
      if (!(error instanceof CdpError)) throw error;
    });
  }

  on<E extends CdpEventName>(event: E, listener: (payload: CdpEvent<E>) => void): void {
    this.#events.on(event, listener);
  }

  /** For the connection: an event of this session arrived. */
  receive(event: string, payload: unknown): void {
    this.#events.emit(event, payload);
  }

  /** For the connection: nothing more will come. */
  detach(): void {
    this.#detached = true;
    this.#gone.resolve();
  }
}
