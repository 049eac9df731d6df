import type { Draft, GroupValues, Op, SyncedRow } from '../../shared/domain/merge.ts';
import { syncedTable } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { createMadeStamps, type GroupStamps, MADE, NO_ROW } from './created-rows.ts';
import type { Database } from './open.ts';

/** How many undo steps are kept. */
const KEPT_STEPS = 500;

/** One row's part of an undo step: the drafts that take it back and set it again, and the stamps it found and wrote. */
export interface StepChange {
  readonly before: Draft;
  readonly after: Draft;
  readonly stamps: readonly GroupStamps[];
  /** The stamp under which the row was made; null: it was there. */
  readonly madeH: string | null;
}
/** A step without its drafts: of an import of 2,000 lessons they are megabytes. */
export interface StepHead {
  readonly n: number;
  readonly label: StepLabel;
}
export interface Step extends StepHead {
  readonly before: readonly Draft[];
  readonly after: readonly Draft[];
}

/** What a step found and wrote in one field group of one row. */
export interface StepStamp {
  readonly tbl: string;
  readonly id: string;
  readonly grp: string;
  readonly beforeH: string;
  readonly afterH: string;
}

export const placeOf = (table: string, id: string, group: string): string => `${table}/${id}/${group}`;

function withoutGroups(drafts: readonly Draft[], stamps: readonly StepStamp[]): Draft[] {
  const gone = new Set(stamps.map(({ tbl, id, grp }) => placeOf(tbl, id, grp)));
  return drafts.flatMap((draft) => {
    const left = Object.entries(draft.v).filter(([group]) => !gone.has(placeOf(draft.t, draft.id, group)));
    return left.length > 0 ? [{ ...draft, v: Object.fromEntries(left) }] : [];
  });
}

/**
 * What a row looked like in the groups that an op wrote (`merged`): a row that is made again keeps what never changes. A
 * row that did not exist is taken back by deleting it.
 */
export function describeStep(row: SyncedRow | null, op: Op, merged: SyncedRow): StepChange {
  const { h, ...after } = op;
  const groups = row ? Object.keys(op.v).filter((group) => merged.fv[group] === op.h) : ['life'];
  const before = { t: op.t, id: op.id, k: 'set' as const, v: {} as Record<string, GroupValues> };
  for (const group of groups)
    before.v[group] = row ? valuesOf(row, op.t, group) : { deleted_at_ms: Number(h.slice(0, 13)) };
  const redone = row ? after : { ...after, k: 'set' as const, v: { life: op.v['life'] ?? { deleted_at_ms: null } } };
  const stamps = groups.map((group) => ({
    group,
    beforeH: row ? (row.fv[group] ?? '') : NO_ROW,
    afterH: group in op.v ? h : '',
  }));
  return { before, after: redone, stamps, madeH: row ? null : h };
}

function valuesOf(row: SyncedRow, table: string, group: string): GroupValues {
  const columns = syncedTable(table)?.groups[group]?.columns ?? [];
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

/** Undo steps as rows: they survive a restart. */
export function createHistory(db: Database) {
  const insert = db.prepare('INSERT INTO history (mid, label, at_ms, before, after) VALUES (?, ?, ?, ?, ?)');
  const insertStamp = db.prepare(
    // A group that one step writes twice is found as the first write found it, and left as the last one left it.
    `INSERT INTO history_stamps (n, tbl, id, grp, before_h, after_h) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET after_h = excluded.after_h`,
  );
  const dropUndone = db.prepare('DELETE FROM history WHERE undone = 1');
  const dropOld = db.prepare(`DELETE FROM history WHERE n <= (SELECT max(n) FROM history) - ${KEPT_STEPS}`);
  const dropStamps = db.prepare('DELETE FROM history_stamps WHERE n NOT IN (SELECT n FROM history)');
  const head = 'SELECT n, label FROM history WHERE passed_over = 0';
  const lastDone = db.prepare(`${head} AND undone = 0 ORDER BY n DESC LIMIT 1`);
  const firstUndone = db.prepare(`${head} AND undone = 1 ORDER BY n LIMIT 1`);
  const drafts = db.prepare('SELECT before, after FROM history WHERE n = ?');
  const mark = db.prepare('UPDATE history SET undone = ? WHERE n = ?');
  const passOver = db.prepare('UPDATE history SET passed_over = 1 WHERE n = ?');
  const exists = db.prepare('SELECT 1 FROM history WHERE n = ?').pluck();
  const cut = db.prepare('UPDATE history SET before = ?, after = ? WHERE n = ?');
  const dropStamp = db.prepare('DELETE FROM history_stamps WHERE n = ? AND tbl = ? AND id = ? AND grp = ?');
  const made = createMadeStamps(db);
  const stampsOf = db.prepare(
    `SELECT tbl, id, grp, before_h AS beforeH, after_h AS afterH FROM history_stamps
     WHERE n = ? AND NOT (grp >= '${MADE}' AND grp < '+')`,
  );
  const moveBefore = db.prepare(
    'UPDATE history_stamps SET before_h = @to WHERE tbl = @tbl AND id = @id AND grp = @grp AND before_h = @from',
  );
  const moveAfter = db.prepare(
    'UPDATE history_stamps SET after_h = @to WHERE tbl = @tbl AND id = @id AND grp = @grp AND after_h = @from',
  );

  function headOf(row: unknown): StepHead | null {
    if (!row) return null;
    const { n, label } = row as { n: number; label: string };
    return { n, label: JSON.parse(label) as StepLabel };
  }

  function addStamps(n: number, { before: { t, id }, stamps, madeH }: StepChange): void {
    for (const { group, beforeH, afterH } of stamps) insertStamp.run(n, t, id, group, beforeH, afterH);
    if (madeH !== null) insertStamp.run(n, t, id, MADE, NO_ROW, madeH);
    else if (made.by(t, id) === n) made.follow(t, id, stamps); // made and edited in one step
  }

  return {
    /** Adds a step and forgets the undone ones: after a new edit there is nothing to redo. */
    add(step: { mid: string; label: StepLabel; atMs: number; changes: readonly StepChange[] }): void {
      const forgotten = dropUndone.run().changes;
      const before = step.changes.map((change) => change.before).toReversed();
      const after = step.changes.map((change) => change.after);
      const inserted = insert.run(
        step.mid,
        JSON.stringify(step.label),
        step.atMs,
        JSON.stringify(before),
        JSON.stringify(after),
      );
      const n = Number(inserted.lastInsertRowid);
      for (const change of step.changes) addStamps(n, change);
      const aged = n % 50 === 0 ? dropOld.run().changes : 0;
      if (forgotten + aged > 0) dropStamps.run();
    },
    nextUndo: (): StepHead | null => headOf(lastDone.get()),
    nextRedo: (): StepHead | null => headOf(firstUndone.get()),
    read(step: StepHead): Step {
      const { before, after } = drafts.get(step.n) as { before: string; after: string };
      return { ...step, before: JSON.parse(before) as Draft[], after: JSON.parse(after) as Draft[] };
    },
    mark: (n: number, undone: boolean): void => void mark.run(undone ? 1 : 0, n),
    has: (n: number): boolean => exists.get(n) === 1,
    /** Leaves the step as it is: neither undo nor redo meets it again. */
    passOver: (n: number): void => void passOver.run(n),
    /** Takes field groups out of a step; what is left of it is undone and redone as usual. */
    narrow(step: Step, without: readonly StepStamp[]): Step {
      const narrowed = {
        ...step,
        before: withoutGroups(step.before, without),
        after: withoutGroups(step.after, without),
      };
      cut.run(JSON.stringify(narrowed.before), JSON.stringify(narrowed.after), step.n);
      for (const { tbl, id, grp } of without) {
        dropStamp.run(step.n, tbl, id, grp);
        if (grp === 'life') made.forget(step.n, tbl, id); // the step does not delete this row any more
      }
      return narrowed;
    },
    stampsOf: (n: number) => stampsOf.all(n) as StepStamp[],
    /** A group now carries another stamp for the same value: every step that refers to it follows. */
    restamp(place: { tbl: string; id: string; grp: string; from: string; to: string }): void {
      moveBefore.run(place);
      moveAfter.run(place);
      made.move(place);
    },
    /** What a machine of this computer found out is no change by somebody else. */
    followFacts(changes: readonly StepChange[]): void {
      for (const { before, stamps } of changes) made.follow(before.t, before.id, stamps);
    },
  };
}
