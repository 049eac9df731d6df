import type { SyncedRow } from '../../shared/domain/merge.ts';
import {
  registry,
  type CellValue,
  type Column,
  type SyncedTable,
  type TableName,
} from '../../shared/domain/registry.ts';
import type { Database } from './open.ts';

type Cell = string | number | null;
type Raw = Record<string, Cell>;

function toCell(column: Column, value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (column.type === 'json') return JSON.stringify(value);
  if (column.type === 'bool') return value ? 1 : 0;
  return value as Cell;
}

function fromCell(column: Column, cell: Cell): CellValue {
  if (cell === null) return null;
  if (column.type === 'json') return JSON.parse(String(cell)) as CellValue;
  return column.type === 'bool' ? cell === 1 : cell;
}

function prepareTable(db: Database, name: TableName) {
  const table: SyncedTable = registry[name];
  const columns = Object.entries(table.columns);
  const names = ['id', 'rev', 'fv', ...columns.map(([column]) => column)];
  const sets = names.slice(1).map((column) => `${column} = excluded.${column}`);
  return {
    columns,
    select: db.prepare(`SELECT ${names.join(', ')} FROM ${name} WHERE id = ?`),
    upsert: db.prepare(
      `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((column) => `@${column}`).join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${sets.join(', ')}`,
    ),
    remove: db.prepare(`DELETE FROM ${name} WHERE id = ?`),
  };
}

export interface StoredRow {
  readonly row: SyncedRow;
  readonly rev: number;
}

/** The sole reader-by-id and writer of every synced table: SQL is made once from the registry. */
export function createSyncedRows(db: Database) {
  const prepared = new Map<TableName, ReturnType<typeof prepareTable>>();
  const of = (name: TableName) => {
    const found = prepared.get(name) ?? prepareTable(db, name);
    prepared.set(name, found);
    return found;
  };
  return {
    read(name: TableName, id: string): StoredRow | null {
      const { select, columns } = of(name);
      const raw = select.get(id) as Raw | undefined;
      if (!raw) return null;
      const values = Object.fromEntries(columns.map(([column, spec]) => [column, fromCell(spec, raw[column] ?? null)]));
      const fv = JSON.parse(String(raw['fv'])) as SyncedRow['fv'];
      return { row: { ...values, id, fv }, rev: Number(raw['rev']) };
    },
    write(name: TableName, row: SyncedRow, rev: number): void {
      const { upsert, columns } = of(name);
      const cells = Object.fromEntries(columns.map(([column, spec]) => [column, toCell(spec, row[column])]));
      upsert.run({ ...cells, id: row.id, rev, fv: JSON.stringify(row.fv) });
    },
    /** Answers whether it was there. */
    remove: (name: TableName, id: string): boolean => of(name).remove.run(id).changes > 0,
  };
}
export type SyncedRows = ReturnType<typeof createSyncedRows>;
