import type { TableName } from '../../shared/domain/registry.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { createHistory, type Step } from './history.ts';
import type { Changed, Mutator } from './mutate.ts';
import type { Database } from './open.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';

export type UndoError = 'NOTHING_TO_UNDO' | 'CHANGED_SINCE';
type Direction = 'undo' | 'redo';

/**
 * Undo is a *new* mutation that sets the groups back to what they were, if they still hold what the step wrote.
 * It syncs like any edit.
 */
export function createUndo(deps: { db: Database; mutator: Mutator; onCommit: (changed: readonly Changed[]) => void }) {
  const { db, mutator } = deps;
  const history = createHistory(db);
  const next = (direction: Direction) => (direction === 'undo' ? history.nextUndo() : history.nextRedo());

  /** True when every group still has the stamp that this step left there. */
  function isUntouched(step: Step, direction: Direction): boolean {
    return history.stampsOf(step.n).every(({ tbl, id, grp, beforeH, afterH }) => {
      const held = mutator.rows.read(tbl as TableName, id)?.row.fv[grp] ?? '';
      // A row that this step made had no stamp before; undone, it carries that of the undo (see restamp).
      return held === (direction === 'undo' ? afterH : beforeH);
    });
  }

  function replay(step: Step, direction: Direction): Changed[] {
    const stamps = history.stampsOf(step.n);
    const ops = mutator.stamp(direction === 'undo' ? step.before : step.after);
    const applied = ops.flatMap((op) => mutator.applyOp(op) ?? []);
    const label: StepLabel = { ...step.label, code: direction === 'undo' ? 'step.undo' : 'step.redo' };
    const sent = applied.map(({ op }) => op);
    mutator.record(
      label,
      sent,
      applied.map(({ change }) => change),
      false,
    );
    for (const { tbl, id, grp, beforeH, afterH } of stamps) {
      const op = ops.findLast((candidate) => candidate.t === tbl && candidate.id === id && grp in candidate.v);
      if (op) history.restamp({ tbl, id, grp, from: direction === 'undo' ? beforeH : afterH, to: op.h });
    }
    history.mark(step.n, direction === 'undo');
    return ops.map(({ t, id }) => ({ table: t as TableName, id }));
  }

  function run(direction: Direction): Result<StepLabel, UndoError> {
    const done = db
      .transaction(() => {
        const step = next(direction);
        if (!step) return err('NOTHING_TO_UNDO', `nothing to ${direction}`);
        if (!isUntouched(step, direction))
          return err('CHANGED_SINCE', 'another device changed this since', { label: step.label.code });
        return ok({ label: step.label, changed: replay(step, direction) });
      })
      .immediate();
    if (!done.success) return done;
    deps.onCommit(done.data.changed);
    return ok(done.data.label);
  }

  return {
    undo: () => run('undo'),
    redo: () => run('redo'),
    peek: () => ({ undo: next('undo')?.label ?? null, redo: next('redo')?.label ?? null }),
  };
}
export type Undo = ReturnType<typeof createUndo>;
