import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Texts that have broken programs before. */
const nastyTexts = [
  'plain',
  '../../../etc/passwd',
  "'; DROP TABLE courses; --",
  '<img src=x onerror=alert(1)>',
  'nul\u0000inside',
  '\u202Eright to left',
  '👩‍🏫 🧬',
  '{{name}} $t(app.name) %s ${x}',
  ' \n\t ',
  '',
];

export interface SampleOptions {
  /** In [0, 1); the same sequence makes the same samples. */
  readonly random: () => number;
  /** Ids that exist, to be used now and then. */
  readonly knownIds: readonly string[];
  /** Values to choose from for a field of this name: where anything would reach out of the test, or fit no pattern. */
  readonly only: Readonly<Record<string, readonly unknown[]>>;
}

/** mulberry32 (Tommy Ettinger, public domain): small, seeded, good enough to choose with. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function oneOf<T>(all: readonly T[], random: () => number): T {
  const chosen = all[Math.floor(random() * all.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

/** Fields that fit one by one may not fit together: others are tried, the last goes out as it is. */
function whichFits(schema: z.ZodType, make: () => unknown): unknown {
  let made = make();
  for (let tries = 0; tries < 100 && !schema.safeParse(made).success; tries += 1) made = make();
  return made;
}

/** Something that the schema takes. Throws for a kind of schema that it has not met, so that none is left out. */
export function sampleOf(schema: z.ZodType, options: SampleOptions, name = ''): unknown {
  const { random } = options;
  const inner = (of: unknown, as = name): unknown => sampleOf(of as z.ZodType, options, as);
  const only = options.only[name];
  if (only && schema instanceof z.ZodString) return oneOf(only, random);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape);
    return whichFits(schema, () => Object.fromEntries(fields.map(([key, field]) => [key, inner(field, key)])));
  }
  if (schema instanceof z.ZodArray)
    return Array.from({ length: 1 + Math.floor(random() * 3) }, () => inner(schema.element));
  if (schema instanceof z.ZodRecord) return { [oneOf(['a', 'title'], random)]: inner(schema.valueType) };
  if (schema instanceof z.ZodNullable) return random() < 0.3 ? null : inner(schema.unwrap());
  if (schema instanceof z.ZodOptional) return random() < 0.3 ? undefined : inner(schema.unwrap());
  if (schema instanceof z.ZodReadonly) return inner(schema.unwrap());
  if (schema instanceof z.ZodUnion) return inner(oneOf(schema.options, random));
  if (schema instanceof z.ZodPipe) return inner(schema.in);
  if (schema instanceof z.ZodEnum) return oneOf(schema.options, random);
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodBoolean) return random() < 0.5;
  if (schema instanceof z.ZodLazy) return oneOf<unknown>([null, 'text', 7, [1], { a: true }], random);
  if (schema instanceof z.ZodNumber) return sampleNumber(schema, random);
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return sampleText(schema, options);
  if (schema instanceof z.ZodCustom) return new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
  throw new Error(`no sample of ${schema.def.type} for ${name}`);
}

function sampleNumber({ minValue, maxValue }: z.ZodNumber, random: () => number): number {
  const low = Math.max(minValue ?? 0, -1_000);
  const high = Math.min(maxValue ?? 1_000, 1_000);
  return low + Math.floor(random() * (high - low + 1));
}

type Text = Pick<z.ZodString, 'format' | 'minLength' | 'maxLength'>;
function sampleText({ format, minLength, maxLength }: Text, { random, knownIds }: SampleOptions): string {
  if (format === 'uuid') return random() < 0.5 && knownIds.length > 0 ? oneOf(knownIds, random) : randomUUID();
  if (format === 'email') return 'nobody@example.invalid';
  const long = 'x'.repeat(Math.min(maxLength ?? 2_000, 2_000));
  const texts = [...nastyTexts, long].filter(({ length }) => length <= (maxLength ?? length));
  return oneOf(
    texts.filter((text) => text.trim().length >= (minLength ?? 0)),
    random,
  );
}

/** What no schema takes: sent as source text, since some of it cannot be sent otherwise. */
export const junk: readonly string[] = [
  'undefined',
  'null',
  'NaN',
  '-0',
  'true',
  '"text"',
  '10n',
  '[]',
  '[[[]]]',
  'new Date(0)',
  'new Map([[1, 2]])',
  'new Set([1])',
  'new Uint8Array(9)',
  'new Error("x")',
  '{ surplus: 1 }',
  'JSON.parse(\'{"__proto__": {"polluted": true}, "constructor": 1}\')',
  '(() => { const circle = {}; circle.self = circle; return circle; })()',
  '(() => { let deep = {}; for (let n = 0; n < 900; n += 1) deep = { deep }; return deep; })()',
  '"x".repeat(2_000_000)',
  'Array.from({ length: 20_000 }, (_, n) => n)',
  '{ get courseId() { return "\\ud800"; } }',
];
