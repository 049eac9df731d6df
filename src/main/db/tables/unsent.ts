import type { GroupValues, Op } from '../../../shared/domain/merge.ts';
import type { StepLabel } from '../../../shared/domain/step-label.ts';
import type { ChangedRow } from '../../../shared/domain/sync-types.ts';
import { migrations } from '../migrate.ts';
import type { Database } from '../open.ts';
import { createPending } from '../sync-pending.ts';
import { createSyncState } from '../sync-state.ts';
import { createSyncedRows } from '../synced-rows.ts';

/** A change of which the server's answer is not here. `inflight`: it was sent, so the server may have it. */
export interface UnsentEntry {
  readonly mutationId: string;
  readonly state: 'queued' | 'inflight';
  readonly label: StepLabel;
  readonly atMs: number;
  readonly ops: readonly Op[];
}
type Raw = Record<string, string | number | null>;

/** Takes back what was not sent; see `discard`. Runs in the caller's transaction. */
function createDiscard(db: Database): (newClientId: string) => ChangedRow[] {
  const state = createSyncState(db);
  const pending = createPending(db, createSyncedRows(db), migrations);
  const unsent = "SELECT n FROM outbox WHERE state <> 'acked'";
  const touched = db.prepare(`SELECT DISTINCT tbl AS "table", id FROM outbox_rows WHERE n IN (${unsent})`);
  const removals = [
    `DELETE FROM outbox_rows WHERE n IN (${unsent})`,
    "DELETE FROM outbox WHERE state <> 'acked'",
    'DELETE FROM dead_letters',
    'DELETE FROM history',
    'DELETE FROM history_stamps',
    // What is left has been taken under numbers of the former identity; the new one counts from the start.
    'UPDATE outbox SET seq = NULL',
  ].map((sql) => db.prepare(sql));
  return (newClientId) => {
    const rows = touched.all() as ChangedRow[];
    for (const removal of removals) removal.run();
    state.set('client_id', newClientId);
    state.set('last_seq', 0);
    return pending.recomputeAll(rows);
  };
}

/** What the server has not confirmed, as a whole: for somebody who leaves and does not want it kept here. */
export function createUnsentTable(db: Database) {
  const entries = db.prepare("SELECT * FROM outbox WHERE state <> 'acked' ORDER BY n");
  const base = db.prepare('SELECT row FROM base_rows WHERE tbl = ? AND id = ?').pluck();
  return {
    /** In the order in which they go. */
    list: (): UnsentEntry[] =>
      (entries.all() as Raw[]).map((row) => ({
        mutationId: String(row['mid']),
        state: row['state'] === 'inflight' ? 'inflight' : 'queued',
        label: JSON.parse(String(row['label'])) as StepLabel,
        atMs: Number(row['at_ms']),
        ops: JSON.parse(String(row['ops'])) as Op[],
      })),
    /** The server's copy of a row with changes that wait; null when it has none. */
    serverRow(table: string, id: string): GroupValues | null {
      const row = base.get(table, id);
      return typeof row === 'string' ? (JSON.parse(row) as GroupValues) : null;
    },
    /**
     * Takes back all that waits and forgets all that was refused: the tables show what the server has, as far as it is
     * here. The undo steps go, too: they lead to what is not there any more. What the server has taken and no pull has
     * shown yet stays. A new client id, because numbers were given to what is gone. One transaction; answers the rows
     * that changed. Sync must be at rest.
     */
    discard: db.transaction(createDiscard(db)).immediate,
  };
}
export type UnsentTable = ReturnType<typeof createUnsentTable>;
