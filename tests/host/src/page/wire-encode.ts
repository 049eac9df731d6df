/** Of a typed array, or undefined. */
function viewName(object: object): string | undefined {
  return ArrayBuffer.isView(object) ? Object.prototype.toString.call(object).slice(8, -1) : undefined;
}

/** One value: an inline JSON primitive, `['u']`, `['i', digits]`, `['f', name]` for odd numbers, or `[n]` for entry n. */
type Encoded = unknown;

function encodeNumber(value: number): Encoded {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return ['f', Object.is(value, -0) ? '-0' : String(value)];
}

function encodeEntry(
  object: object,
  put: (value: unknown) => Encoded,
  toBase64: (bytes: Uint8Array) => string,
): unknown[] {
  if (Array.isArray(object)) return ['A', ...Array.from(object, put)];
  if (object instanceof Date) return ['D', object.getTime()];
  if (object instanceof Map) return ['M', ...[...object].flatMap(([key, value]) => [put(key), put(value)])];
  if (object instanceof Set) return ['S', ...[...object].map(put)];
  if (object instanceof RegExp) return ['R', object.source, object.flags];
  if (object instanceof Error) return ['E', object.name, object.message, object.stack ?? ''];
  if (object instanceof ArrayBuffer) return ['B', toBase64(new Uint8Array(object))];
  if (ArrayBuffer.isView(object)) {
    return ['V', viewName(object), toBase64(new Uint8Array(object.buffer, object.byteOffset, object.byteLength))];
  }
  const type = Object.prototype.toString.call(object);
  if (/^\[object (Boolean|Number|String|BigInt)\]$/.test(type)) return ['P', put(object.valueOf())];
  if (type !== '[object Object]') throw new Error('An object could not be cloned.'); // Blob, File, …: as in Electron
  return ['O', ...Object.entries(object).flatMap(([key, value]) => [key, put(value)])];
}

/** A cloned value as `[root, table]`, which JSON carries. */
export function encodeTable(value: unknown, toBase64: (bytes: Uint8Array) => string): [Encoded, unknown[][]] {
  const table: unknown[][] = [];
  const seen = new Map<object, number>();
  const reference = (object: object): Encoded => {
    const known = seen.get(object);
    if (known !== undefined) return [known];
    const index = table.push([]) - 1;
    seen.set(object, index); // before its parts, which may refer back to it
    table[index] = encodeEntry(object, put, toBase64);
    return [index];
  };
  function put(item: unknown): Encoded {
    if (item === undefined) return ['u'];
    if (typeof item === 'bigint') return ['i', String(item)];
    if (typeof item === 'number') return encodeNumber(item);
    return typeof item === 'object' && item !== null ? reference(item) : item;
  }
  return [put(value), table];
}
