import type { HistoryEntry } from '../../shared/domain/history.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { createCreatedRows, MADE } from './created-rows.ts';
import type { Mutator } from './mutate.ts';
import type { Database } from './open.ts';

interface StoredStep {
  readonly n: number;
  readonly label: string;
  readonly atMs: number;
  readonly undone: number;
  readonly passedOver: number;
}
interface Chained {
  readonly tbl: string;
  readonly id: string;
  readonly grp: string;
  /** What the step left there, and what it found: that again when the server has refused the step. */
  readonly left: string;
  readonly other: string;
  /** What the neighbouring step found; null: there is none, the row itself tells. */
  readonly found: string | null;
}

/** The neighbour of step `n` on the same group: for a done step the next one, for an undone one the one before. */
const chain = (left: string, found: string, side: '<' | '>', undone: 0 | 1) => `
  SELECT s.tbl, s.id, s.grp, s.${left} AS "left", s.${found} AS other, (
    SELECT t.${found} FROM history_stamps t JOIN history h ON h.n = t.n
    WHERE t.tbl = s.tbl AND t.id = s.id AND t.grp = s.grp AND t.n ${side} s.n
      AND h.undone = ${undone} AND h.passed_over = 0
    ORDER BY t.n ${side === '>' ? 'ASC' : 'DESC'} LIMIT 1
  ) AS found
  FROM history_stamps s WHERE s.n = ? AND NOT (s.grp >= '${MADE}' AND s.grp < '+')`;

/**
 * The steps as the History panel shows them. A step counts as changed when some field of it does not hold what the
 * step left there *once the steps on the way to it are undone (redone)*: each step must have found what the one
 * before it left.
 */
export function createHistoryList(db: Database, rows: Mutator['rows']) {
  const page = db.prepare(
    `SELECT n, label, at_ms AS atMs, undone, passed_over AS passedOver FROM history
     WHERE n < ? ORDER BY n DESC LIMIT ?`,
  );
  const current = db.prepare('SELECT max(n) FROM history WHERE undone = 0 AND passed_over = 0').pluck();
  const done = db.prepare(chain('after_h', 'before_h', '>', 0));
  const undone = db.prepare(chain('before_h', 'after_h', '<', 1));

  const created = createCreatedRows(db, rows);

  const isChanged = (step: StoredStep): boolean =>
    (step.undone === 0 && created.foreignOf(step.n).length > 0) ||
    ((step.undone === 1 ? undone : done).all(step.n) as Chained[]).some(({ tbl, id, grp, left, other, found }) => {
      const row = rows.read(tbl as TableName, id)?.row;
      return row !== undefined && ![left, other].includes(found ?? row.fv[grp] ?? '');
    });

  return {
    list({ before, limit }: { readonly before: number | null; readonly limit: number }) {
      const found = page.all(before ?? Number.MAX_SAFE_INTEGER, limit + 1) as StoredStep[];
      const steps = found.slice(0, limit).map((step): HistoryEntry => ({
        n: step.n,
        label: JSON.parse(step.label) as StepLabel,
        atMs: step.atMs,
        isUndone: step.undone === 1,
        isPassedOver: step.passedOver === 1,
        isChanged: isChanged(step),
      }));
      return { steps, currentN: Number(current.get() ?? 0), hasMore: found.length > limit };
    },
  };
}
