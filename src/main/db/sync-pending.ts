import type { Hlc } from '../../shared/domain/hlc.ts';
import { emptyRow, mergeOp, type Op, type SyncedRow } from '../../shared/domain/merge.ts';
import { registry, type TableName } from '../../shared/domain/registry.ts';
import type { ChangedRow } from '../../shared/domain/sync-types.ts';
import type { Migration } from './migration.ts';
import type { Database } from './open.ts';
import type { SyncedRows } from './synced-rows.ts';
import { opsOf } from './upgrade-ops.ts';

/** A copy that an older app kept lacks the columns that it did not know: they have their initial values until a pull. */
function parse(table: string, row: string | null | undefined): SyncedRow | null {
  if (typeof row !== 'string') return null;
  const kept = JSON.parse(row) as SyncedRow;
  return { ...emptyRow(kept.id, registry[table as TableName]), ...kept };
}

/** SQLite: no limit. */
const ALL = -1;

export interface PendingEntry {
  readonly n: number;
  readonly mid: string;
}
interface SentStamp {
  readonly tbl: string;
  readonly id: string;
  readonly grp: string;
  readonly sent: Hlc;
  readonly held: Hlc;
}

/**
 * Parsed ops of outbox entries by row, in today's field groups: an import's entry is megabytes long, and each of its rows
 * needs its part.
 */
function createOpsCache(db: Database, steps: readonly Migration[]) {
  const select = db.prepare('SELECT ops, schema_v FROM outbox WHERE n = ?');
  const cache = new Map<number, { mid: string; byRow: Map<string, Op[]> }>();
  return {
    /** The ops of one entry over one row, in their order. A coalesced entry has a new `mid`, so it is read again. */
    of({ n, mid }: PendingEntry, table: string, id: string): readonly Op[] {
      let entry = cache.get(n);
      if (entry?.mid !== mid) {
        const ops = opsOf(select.get(n) as { ops: string; schema_v: number }, steps);
        entry = { mid, byRow: Map.groupBy(ops, (op) => `${op.t} ${op.id}`) };
        cache.set(n, entry);
      }
      return entry.byRow.get(`${table} ${id}`) ?? [];
    },
    forget: (n: number): void => void cache.delete(n),
  };
}

/**
 * Rows with pending mutations: what the server has (`base_rows`) and, recomputed from that and the outbox, what the
 * user sees. Used inside the caller's transaction.
 */
export function createPending(db: Database, rows: SyncedRows, steps: readonly Migration[]) {
  const selectBase = db.prepare('SELECT row, rev FROM base_rows WHERE tbl = ? AND id = ?');
  const updateBase = db.prepare('UPDATE base_rows SET row = ?, rev = ? WHERE tbl = ? AND id = ?');
  const insertBase = db.prepare('INSERT OR IGNORE INTO base_rows (tbl, id, row, rev) VALUES (?, ?, ?, ?)');
  const deleteBase = db.prepare('DELETE FROM base_rows WHERE tbl = ? AND id = ?');
  const entriesOf = db.prepare(
    'SELECT o.n, o.mid FROM outbox_rows r JOIN outbox o ON o.n = r.n WHERE r.tbl = ? AND r.id = ? ORDER BY o.n',
  );
  const rowsOf = db.prepare('SELECT tbl AS "table", id FROM outbox_rows WHERE n = ? LIMIT ?');
  const countRows = db.prepare('SELECT count(*) FROM (SELECT 1 FROM outbox_rows WHERE n = ? LIMIT ?)').pluck();
  const deleteRow = db.prepare('DELETE FROM outbox_rows WHERE n = ? AND tbl = ? AND id = ?');
  const deleteEntry = db.prepare('DELETE FROM outbox WHERE n = ?');
  const ops = createOpsCache(db, steps);

  const readBase = (table: string, id: string) =>
    selectBase.get(table, id) as { row: string | null; rev: number } | undefined;

  function overlay(table: string, id: string, base: SyncedRow | null, entries: readonly PendingEntry[]) {
    const pendingOps = entries.flatMap((entry) => ops.of(entry, table, id));
    return pendingOps.reduce((row, op) => mergeOp(row, op) ?? row, base);
  }

  /** Shows base + pending ops; without pending ops the row is the server's again. Answers whether it changed. */
  function recompute(table: TableName, id: string): boolean {
    const base = readBase(table, id);
    if (!base) return false;
    const before = rows.read(table, id);
    const entries = entriesOf.all(table, id) as PendingEntry[];
    const row = overlay(table, id, parse(table, base.row), entries);
    if (row) rows.write(table, row, base.rev);
    else rows.remove(table, id);
    if (entries.length === 0) deleteBase.run(table, id);
    return JSON.stringify(before?.row) !== JSON.stringify(rows.read(table, id)?.row);
  }

  function recomputeAll(changed: readonly ChangedRow[]): ChangedRow[] {
    return changed.filter(({ table, id }) => recompute(table, id));
  }

  const hasMoreRows = (n: number, than: number): boolean => Number(countRows.get(n, than + 1)) > than;

  /** Lets go of up to `limit` rows of an entry, and of the entry itself with its last row. */
  function dropSome(n: number, limit: number): { changed: ChangedRow[]; rows: number } {
    const touched = rowsOf.all(n, limit) as ChangedRow[];
    for (const { table, id } of touched) deleteRow.run(n, table, id);
    if (!hasMoreRows(n, 0)) {
      deleteEntry.run(n);
      ops.forget(n);
    }
    return { changed: recomputeAll(touched), rows: touched.length };
  }

  return {
    recomputeAll,
    /** Takes the server's row: as the new base when something is pending, else as the row itself. */
    take(table: TableName, row: SyncedRow, rev: number): boolean {
      if (updateBase.run(JSON.stringify(row), rev, table, row.id).changes > 0) return recompute(table, row.id);
      rows.write(table, row, rev);
      return true;
    },
    /** The server has removed the row for good: what is pending for it stays until the server has refused that. */
    takeGone(table: TableName, id: string): boolean {
      if (updateBase.run(null, 0, table, id).changes > 0) return recompute(table, id);
      return rows.remove(table, id);
    },
    /** Keeps what is here now as the server's copy, unless there is one already. */
    keepBase(table: TableName, id: string, rev: number): void {
      const stored = rows.read(table, id);
      insertBase.run(table, id, stored ? JSON.stringify(stored.row) : null, rev);
    },
    /** Removes an entry from the outbox; its rows show what is left. */
    drop: (n: number): ChangedRow[] => dropSome(n, ALL).changed,
    dropSome,
    hasMoreRows,
    /** The stamps that an entry gave to its first rows, and those that the server's copies have there. */
    stampsOf(entry: PendingEntry, limit: number): SentStamp[] {
      const touched = rowsOf.all(entry.n, limit) as ChangedRow[];
      return touched.flatMap(({ table: tbl, id }) => {
        const base = parse(tbl, readBase(tbl, id)?.row);
        const stamps = (op: Op): SentStamp[] =>
          Object.keys(op.v).map((grp) => ({ tbl, id, grp, sent: op.h, held: base?.fv[grp] ?? '' }));
        return ops.of(entry, tbl, id).flatMap(stamps);
      });
    },
    /** The server's copies of the rows of an entry, for a dead letter. */
    basesOf(n: number): Record<string, unknown> {
      const touched = rowsOf.all(n, ALL) as ChangedRow[];
      return Object.fromEntries(
        touched.map(({ table, id }) => [`${table} ${id}`, parse(table, readBase(table, id)?.row)]),
      );
    },
  };
}
export type Pending = ReturnType<typeof createPending>;
