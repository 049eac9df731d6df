import { expect, test } from 'vitest';
import { registry, type TableName } from '../../shared/domain/registry.ts';
import { concernsQueue } from './queue-concerns.ts';

const wrote = (table: TableName, ...groups: string[]) => [{ table, id: 'x', groups }];

test.each([
  ['lessons', 'place'],
  ['lessons', 'life'],
  ['chapters', 'place'],
  ['courses', 'life'],
  ['media_links', 'place'],
  ['media_files', 'current'],
] as const)('%s: %s may change what is sent, or when', (table, group) => {
  expect(concernsQueue(wrote(table, group))).toBe(true);
  expect(Object.keys(registry[table].groups)).toContain(group);
});

test.each([
  ['lessons', 'title'],
  ['lessons', 'body'],
  ['courses', 'description'],
  ['media_links', 'label'],
  ['media_files', 'name'],
  ['media_versions', 'stored'],
  ['media_versions', 'hash'],
] as const)('%s: %s does not', (table, group) => {
  expect(concernsQueue(wrote(table, group))).toBe(false);
  expect(Object.keys(registry[table].groups)).toContain(group);
});

test('a row that may be new, or came from elsewhere, may; one of a table that shows no file does not', () => {
  expect(concernsQueue([{ table: 'lessons', id: 'x' }])).toBe(true);
  expect(concernsQueue([{ table: 'tags', id: 'x' }])).toBe(false);
  expect(concernsQueue([...wrote('lessons', 'title'), ...wrote('lessons', 'place')])).toBe(true);
});
