import type { HistoryChoice, HistoryDirection } from '../../shared/domain/history.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { createHistoryList } from './history-list.ts';
import { createHistory, placeOf, type Step, type StepHead, type StepStamp } from './history.ts';
import { changedBy, type Changed, type Mutator } from './mutate.ts';
import type { Database } from './open.ts';
import { createCreatedRows } from './created-rows.ts';
import { questionOf } from './undo-question.ts';

export type UndoError = 'NOTHING_TO_UNDO' | 'CHANGED_SINCE';
export interface Done {
  readonly label: StepLabel;
  /** The rows that were written, once for each write. */
  readonly changed: readonly Changed[];
}
/** The way to a step: how many were undone or redone, and in which direction it stopped before its end. */
export interface Walk extends Pick<Done, 'changed'> {
  readonly moved: number;
  readonly stoppedBy: HistoryDirection | null;
}
export interface UndoAnswer {
  readonly n: number;
  readonly direction: HistoryDirection;
  readonly choice: HistoryChoice;
}

/**
 * Undo is a *new* mutation that sets the groups back to what they were, if they still hold what the step wrote;
 * otherwise it says what changed since, and `resolve` takes the answer. It syncs like any edit.
 */
export function createUndo(deps: { db: Database; mutator: Mutator; onCommit: (changed: readonly Changed[]) => void }) {
  const { db, mutator } = deps;
  const history = createHistory(db);
  const next = (direction: HistoryDirection) => (direction === 'undo' ? history.nextUndo() : history.nextRedo());

  const created = createCreatedRows(db, mutator.rows);

  /** What others did to the rows that this step made: undone, they are deleted. */
  const foreignOf = (step: StepHead, direction: HistoryDirection) =>
    direction === 'undo' ? created.foreignOf(step.n) : [];

  /**
   * The groups that have neither the stamp that this step left there, nor again the one that it found: then the server
   * has refused the step, and nobody else has changed anything. Of a row that is gone for good, or was refused with all
   * of it, nothing is left that could be overwritten.
   */
  function touchedOf(step: StepHead): StepStamp[] {
    return history.stampsOf(step.n).filter(({ tbl, id, grp, beforeH, afterH }) => {
      const row = mutator.rows.read(tbl as TableName, id)?.row;
      const held = row?.fv[grp] ?? '';
      // A row that this step made had no stamp before; undone, it carries that of the undo (see restamp).
      return row !== undefined && held !== beforeH && held !== afterH;
    });
  }

  /** What *the rest* leaves: the fields that were changed since, and the rows of which others made something. */
  function spared(step: StepHead, direction: HistoryDirection): StepStamp[] {
    const touched = touchedOf(step);
    const foreign = foreignOf(step, direction);
    if (foreign.length === 0) return touched;
    const kept = created.keptFor(step.n, foreign);
    const lives = history.stampsOf(step.n).filter(({ id, grp }) => grp === 'life' && kept.has(id));
    return [...touched, ...lives.filter(({ id }) => !touched.some((one) => one.id === id && one.grp === 'life'))];
  }

  function replay(step: Step, direction: HistoryDirection): Done {
    const stamps = history.stampsOf(step.n);
    const ops = mutator.stamp(direction === 'undo' ? step.before : step.after);
    const applied = ops.flatMap((op) => mutator.applyOp(op) ?? []);
    const label: StepLabel = { ...step.label, code: direction === 'undo' ? 'step.undo' : 'step.redo' };
    const sent = applied.map(({ op }) => op);
    const changes = applied.map(({ change }) => change);
    // Of rows that are gone for good nothing is left to set back, and so nothing to send.
    if (sent.length > 0) mutator.record(label, sent, changes, false);
    const written = new Map(ops.flatMap((op) => Object.keys(op.v).map((group) => [placeOf(op.t, op.id, group), op])));
    for (const { tbl, id, grp, beforeH, afterH } of stamps) {
      const op = written.get(placeOf(tbl, id, grp));
      if (op) history.restamp({ tbl, id, grp, from: direction === 'undo' ? beforeH : afterH, to: op.h });
    }
    history.mark(step.n, direction === 'undo');
    return { label: step.label, changed: ops.map(changedBy) };
  }

  /** The next step as it is, or why not. Inside a transaction. */
  function move(direction: HistoryDirection): Result<Done, UndoError> {
    const step = next(direction);
    if (!step) return err('NOTHING_TO_UNDO', `nothing to ${direction}`);
    if (touchedOf(step).length + foreignOf(step, direction).length > 0)
      return err('CHANGED_SINCE', 'another device changed this since', { label: step.label.code });
    return ok(replay(history.read(step), direction));
  }

  function answer({ n, direction, choice }: UndoAnswer): Result<Done, 'NOT_FOUND'> {
    const step = next(direction);
    if (step?.n !== n) return err('NOT_FOUND', 'another step is next by now');
    const touched = spared(step, direction);
    const rest = choice === 'rest' ? history.stampsOf(n).length - touched.length : 1;
    if (choice === 'leave' || rest === 0) {
      history.passOver(n);
      return ok({ label: step.label, changed: [] });
    }
    const whole = history.read(step);
    return ok(replay(choice === 'rest' && touched.length > 0 ? history.narrow(whole, touched) : whole, direction));
  }

  function committed<Code extends string>(work: () => Result<Done, Code>): Result<Done, Code> {
    const done = db.transaction(work).immediate();
    if (done.success) deps.onCommit(done.data.changed);
    return done;
  }

  /** As many steps as there are on the way to `n`, in one transaction. */
  function goTo(n: number): Result<Walk, 'NOT_FOUND'> {
    if (n !== 0 && !history.has(n)) return err('NOT_FOUND', 'there is no such step any more');
    const changed: Changed[] = [];
    const walk = (): Walk => {
      for (let moved = 0; ; moved += 1) {
        const direction = wayTo(n);
        const done = direction && move(direction);
        if (!done?.success) return { moved, stoppedBy: done ? direction : null, changed };
        changed.push(...done.data.changed);
      }
    };
    const walked = db.transaction(walk).immediate();
    if (walked.moved > 0) deps.onCommit(changed);
    return ok(walked);
  }

  function wayTo(n: number): HistoryDirection | null {
    if ((history.nextUndo()?.n ?? 0) > n) return 'undo';
    return (history.nextRedo()?.n ?? Infinity) <= n ? 'redo' : null;
  }

  return {
    /** The steps as the History panel shows them. */
    list: createHistoryList(db, mutator.rows).list,
    undo: () => committed(() => move('undo')),
    redo: () => committed(() => move('redo')),
    /** Does with the next step what was answered to `question`. */
    resolve: (given: UndoAnswer) => committed(() => answer(given)),
    goTo,
    peek() {
      const last = next('undo');
      return { undo: last?.label ?? null, redo: next('redo')?.label ?? null, currentN: last?.n ?? 0 };
    },
    /** What changed since the next step; null when nothing did, or there is no step. */
    question(direction: HistoryDirection) {
      const step = next(direction);
      if (!step) return null;
      const touched = touchedOf(step);
      const foreign = foreignOf(step, direction);
      if (touched.length + foreign.length === 0) return null;
      const restCount = history.stampsOf(step.n).length - spared(step, direction).length;
      return questionOf({ step: history.read(step), direction, touched, foreign, restCount, rows: mutator.rows });
    },
  };
}
export type Undo = ReturnType<typeof createUndo>;
