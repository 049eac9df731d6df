import { tableNames, type SyncedTable } from '../../../src/shared/domain/registry.ts';
import type { Answer, Door } from './server.ts';
import { groupedTables } from './values.ts';

/** What the older app of a life does not have: a table, and a group each of two others. */
const hidden = { tables: ['taggings'], groups: { courses: ['price'], lessons: ['settings'] } } as const;
type Row = Readonly<Record<string, unknown>>;
/** See `write_accessors` in supabase/migrations. */
interface WireTable {
  readonly cols: readonly string[];
  readonly groups: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export function oldAppKnows(table: string, group?: string): boolean {
  if ((hidden.tables as readonly string[]).includes(table)) return false;
  const unknown: readonly string[] = (hidden.groups as Record<string, readonly string[]>)[table] ?? [];
  return group === undefined || !unknown.includes(group);
}

/** A row as the older app reads it: what it does not know has no columns and no stamps. */
function seenByOld(table: string, row: Row): Row {
  const spec = tableNames.find((name) => name === table);
  const groups: SyncedTable['groups'] = spec ? groupedTables(spec).groups : {};
  const unknown = Object.keys(groups).filter((group) => !oldAppKnows(table, group));
  const columns = new Set(unknown.flatMap((group) => groups[group]?.columns ?? []));
  const fv = Object.entries(row['fv'] as Row).filter(([group]) => !unknown.includes(group));
  const cells = Object.entries(row).filter(([column]) => !columns.has(column));
  return { ...Object.fromEntries(cells), fv: Object.fromEntries(fv) };
}

/** The same for a table as the pull door sends it. */
function tableSeenByOld(table: string, { cols, groups, rows }: WireTable): WireTable {
  const names = [...cols, ...groups];
  const example = seenByOld(table, {
    ...Object.fromEntries(cols.map((name) => [name, null])),
    fv: Object.fromEntries(groups.map((name) => [name, null])),
  });
  const isKnown = names.map((name, at) => name in (at < cols.length ? example : (example['fv'] as Row)));
  const keep = <T>(list: readonly T[], start = 0): T[] => list.filter((_, at) => isKnown[start + at]);
  return { cols: keep(cols), groups: keep(groups, cols.length), rows: rows.map((row) => keep(row)) };
}

export function answerSeenByOld(door: Door, answer: Answer): Answer {
  if (door !== 'sync_pull' || !answer['rows']) return answer;
  const tables = Object.entries(answer['rows'] as Record<string, WireTable>);
  const known = tables.filter(([table]) => oldAppKnows(table));
  return { ...answer, rows: Object.fromEntries(known.map(([table, sent]) => [table, tableSeenByOld(table, sent)])) };
}

/** A server's row in the shape that a computer has it: the columns of this version, and what it does not get as initial. */
export function asLocal(table: (typeof tableNames)[number], row: Row, isOld: boolean): Row {
  const spec = groupedTables(table);
  const seen = isOld ? seenByOld(table, row) : row;
  const cells = Object.entries(spec.columns).map(([name, { initial }]) => [name, name in seen ? seen[name] : initial]);
  return { ...Object.fromEntries(cells), id: row['id'], fv: seen['fv'] };
}

/** What the file of an older app says it knows: the first run of a newer one pulls everything once more. */
export const OLDER_REGISTRY = 'of an older app';
