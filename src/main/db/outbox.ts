import type { Op } from '../../shared/domain/merge.ts';
import { sliceOps } from './mutation-slices.ts';
import type { Database } from './open.ts';
import type { StoredRow } from './synced-rows.ts';

export interface OutboxEntry {
  readonly mid: string;
  readonly ops: readonly Op[];
  readonly label: string;
  readonly schemaVersion: number;
  readonly atMs: number;
}

/** One op over one row: its coalescing key; null when the entry must stay as it is. */
function coalescingKey(ops: readonly Op[]): string | null {
  const [op] = ops;
  if (ops.length !== 1 || op?.k !== 'set') return null;
  return `${op.t} ${op.id} ${Object.keys(op.v).sort().join(' ')}`;
}

/** What the first of the two edits saw is what the one that stands for both has seen of the server. */
function seenBefore([op]: readonly Op[], [former]: readonly Op[]): Op[] {
  if (!op) return [];
  const { b: _, ...rest } = op;
  return [former?.b ? { ...rest, b: former.b } : rest];
}

/**
 * A larger mutation (the import of a big folder) travels in parts, one after the other: hosted Supabase ends a
 * statement after 8 s, and one that never fits would be tried for ever. What becomes of the rest when a part is refused
 * is in sync-store-push.ts.
 */
const PART = { maxOps: 1_000, maxChars: 1_000_000 };

/** The writing half of the outbox, used inside `mutate`'s transaction. Sending is sync's business. */
export function createOutbox(db: Database, newId: () => string) {
  // A part stays a part of its mutation: what is typed afterwards must not share its fate, nor its label.
  const tail = db.prepare(
    "SELECT n, ops FROM outbox WHERE state = 'queued' AND part_of IS NULL AND n = (SELECT max(n) FROM outbox)",
  );
  const insert = db.prepare(
    `INSERT INTO outbox (mid, state, ops, label, schema_v, at_ms, part_of, ops_before)
     VALUES (@mid, 'queued', @ops, @label, @schemaVersion, @atMs, @partOf, @opsBefore)`,
  );
  const replace = db.prepare('UPDATE outbox SET mid = @mid, ops = @ops, label = @label, at_ms = @atMs WHERE n = @n');
  const insertRow = db.prepare('INSERT OR IGNORE INTO outbox_rows (tbl, id, n) VALUES (?, ?, ?)');
  const insertBase = db.prepare('INSERT OR IGNORE INTO base_rows (tbl, id, row, rev) VALUES (?, ?, ?, ?)');

  /**
   * The last queued entry, when `ops` overwrites all that it says. It gets a *new* mutation id: the old one may
   * already be known to the server from a copy of this file.
   */
  function supersededBy(ops: readonly Op[]): { n: number; ops: readonly Op[] } | null {
    const key = coalescingKey(ops);
    const last = key ? (tail.get() as { n: number; ops: string } | undefined) : undefined;
    if (!last) return null;
    const former = JSON.parse(last.ops) as Op[];
    return coalescingKey(former) === key ? { n: last.n, ops: former } : null;
  }

  function append(entry: OutboxEntry, part: { partOf: string | null; opsBefore: number }): void {
    const n = Number(insert.run({ ...entry, ...part, ops: JSON.stringify(entry.ops) }).lastInsertRowid);
    for (const op of entry.ops) insertRow.run(op.t, op.id, n);
  }

  function appendInParts(entry: OutboxEntry): void {
    const parts = sliceOps(entry.ops, PART);
    const partOf = parts.length > 1 ? entry.mid : null;
    let opsBefore = 0;
    for (const ops of parts) {
      append({ ...entry, mid: opsBefore === 0 ? entry.mid : newId(), ops }, { partOf, opsBefore });
      opsBefore += ops.length;
    }
  }

  return {
    /** Keeps the server's copy of a row at its first local change. */
    keepBase(table: string, id: string, stored: StoredRow | null): void {
      insertBase.run(table, id, stored ? JSON.stringify(stored.row) : null, stored?.rev ?? 0);
    },
    add(entry: OutboxEntry): void {
      const superseded = supersededBy(entry.ops);
      if (superseded !== null) {
        const { mid, label, atMs } = entry;
        const ops = JSON.stringify(seenBefore(entry.ops, superseded.ops));
        replace.run({ mid, ops, label, atMs, n: superseded.n });
        return;
      }
      appendInParts(entry);
    },
  };
}
