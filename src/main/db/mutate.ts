import { tick, type Hlc } from '../../shared/domain/hlc.ts';
import { mergeOp, withSeen, type Draft, type GroupValues, type Op } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { createHistory, describeStep, type StepChange } from './history.ts';
import { schemaVersion } from './migrate.ts';
import type { Database } from './open.ts';
import { createOutbox } from './outbox.ts';
import { createSyncedRows } from './synced-rows.ts';
import { createSyncState } from './sync-state.ts';

export interface Mutation {
  readonly label: StepLabel;
  readonly drafts: readonly Draft[];
  /** False for facts found by the machine (a hash, a duration, where a file is stored): nobody undoes those. */
  readonly undoable?: boolean;
  /** More writes of the same transaction, for tables of this computer only. */
  readonly alongside?: (mutationId: string) => void;
}
export interface Changed {
  readonly table: TableName;
  readonly id: string;
  /** The field groups that were written; absent: the row may be new, or another one altogether. */
  readonly groups?: readonly string[];
}
export interface MutatorDeps {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Hybrid logical clock node of this opening of the file, 8 hex digits. */
  readonly node: string;
  /** Called after the commit. `isAll` is false when tables of this computer were written alongside. */
  readonly onCommit: (changed: readonly Changed[], isAll: boolean) => void;
}

/** What an op that was applied has changed. */
export const changedBy = ({ t, id, k, v }: Omit<Op, 'h'>): Changed => ({
  table: t as TableName,
  id,
  ...(k === 'set' ? { groups: Object.keys(v) } : {}),
});

/** What was typed over is settled here (`withSeen`): it is neither sent nor set again by a redo. */
function unstamped(draft: Draft): Omit<Op, 'h'> {
  const { over: _, ...op } = draft;
  return op;
}

/**
 * The one way synced rows change: rows, outbox entry, undo step and clock move in a single immediate transaction,
 * so there is never a change that will not be sent, nor a sent change that is not here.
 */
export function createMutator(deps: MutatorDeps) {
  const { db } = deps;
  const rows = createSyncedRows(db);
  const state = createSyncState(db);
  const outbox = createOutbox(db, deps.newId);
  const history = createHistory(db);

  /** Stamps follow the server's clock, as far as it is known: a computer that is ahead would be brought back by it. */
  const serverNowMs = (): number => deps.nowMs() + state.getNumber('clock_offset_ms');

  function stamp(drafts: readonly Draft[]): Op[] {
    let last: Hlc = state.get('hlc') ?? '';
    const ops = drafts.map((draft) => ({ ...unstamped(draft), h: (last = tick(last, serverNowMs(), deps.node)) }));
    state.set('hlc', last);
    return ops;
  }

  /** Merges one op into its row; answers it as it is to be sent, and what undo needs to know. Null: the row is not there. */
  function applyOp(op: Op, over?: GroupValues): { readonly op: Op; readonly change: StepChange } | null {
    const table = op.t as TableName;
    const stored = rows.read(table, op.id);
    const merged = mergeOp(stored?.row ?? null, op);
    if (!merged) return null;
    outbox.keepBase(op.t, op.id, stored);
    rows.write(table, merged, stored?.rev ?? 0);
    const row = stored?.row ?? null;
    return { op: withSeen(op, row, over), change: describeStep(row, op, merged) };
  }

  function record(label: StepLabel, ops: readonly Op[], changes: readonly StepChange[], undoable: boolean): string {
    const mid = deps.newId();
    outbox.add({ mid, ops, label: JSON.stringify(label), schemaVersion, atMs: deps.nowMs() });
    if (undoable) history.add({ mid, label, atMs: deps.nowMs(), changes });
    state.set('saved_at_ms', deps.nowMs());
    return mid;
  }

  /** Applies the drafts; drafts for rows that do not exist are left out. Answers the mutation's id, or null if nothing was left. */
  function mutate({ label, drafts, undoable = true, alongside }: Mutation): string | null {
    let changed: Changed[] = [];
    const mid = db
      .transaction(() => {
        const applied = stamp(drafts).flatMap((op, at) => applyOp(op, drafts[at]?.over) ?? []);
        if (applied.length === 0) return null;
        const ops = applied.map(({ op }) => op);
        changed = ops.map(changedBy);
        const made = record(
          label,
          ops,
          applied.map(({ change }) => change),
          undoable,
        );
        if (!undoable) history.followFacts(applied.map(({ change }) => change));
        alongside?.(made);
        return made;
      })
      .immediate();
    if (changed.length > 0) deps.onCommit(changed, alongside === undefined);
    return mid;
  }

  return { mutate, rows, applyOp, stamp, record };
}
export type Mutator = ReturnType<typeof createMutator>;
