type Put = (value: unknown) => unknown;
type Bytes = (text: string) => Uint8Array<ArrayBuffer>;

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const VIEWS: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

function defineValue(target: object, key: string, value: unknown): void {
  // Not an assignment: a key named __proto__ must stay a key.
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Pairs of a flat list. */
function* pairs(parts: unknown[]): Generator<[unknown, unknown]> {
  for (let at = 0; at < parts.length; at += 2) yield [parts[at], parts[at + 1]];
}

function decodeError(name: string, message: string, stack: string): Error {
  const Kind = Object.hasOwn(ERRORS, name) ? ERRORS[name as keyof typeof ERRORS] : Error;
  const error = new Kind(message);
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  return error;
}

function decodeView(name: string, bytes: Uint8Array<ArrayBuffer>): unknown {
  const View = Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined;
  if (!View) throw new Error(`wire: ${name} is not a known view`);
  return name === 'Uint8Array' ? bytes : new View(bytes.buffer);
}

/** Containers exist before their parts, which may refer back to them; `keep` notes them. */
function decodeContainer(tag: string, parts: unknown[], keep: <T>(made: T) => T, get: Put): object | undefined {
  if (tag === 'A') {
    const list: unknown[] = keep([]);
    for (const item of parts) list.push(get(item));
    return list;
  }
  if (tag === 'O') {
    const object = keep({});
    for (const [key, value] of pairs(parts)) defineValue(object, key as string, get(value));
    return object;
  }
  if (tag === 'M') {
    const map = keep(new Map<unknown, unknown>());
    for (const [key, value] of pairs(parts)) map.set(get(key), get(value));
    return map;
  }
  if (tag !== 'S') return undefined;
  const set = keep(new Set<unknown>());
  for (const item of parts) set.add(get(item));
  return set;
}

function decodeLeaf(tag: string, parts: unknown[], get: Put, fromBase64: Bytes): unknown {
  const text = (at: number) => parts[at] as string;
  if (tag === 'D') return new Date((parts[0] as number | null) ?? Number.NaN);
  if (tag === 'R') return new RegExp(text(0), text(1));
  if (tag === 'E') return decodeError(text(0), text(1), text(2));
  if (tag === 'B') return fromBase64(text(0)).buffer;
  if (tag === 'V') return decodeView(text(0), fromBase64(text(1)));
  if (tag === 'P') return Object(get(parts[0]));
  throw new Error(`wire: unknown tag ${tag}`);
}

/** The value that `encodeTable` was given, types, identity and cycles included. */
export function decodeTable([root, table]: [unknown, unknown[][]], fromBase64: Bytes): unknown {
  const made = new Map<number, unknown>();
  const entry = (index: number): unknown => {
    if (made.has(index)) return made.get(index);
    const [tag, ...parts] = table[index] ?? [];
    const keep = <T>(value: T): T => {
      made.set(index, value);
      return value;
    };
    return decodeContainer(String(tag), parts, keep, get) ?? keep(decodeLeaf(String(tag), parts, get, fromBase64));
  };
  function get(value: unknown): unknown {
    if (!Array.isArray(value)) return value;
    const [tag, argument] = value as [string | number, string];
    if (tag === 'u') return undefined;
    if (tag === 'i') return BigInt(argument);
    return tag === 'f' ? Number(argument) : entry(Number(tag));
  }
  return get(root);
}
