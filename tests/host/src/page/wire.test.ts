import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWire } from './wire.ts';

const wire = createWire({
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
});
const round = <T>(value: T): T => wire.decode(wire.encode(value)) as T;

describe('the wire', () => {
  test('carries whatever structured cloning carries', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
      withNullPrototype: false,
      withObjectString: false,
    });
    fc.assert(
      fc.property(value, (item) => {
        expect(round(item)).toEqual(structuredClone(item));
      }),
    );
  });

  test('keeps identity and cycles', () => {
    const shared = { a: 1 };
    const cycle: unknown[] = [shared, shared];
    cycle.push(cycle);
    const copy = round(cycle);
    expect(copy[0]).toBe(copy[1]);
    expect(copy[2]).toBe(copy);
  });

  test('keeps a part of a buffer as just that part', () => {
    const view = new Uint16Array(new Uint16Array([1, 2, 3, 4]).buffer, 2, 2);
    const copy = round(view);
    expect([copy instanceof Uint16Array, [...copy], copy.buffer.byteLength]).toEqual([true, [2, 3], 4]);
  });

  test('a key named __proto__ stays a key', () => {
    const copy = round(JSON.parse('{"__proto__":{"polluted":true},"n":null}') as object);
    expect(Object.hasOwn(copy, '__proto__')).toBe(true);
    expect((copy as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([[() => 1], [Symbol('x')], [{ nested: [() => 1] }], [new WeakMap()], [Promise.resolve()]])(
    'refuses %o',
    (value) => {
      expect(() => wire.encode(value)).toThrow('An object could not be cloned.');
    },
  );

  test('what is plain goes as JSON', () => {
    expect(wire.encode([{ a: 'x' }, 1, null])).toBe('J[{"a":"x"},1,null]');
  });
});
