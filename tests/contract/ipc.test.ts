import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { events, routes } from '../../src/shared/ipc/contract.ts';
import { transportErrors, writeErrors, type Event, type Route } from '../../src/shared/ipc/define.ts';
import { en } from '../../src/shared/messages/en.ts';

const CONTRACT = join(import.meta.dirname, '../../src/shared/ipc/contract');
const everyRoute = Object.entries<Route>(routes);
const everyEvent = Object.entries<Event>(events);

/** What actions begin with. `now`: in `sync.now` the domain is the verb. */
const VERBS = new Set(
  (
    'get list peek find create save set rename move duplicate delete purge edit discard forget clear cancel open close show reveal pick scan ' +
    'apply replace test send start pause resume retry quit sign undo redo go resolve make restore dismiss now'
  ).split(' '),
);
/** Texts in events, all of them codes of a service or of the system, for *Copy details*. */
const TEXTS_IN_EVENTS = new Set([
  'upload.progressed.snapshots[].reason.detail',
  'upload.progressed.summary.stoppedBy.detail',
]);

interface Node {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** A schema and every schema inside of it, by the path of the value. */
function* nodesOf(schema: z.ZodType, path: string): Generator<Node> {
  yield { path, schema };
  if (schema instanceof z.ZodObject) {
    for (const [key, field] of Object.entries(schema.shape)) yield* nodesOf(field as z.ZodType, `${path}.${key}`);
  } else if (schema instanceof z.ZodArray) yield* nodesOf(schema.element as z.ZodType, `${path}[]`);
  else if (schema instanceof z.ZodRecord) yield* nodesOf(schema.valueType as z.ZodType, `${path}{}`);
  else if (schema instanceof z.ZodUnion) for (const one of schema.options) yield* nodesOf(one as z.ZodType, path);
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    yield* nodesOf(schema.unwrap() as z.ZodType, path);
  else if (schema instanceof z.ZodPipe) {
    yield* nodesOf(schema.in as z.ZodType, path);
    yield* nodesOf(schema.out as z.ZodType, path);
  }
}
const pathsWhere = (schema: z.ZodType, path: string, is: (schema: z.ZodType) => boolean): string[] =>
  [...nodesOf(schema, path)].filter((node) => is(node.schema)).map((node) => node.path);

const isOpenObject = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodNever);
const isAnything = (schema: z.ZodType): boolean => schema instanceof z.ZodAny || schema instanceof z.ZodUnknown;
/** A text without a format that is not bounded. */
const isBoundless = (schema: z.ZodType): boolean =>
  (schema instanceof z.ZodString && schema.format === null && schema.maxLength === null) ||
  (schema instanceof z.ZodArray && !(schema.def.checks ?? []).some((check) => isUpperBound(check)));
const isUpperBound = (check: unknown): boolean =>
  (check as { _zod: { def: { check: string } } })._zod.def.check === 'max_length';

describe.each(everyRoute)('%s', (name, route) => {
  test('is named domain.verbNoun', () => {
    const [, verb = ''] = /^[a-z]+\.([a-z]+)(?:[A-Z][a-z]+)*$/.exec(name) ?? [];
    expect(VERBS).toContain(verb);
    expect(['query', 'command']).toContain(route.kind);
  });

  test('takes one object, and nothing that it does not know, at any depth', () => {
    expect(route.input).toBeInstanceOf(z.ZodObject);
    expect(pathsWhere(route.input, name, isOpenObject)).toEqual([]);
    expect(pathsWhere(route.input, name, isAnything)).toEqual([]);
    const surplus = route.input.safeParse({ surplus: 1 });
    expect(surplus.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
    for (const input of [undefined, null, 1, 'x', [], () => 1])
      expect(route.input.safeParse(input).success).toBe(false);
  });

  test('takes nothing without a bound', () => {
    expect(pathsWhere(route.input, name, isBoundless)).toEqual([]);
  });

  test('says what it answers', () => {
    expect(pathsWhere(route.output, name, isAnything)).toEqual([]);
    expect(pathsWhere(route.output, name, isOpenObject)).toEqual([]);
  });

  test('fails with codes of its own, each once and in SCREAMING_SNAKE', () => {
    for (const code of route.errors) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(new Set(route.errors).size).toBe(route.errors.length);
    expect(route.errors.filter((code) => (transportErrors as readonly string[]).includes(code))).toEqual([]);
    const written = route.errors.filter((code) => (writeErrors as readonly string[]).includes(code));
    expect(written).toEqual(written.length === 0 || route.kind === 'query' ? [] : [...writeErrors]);
  });
});

describe.each(everyEvent)('%s', (name, event) => {
  test('is named in the past tense', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+([A-Z][a-z]+)*ed$|^[a-z]+\.[a-z]*ed$/);
  });

  test('carries ids, counters and states, never entities', () => {
    expect(event.payload).toBeInstanceOf(z.ZodObject);
    expect(pathsWhere(event.payload, name, isOpenObject)).toEqual([]);
    expect(pathsWhere(event.payload, name, isAnything)).toEqual([]);
    const texts = pathsWhere(event.payload, name, (schema) => schema instanceof z.ZodString && schema.format === null);
    expect(texts.filter((path) => !TEXTS_IN_EVENTS.has(path))).toEqual([]);
  });
});

test('every route and event of every domain file is on the one list, and none is named twice', async () => {
  const listed: string[] = [];
  for (const file of readdirSync(CONTRACT)) {
    const parts = (await import(join(CONTRACT, file))) as Record<string, unknown>;
    for (const [name, part] of Object.entries(parts))
      if (/(Routes|Events)$/.test(name)) listed.push(...Object.keys(part as object));
  }
  expect(listed.toSorted()).toEqual([...Object.keys(routes), ...Object.keys(events)].toSorted());
});

test('every code has its words, and there are no words for codes that nobody answers with', () => {
  const codes = new Set([...transportErrors, ...everyRoute.flatMap(([, route]) => route.errors)]);
  expect(Object.keys(en.error).toSorted()).toEqual([...codes].toSorted());
  for (const { title, hint } of Object.values(en.error)) expect([title, hint]).not.toContain('');
});

test('every reason why the studio cannot open, and every notice, has its words', () => {
  const { problem, notices } = routes['app.getInfo'].output.shape;
  const startCodes = problem.unwrap().shape.code.options;
  for (const code of startCodes) expect(en.startProblem[code].hint).toMatch(/\.$/);
  expect(Object.keys(en.notice).toSorted()).toEqual([...notices.element.shape.code.options].toSorted());
});

test('the checks above find what they look for', () => {
  const planted = z.strictObject({
    open: z.object({}),
    any: z.any().optional(),
    text: z.string(),
    bounded: z.string().max(3),
    list: z.array(z.uuid()),
    deep: z.array(z.strictObject({ text: z.string().trim().min(1).nullable() })).max(3),
    either: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), text: z.string() })]),
  });
  expect(pathsWhere(planted, 'p', isOpenObject)).toEqual(['p.open', 'p.either']);
  expect(pathsWhere(planted, 'p', isAnything)).toEqual(['p.any']);
  expect(pathsWhere(planted, 'p', isBoundless)).toEqual(['p.text', 'p.list', 'p.deep[].text', 'p.either.text']);
});
