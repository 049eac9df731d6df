/** Keys that promises, JSON, Node's inspection and assertion libraries look for without meaning to use them. */
const PROBED = new Set([
  'then',
  'toJSON',
  'inspect',
  'href',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  '$$typeof',
  'domain',
]);

/** What a use of Electron's API that the host lacks throws: better a loud stop than a test that proves nothing. */
export function notImplemented(name: string): never {
  throw new Error(`chromium-host: ${name} is not implemented`);
}

/**
 * A prototype that answers as `parent` does and throws, naming the member, for everything else that is read or set.
 * Being at the end of the prototype chain, it is asked only for what the object itself lacks.
 */
export function guarded<T extends object>(name: string, parent: T): T {
  return new Proxy<T>(Object.create(parent) as T, {
    get(target, key, receiver): unknown {
      const known = typeof key === 'symbol' || key in target || PROBED.has(key);
      return known ? Reflect.get(target, key, receiver) : notImplemented(`${name}.${key}`);
    },
    set(target, key, value, receiver): boolean {
      const known = typeof key === 'symbol' || key in target;
      return known ? Reflect.set(target, key, value, receiver) : notImplemented(`${name}.${key} = …`);
    },
  });
}

/** Makes a plain object refuse every member that it does not have. */
export function strict<T extends object>(name: string, object: T): T {
  return Object.setPrototypeOf(object, guarded(name, Object.prototype)) as T;
}

/** Throws when a call has more arguments than the host looks at, given that any of these says something. */
export function refuseSurplus(name: string, surplus: readonly unknown[]): void {
  if (surplus.some((value) => value !== undefined)) notImplemented(`a further argument of ${name}`);
}

/** Throws, naming it, for the first option that is not one of those known. */
export function refuseUnknown(of: string, options: object, known: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !known.has(name)) notImplemented(`the option ${name} of ${of}`);
  }
}
