/** Marks what stands for a value that cannot be cloned; a page's own objects do not have a key that starts with NUL. */
const KIND = '\u0000bridge';
const DEEPEST = 1000;

interface Packed {
  [KIND]?: 'function' | 'promise' | 'error' | 'json';
  [key: string]: unknown;
}

/** What stays in its own world and is only referred to. */
export interface Lender {
  /** A number under which the other world may call the function. */
  lend(callee: (...args: unknown[]) => unknown): number;
  /** A number under which the other world will be told how the promise ends. */
  promise(promise: Promise<unknown>): number;
}

/** What the other world lent. */
export interface Borrower {
  call(id: number, args: unknown[]): unknown;
  settled(id: number): Promise<unknown>;
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function packLeaf(value: object, lender: Lender): unknown {
  if (value instanceof Promise) return { [KIND]: 'promise', id: lender.promise(value) };
  if (value instanceof Error) return { [KIND]: 'error', message: value.message, name: value.name, stack: value.stack };
  return value; // Date, Map, typed arrays, File, … are cloned by the event that carries them
}

/** A value with its functions, promises and errors replaced by references; cycles and shared references stay. */
export function packValue(value: unknown, lender: Lender, seen = new Map<object, unknown>(), depth = 0): unknown {
  if (depth > DEEPEST) {
    throw new TypeError(
      'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
    );
  }
  if (typeof value === 'symbol') return undefined;
  if (typeof value === 'function') return { [KIND]: 'function', id: lender.lend(value as () => unknown) };
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return seen.get(value);
  const isPlain = Object.prototype.toString.call(value) === '[object Object]';
  if (!Array.isArray(value) && !isPlain) return packLeaf(value, lender);
  const packed = Array.isArray(value) ? [] : {};
  seen.set(value, packed);
  for (const [key, item] of Object.entries(value)) define(packed, key, packValue(item, lender, seen, depth + 1));
  return packed;
}

function unpackReference(value: Packed, borrower: Borrower): unknown {
  const id = value['id'] as number;
  if (value[KIND] === 'json') return JSON.parse(value['json'] as string) as unknown;
  if (value[KIND] === 'function') return (...args: unknown[]) => borrower.call(id, args);
  if (value[KIND] === 'promise') return borrower.settled(id);
  const error = new Error(value['message'] as string);
  define(error, 'stack', value['stack']);
  return error;
}

/** The inverse of `packValue`, in the other world. */
export function unpackValue(value: unknown, borrower: Borrower, seen = new Map<object, unknown>()): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return seen.get(value);
  if (!Array.isArray(value) && Object.prototype.toString.call(value) !== '[object Object]') return value;
  if (Object.hasOwn(value, KIND)) {
    const unpacked = unpackReference(value as Packed, borrower);
    seen.set(value, unpacked);
    return unpacked;
  }
  const unpacked = Array.isArray(value) ? [] : {};
  seen.set(value, unpacked);
  for (const [key, item] of Object.entries(value)) define(unpacked, key, unpackValue(item, borrower, seen));
  return unpacked;
}

/** The fast path: an object that JSON carries goes as its text, cheaper than packing, cloning and unpacking a tree. */
export function wrapJson(json: string): unknown {
  return { [KIND]: 'json', json };
}
