import { packValue, unpackValue, wrapJson, type Borrower, type Lender } from './bridge-values.ts';
import { plainJson } from './plain-json.ts';

type Callee = (...args: unknown[]) => unknown;

type Message =
  | { type: 'call'; id: number; number: number; args: unknown[] }
  | { type: 'reply'; number: number; value: unknown; threw: boolean }
  | { type: 'settle'; id: number; how: 'resolve' | 'reject'; value: unknown }
  | { type: 'expose'; name: string; value: unknown }
  | { type: 'hello' };

/** Names of the two events that carry the bridge's messages; random, so that the page cannot listen or speak. */
export interface BridgeEvents {
  outgoing: string;
  incoming: string;
}

/** What one end does with what the other says. */
export interface BridgeHandlers {
  /** The other world hands a value over under a name. */
  expose?(name: string, value: unknown): void;
  /** The other world is listening from now on. */
  hello?(): void;
}

/**
 * contextBridge's transport. The page's world and the preload's share a DOM but no JavaScript objects, so values cross as
 * the details of CustomEvents, which Chromium clones between worlds, synchronously. The same code runs in both worlds.
 */
export class BridgeEnd implements Lender, Borrower {
  readonly #events: BridgeEvents;
  readonly #handlers: BridgeHandlers;
  readonly #lent: Callee[] = [];
  readonly #lentIds = new WeakMap<Callee, number>();
  readonly #settlers = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #replies = new Map<number, { value: unknown; threw: boolean }>(); // filled while `#emit` runs
  #counter = 0;

  constructor(events: BridgeEvents, handlers: BridgeHandlers) {
    this.#events = events;
    this.#handlers = handlers;
    window.addEventListener(events.incoming, (event) => this.#receive((event as CustomEvent<Message | null>).detail));
  }

  /** Hands a value over to the other world under a name. */
  expose(name: string, value: unknown): void {
    this.#emit({ type: 'expose', name, value: packValue(value, this) });
  }

  /** Tells the other world, which may have started first, that this one listens. */
  hello(): void {
    this.#emit({ type: 'hello' });
  }

  lend(callee: Callee): number {
    const id = this.#lentIds.get(callee) ?? this.#lent.push(callee) - 1;
    this.#lentIds.set(callee, id);
    return id;
  }

  promise(promise: Promise<unknown>): number {
    const id = this.#next();
    promise.then(
      (value) => this.#emit({ type: 'settle', id, how: 'resolve', value: this.#wrap(value) }),
      (error: unknown) => this.#emit({ type: 'settle', id, how: 'reject', value: packValue(error, this) }),
    );
    return id;
  }

  call(id: number, args: unknown[]): unknown {
    const number = this.#next();
    this.#emit({ type: 'call', id, number, args: args.map((item) => this.#wrap(item)) });
    const reply = this.#replies.get(number);
    this.#replies.delete(number);
    if (!reply) throw new Error('An object could not be cloned.'); // the event arrived without its details
    const value = unpackValue(reply.value, this);
    if (reply.threw) throw value;
    return value;
  }

  settled(id: number): Promise<unknown> {
    const settler = Promise.withResolvers<unknown>();
    this.#settlers.set(id, settler);
    return settler.promise;
  }

  #next(): number {
    this.#counter += 1;
    return this.#counter;
  }

  #emit(message: Message): void {
    window.dispatchEvent(new CustomEvent(this.#events.outgoing, { detail: message }));
  }

  #wrap(value: unknown): unknown {
    const json = value !== null && typeof value === 'object' ? plainJson(value) : undefined;
    return json === undefined ? packValue(value, this) : wrapJson(json);
  }

  #receive(message: Message | null): void {
    if (message === null) return; // what it carried could not be cloned; the other end notices
    if (message.type === 'call') return this.#answer(message);
    if (message.type === 'reply') return void this.#replies.set(message.number, message);
    if (message.type === 'expose') return this.#handlers.expose?.(message.name, unpackValue(message.value, this));
    if (message.type === 'hello') return this.#handlers.hello?.();
    this.#settlers.get(message.id)?.[message.how](unpackValue(message.value, this));
    this.#settlers.delete(message.id);
  }

  #answer({ id, number, args }: Extract<Message, { type: 'call' }>): void {
    try {
      const callee = this.#lent[id];
      const value = this.#wrap(callee?.(...args.map((item) => unpackValue(item, this))));
      this.#emit({ type: 'reply', number, value, threw: false });
    } catch (error) {
      const thrown = error instanceof Error ? error : new Error(String(error));
      this.#emit({ type: 'reply', number, value: packValue(thrown, this), threw: true });
    }
  }
}
