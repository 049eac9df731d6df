import { nodeOf, type Hlc } from './hlc.ts';
import { syncedTable, type CellValue, type FieldGroup, type SyncedTable } from './registry.ts';

/** A synced row as ops see it: its columns, and per field group the stamp that last won (`fv`). */
export interface SyncedRow {
  readonly id: string;
  readonly fv: Readonly<Record<string, Hlc>>;
  readonly [column: string]: CellValue | undefined;
}
export type GroupValues = Readonly<Record<string, CellValue>>;

/** One row's part of a mutation. `put` may create the row; `set` needs it. */
export interface Op {
  readonly t: string;
  readonly id: string;
  readonly k: 'put' | 'set';
  readonly h: Hlc;
  readonly v: Readonly<Record<string, GroupValues>>;
  /** The stamps that its author saw in these groups: a win over a later one has overwritten it unseen. */
  readonly b?: Readonly<Record<string, Hlc>>;
}
/** An op before it is stamped. */
export type Draft = Omit<Op, 'h'> & {
  /** What was shown in columns that it writes when one began to type over them; absent: what the row holds. */
  readonly over?: GroupValues;
};

function wins(group: FieldGroup, op: Op, name: string, row: SyncedRow): boolean {
  if (group.merge === 'imm') return false;
  if (group.merge === 'lww') return op.h > (row.fv[name] ?? '');
  const column = group.columns[0] ?? '';
  return Number(op.v[name]?.[column]) > Number(row[column]);
}

/** Keeps only the columns that belong to the group, so that a stray key never reaches SQL. */
function pick(values: GroupValues, group: FieldGroup): GroupValues {
  return Object.fromEntries(
    group.columns.filter((column) => column in values).map((column) => [column, values[column] ?? null]),
  );
}

/** A row that says nothing yet: the initial values of its columns, and no stamps. */
export function emptyRow(id: string, table: SyncedTable): SyncedRow {
  const cells = Object.entries(table.columns).map(([name, column]) => [name, column.initial]);
  return { ...(Object.fromEntries(cells) as GroupValues), id, fv: {} };
}

/**
 * The op with what its author sees in the groups that it writes; as it is when there is no row yet. What another computer
 * wrote while one typed `over` something else was not seen: the server is to keep it as what lost.
 */
export function withSeen(op: Op, row: SyncedRow | null, over: GroupValues = {}): Op {
  if (!row) return op;
  const seen = Object.keys(op.v).flatMap((name) => {
    const h = row.fv[name];
    return h === undefined || (nodeOf(h) !== nodeOf(op.h) && isOther(row, op.v[name], over))
      ? []
      : [[name, h] as const];
  });
  return { ...op, b: Object.fromEntries(seen) };
}

/** Whether the row holds something else than `over` in one of the columns written. */
function isOther(row: SyncedRow, written: GroupValues = {}, over: GroupValues): boolean {
  return Object.keys(written).some(
    (column) => column in over && JSON.stringify(row[column]) !== JSON.stringify(over[column]),
  );
}

/**
 * The one merge rule, the same as `sync.apply_op` on the server: pure, commutative per field group.
 * Answers null when the op needs a row that is not there (or names an unknown table).
 */
export function mergeOp(row: SyncedRow | null, op: Op, tableOf = syncedTable): SyncedRow | null {
  const table = tableOf(op.t);
  if (!table || (!row && op.k !== 'put')) return null;
  const base = row ?? emptyRow(op.id, table);
  const fv: Record<string, Hlc> = { ...base.fv };
  const changed: Record<string, CellValue> = {};
  for (const [name, values] of Object.entries(op.v)) {
    const group = Object.hasOwn(table.groups, name) ? table.groups[name] : undefined;
    if (!group || (row && !wins(group, op, name, row))) continue;
    Object.assign(changed, pick(values, group));
    fv[name] = op.h;
  }
  return { ...base, ...changed, fv };
}
