import { EventEmitter } from 'node:events';
import { guarded, notImplemented } from '../page/guard.ts';

type Listener = Parameters<EventEmitter['on']>[1];

/** The same as `guarded`, for what is inherited by a class itself: its statics. */
function guardedStatics<T extends object>(name: string, parent: T): T {
  return new Proxy(parent, {
    get(target, key, receiver): unknown {
      const known = typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON';
      return known ? Reflect.get(target, key, receiver) : notImplemented(`${name}.${key}`);
    },
  });
}

/**
 * A base class for one of Electron's emitters. Members that its subclass lacks throw, and so do listeners for events that
 * are not in the list: the host never emits them, so a listener would wait for ever. A null list allows every event.
 */
export function apiEmitter(name: string, events: readonly string[] | null): new () => EventEmitter {
  const known = events && new Set([...events, 'newListener', 'removeListener']);
  const check = (event: string | symbol) => {
    if (known && typeof event === 'string' && !known.has(event)) notImplemented(`${name}.on('${event}')`);
  };
  class ApiEmitter extends EventEmitter {
    constructor() {
      super();
      this.setMaxListeners(0);
    }
    override on(event: string | symbol, listener: Listener): this {
      check(event);
      return super.on(event, listener);
    }
    override addListener(event: string | symbol, listener: Listener): this {
      return this.on(event, listener);
    }
    override prependListener(event: string | symbol, listener: Listener): this {
      check(event);
      return super.prependListener(event, listener);
    }
  }
  Object.setPrototypeOf(ApiEmitter.prototype, guarded(name, EventEmitter.prototype));
  Object.setPrototypeOf(ApiEmitter, guardedStatics(name, EventEmitter));
  return ApiEmitter;
}

/** A module or class of Electron that the host lacks altogether: everything done with it throws. */
export function missing(name: string): unknown {
  function refuse(): never {
    return notImplemented(name);
  }
  return new Proxy(refuse, {
    get(target, key, receiver): unknown {
      const probed = typeof key === 'symbol' || key === 'then' || key === 'prototype';
      return probed ? Reflect.get(target, key, receiver) : notImplemented(`${name}.${key}`);
    },
    set: (_target, key) => notImplemented(`${name}.${String(key)} = …`),
    apply: refuse,
    construct: refuse,
  });
}

/** Electron's event object. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Emits an event that listeners may prevent; true when one did. The details become members of the event object. */
export function isPrevented(emitter: EventEmitter, name: string, details: object = {}, ...args: unknown[]): boolean {
  let prevented = false;
  const event: PreventableEvent = {
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => {
      prevented = true;
    },
  };
  // Copied with its accessors: `senderFrame` and the like answer when asked.
  Object.defineProperties(event, Object.getOwnPropertyDescriptors(details));
  emitter.emit(name, event, ...args);
  return prevented;
}

/** What Electron throws for every use of a window or page that is gone. */
function refuseDestroyed(): never {
  throw new TypeError('Object has been destroyed');
}

/** Makes the methods that a class gives an object throw from now on, as Electron's do once their object is destroyed. */
export function retire(object: object, prototypes: readonly object[], kept: ReadonlySet<string>): void {
  for (const [name, { value }] of prototypes.flatMap((item) =>
    Object.entries(Object.getOwnPropertyDescriptors(item)),
  )) {
    if (typeof value !== 'function' || kept.has(name)) continue;
    Object.defineProperty(object, name, { value: refuseDestroyed, configurable: true });
  }
}
