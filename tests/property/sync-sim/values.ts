import { v5 as uuidv5 } from 'uuid';
import type { Draft, GroupValues } from '../../../src/shared/domain/merge.ts';
import type { CellValue, Column, SyncedTable, TableName } from '../../../src/shared/domain/registry.ts';
import type { Random } from './random.ts';

/**
 * What a column takes where its type alone does not say so, by its name, or with its table's where others are called the
 * same. A new table needs a line here only for such columns.
 */
const examples: Readonly<Record<string, (random: Random) => CellValue>> = {
  language: (random) => random.pick(['en', 'de', 'pt-BR']),
  level: (random) => random.pick(['all', 'beginner', 'advanced']),
  currency: (random) => random.pick(['EUR', 'USD']),
  // Only the server publishes (decision 0063).
  status: (random) => random.pick(['draft', 'pending']),
  kind: (random) => random.pick(['video', 'audio']),
  role: (random) => random.pick(['video', 'caption']),
  pos: (random) => `a${random.int(10)}`,
  sha1: (random) => random.uuid().replaceAll('-', '').padEnd(40, '0'),
  deleted_at_ms: () => null,
  'lessons.status': (random) => random.pick(['ready', 'draft']),
  content: (random) =>
    random.chance(0.2) ? {} : { link: { url: `https://example.com/${random.int(100)}`, title: '' } },
  marks: (random) =>
    Array.from({ length: random.int(3) }, (_, at) => ({ atMs: at * 1_000 + random.int(1_000), title: 'x' })),
  flags: (random) => Array.from({ length: random.int(3) }, () => random.pick(['forced', 'sdh', 'cc', 'hi'])),
  'course_versions.kind': () => 'named',
};
/** Which table a column points into; it must be there, or the server refuses. */
export const references: Readonly<Record<string, TableName>> = {
  course_id: 'courses',
  chapter_id: 'chapters',
  media_id: 'media_files',
  tag_id: 'tags',
  version_id: 'course_versions',
};
/** Points that may be empty: a new row has none yet. */
export const optionalReferences: Readonly<Record<string, TableName>> = { current_version_id: 'media_versions' };
/** `target_id` goes where `target_type` says. */
export const targets: Readonly<Record<string, TableName>> = { course: 'courses', lesson: 'lessons' };

/** Two computers that connect the same ends make one row, as the app does it. */
const LINKS = '6d2f7e58-7b1c-5f0e-9d43-0c6a4e1f8b27';

/** The rows that a computer has, for choosing one. */
export type RowsOf = (table: TableName) => readonly string[];
export interface Making {
  readonly random: Random;
  readonly rowsOf: RowsOf;
  readonly newId: () => string;
  /** What this version of the app knows. */
  readonly tables: readonly TableName[];
  readonly tableOf: (table: string) => SyncedTable | undefined;
}

function plain(name: string, { type }: Column, random: Random): CellValue {
  if (type === 'int') return random.int(1_000);
  if (type === 'bool') return random.chance(0.5);
  if (type === 'json') return Array.from({ length: random.int(3) }, () => `item ${random.int(100)}`);
  return `${name} ${random.int(1_000)}`;
}

/** An id of a table: one that is there, else that of a new row, which goes into `drafts`. */
function idIn(table: TableName, making: Making, drafts: Draft[]): string {
  const ids = making.rowsOf(table);
  const known = [...ids, ...drafts.filter(({ t }) => t === table).map(({ id }) => id)];
  if (known.length > 0) return making.random.pick(known);
  return createRow(table, making, drafts);
}

function cell(table: TableName, name: string, making: Making, drafts: Draft[]): CellValue {
  const { random } = making;
  const column = making.tableOf(table)?.columns[name] as Column;
  if (Object.hasOwn(references, name)) return idIn(references[name] as TableName, making, drafts);
  const optional = Object.hasOwn(optionalReferences, name) ? optionalReferences[name] : undefined;
  if (optional) return making.rowsOf(optional).length > 0 ? random.pick(making.rowsOf(optional)) : null;
  const example = examples[`${table}.${name}`] ?? (Object.hasOwn(examples, name) ? examples[name] : undefined);
  return example ? example(random) : plain(name, column, random);
}

function groupValues(table: TableName, group: string, making: Making, drafts: Draft[]): GroupValues {
  const spec = making.tableOf(table);
  const values: Record<string, CellValue> = {};
  for (const name of spec?.groups[group]?.columns ?? []) values[name] = cell(table, name, making, drafts);
  if ('target_id' in values) {
    const target = making.random.pick(Object.keys(targets));
    Object.assign(values, { target_type: target, target_id: idIn(targets[target] as TableName, making, drafts) });
  }
  return values;
}

const groupsOf = (table: TableName, making: Making): string[] => Object.keys(making.tableOf(table)?.groups ?? {});

/** Adds a new row of a table to `drafts`, after whatever it has to hang on; answers its id. */
export function createRow(table: TableName, making: Making, drafts: Draft[]): string {
  const groups = groupsOf(table, making);
  const v = Object.fromEntries(groups.map((group) => [group, groupValues(table, group, making, drafts)]));
  const ends = v['ends'];
  const id = ends ? uuidv5(`${table} ${JSON.stringify(ends)}`, LINKS) : making.newId();
  drafts.push({ t: table, id, k: 'put', v });
  return id;
}

/** Tables whose rows connect two others. */
export const linkTables = ({ tables, tableOf }: Making): TableName[] =>
  tables.filter((name) => 'ends' in (tableOf(name)?.groups ?? {}));

/** A change of a row; undefined when it would have to make others first, or no group is chosen. */
export function editOf(
  { t, id }: { readonly t: TableName; readonly id: string },
  making: Making,
  choose: (group: string, merge: string) => boolean,
): Draft | undefined {
  const groups = groupsOf(t, making).filter((name) => choose(name, making.tableOf(t)?.groups[name]?.merge ?? ''));
  if (groups.length === 0) return undefined;
  const group = making.random.pick(groups);
  const drafts: Draft[] = [];
  const v = { [group]: groupValues(t, group, making, drafts) };
  return drafts.length > 0 ? undefined : { t, id, k: 'set', v };
}

/** A change of one group of a row that is there; undefined when there is none in the table chosen. */
export function editRow(making: Making, choose: (group: string, merge: string) => boolean): Draft | undefined {
  const t = making.random.pick(making.tables);
  const ids = making.rowsOf(t);
  return ids.length > 0 ? editOf({ t, id: making.random.pick(ids) }, making, choose) : undefined;
}
