import { expect, test } from 'vitest';
import type { FieldChange } from '../../../shared/ipc/contract/outbox.ts';
import { refusedSchema, refusedTexts, typedTexts, valuesOf } from './refused-texts.ts';

const field = (table: string, column: string, mine: string | null, rowId = 'a'): FieldChange => ({
  table,
  rowId,
  name: '',
  column,
  base: null,
  mine,
  theirs: null,
});
const fields = [
  field('courses', 'title', 'First'),
  field('courses', 'price_minor', '500'),
  field('courses', 'objectives', 'one\ntwo'),
  field('lessons', 'pos', 'a0', 'b'),
  field('courses', 'title', 'Second'),
  field('tags', 'name', null, 'c'),
];
const texts = refusedTexts(fields);
const [title, objectives, tag] = texts.map(({ key }) => key) as [string, string, string];

test('what somebody types can be typed otherwise, each text once with its last words', () => {
  expect(texts.map(({ key, shape }) => [key, shape])).toEqual([
    ['courses:a:title', 'line'],
    ['courses:a:objectives', 'list'],
    ['tags:c:name', 'line'],
  ]);
  expect(valuesOf(texts, {})).toEqual({ [title]: 'Second', [objectives]: 'one\ntwo', [tag]: '' });
  expect(valuesOf(texts, { [title]: 'Typed', [tag]: 7, other: 'x' })).toMatchObject({ [title]: 'Typed', [tag]: '' });
});

test('only what was changed is sent', () => {
  const values = { ...valuesOf(texts, {}), [objectives]: 'one' };
  expect(typedTexts(texts, values)).toEqual([{ table: 'courses', rowId: 'a', column: 'objectives', text: 'one' }]);
});

test.each([
  [title, '', 'too_small'],
  [title, 'x'.repeat(501), 'too_big'],
  [objectives, 'x\n'.repeat(51), 'custom'],
  [objectives, 'x'.repeat(501), 'custom'],
  [tag, 'x'.repeat(201), 'too_big'],
])('%s does not take %.5j…', (key, typed, code) => {
  const values = { ...valuesOf(texts, {}), [tag]: 'fine', [key]: typed };
  const issues = refusedSchema(texts).safeParse(values).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path, issue.code])).toEqual([[[key], code]]);
});
