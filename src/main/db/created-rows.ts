import type { TableName } from '../../shared/domain/registry.ts';
import type { Database } from './open.ts';
import type { SyncedRows } from './synced-rows.ts';

/** Stands for the stamp of a group before its row existed; empty is a group that was never written. */
export const NO_ROW = '-';
/** Begins what `history_stamps` keeps of a row that a step made, beside the groups that undo sets back. */
export const MADE = '*';

export interface GroupStamps {
  readonly group: string;
  readonly beforeH: string;
  readonly afterH: string;
}

/** A field group of a row that holds something which the step that made the row, and those after it, did not write. */
export interface ForeignChange {
  readonly tbl: string;
  readonly id: string;
  readonly grp: string;
}
interface RowRef {
  readonly tbl: string;
  readonly id: string;
}

interface Moved extends ForeignChange {
  readonly from: string;
  readonly to: string;
}

/** What the step that made a row expects of its groups: the stamp of the making, or where that has moved on to. */
export function createMadeStamps(db: Database) {
  const by = db.prepare(`SELECT n FROM history_stamps WHERE tbl = ? AND id = ? AND grp = '${MADE}'`).pluck();
  const forget = db.prepare(
    `DELETE FROM history_stamps WHERE n = ? AND tbl = ? AND id = ? AND grp >= '${MADE}' AND grp < '+'`,
  );
  // Only from what is expected: what somebody else wrote in between stays theirs.
  const move = db.prepare(
    `INSERT INTO history_stamps (n, tbl, id, grp, before_h, after_h)
     SELECT m.n, m.tbl, m.id, '${MADE}' || @grp, '${NO_ROW}', @to FROM history_stamps m
     WHERE m.tbl = @tbl AND m.id = @id AND m.grp = '${MADE}' AND @from = coalesce(
       (SELECT k.after_h FROM history_stamps k
        WHERE k.tbl = m.tbl AND k.id = m.id AND k.grp = '${MADE}' || @grp AND k.n = m.n),
       CASE @from WHEN '' THEN '' ELSE m.after_h END)
     ON CONFLICT DO UPDATE SET after_h = excluded.after_h`,
  );
  return {
    /** Which step made a row; undefined when none of those that are kept did. */
    by: (tbl: string, id: string) => by.get(tbl, id) as number | undefined,
    forget: (n: number, tbl: string, id: string): void => void forget.run(n, tbl, id),
    move: (place: Moved): void => void move.run(place),
    /** For writes of this computer that are no step of their own. */
    follow(tbl: string, id: string, stamps: readonly GroupStamps[]): void {
      for (const { group, beforeH, afterH } of stamps) move.run({ tbl, id, grp: group, from: beforeH, to: afterH });
    },
  };
}

/** What an instructor edits; the rest of a row that was made is found out by machines, of other computers as well. */
const EDITED = new Set(['courses', 'chapters', 'lessons', 'media_files', 'media_links', 'tags', 'course_versions']);
/** What goes out of sight with its parent. */
const CHILDREN: Readonly<Record<string, readonly (readonly [child: string, column: string])[]>> = {
  courses: [
    ['chapters', 'course_id'],
    ['course_versions', 'course_id'],
  ],
  chapters: [['lessons', 'chapter_id']],
  tags: [['taggings', 'tag_id']],
};
/** What is of no use without the row that it is about, and belongs to it. */
const ATTACHED: Readonly<Record<string, string>> = {
  media_links: 'target_id',
  taggings: 'target_id',
  media_versions: 'media_id',
  course_versions: 'course_id',
  course_version_parts: 'version_id',
};

/** The children of a row that no later step of this computer, still to be undone, made, moved there or brought back. */
function createChildren(db: Database) {
  const select = ([child, column]: readonly [string, string]) => ({
    child,
    ids: db
      .prepare(
        `SELECT c.id FROM ${child} c WHERE c.${column} = @id AND c.deleted_at_ms IS NULL AND NOT EXISTS (
           SELECT 1 FROM history_stamps t JOIN history h ON h.n = t.n
           WHERE t.tbl = '${child}' AND t.id = c.id AND t.grp IN ('life', 'place') AND t.n >= @n
             AND h.undone = 0 AND (h.passed_over = 0 OR h.n = @n))`,
      )
      .pluck(),
  });
  const prepared = new Map(Object.entries(CHILDREN).map(([parent, children]) => [parent, children.map(select)]));
  return (n: number, { tbl, id }: RowRef): ForeignChange[] =>
    (prepared.get(tbl) ?? []).flatMap(({ child, ids }) =>
      (ids.all({ n, id }) as string[]).map((childId) => ({ tbl: child, id: childId, grp: 'life' })),
    );
}

/**
 * The rows that steps made. Undo of their making deletes them, so all of them counts: each field group must hold what
 * the making wrote, or what a later step, now undone, brought back.
 */
export function createCreatedRows(db: Database, rows: Pick<SyncedRows, 'read'>) {
  const selectMade = db.prepare(`SELECT tbl, id, after_h AS h FROM history_stamps WHERE n = ? AND grp = '${MADE}'`);
  const known = db.prepare(
    `SELECT substr(grp, 2) AS grp, after_h AS h FROM history_stamps WHERE n = ? AND tbl = ? AND id = ? AND grp > '${MADE}' AND grp < '+'`,
  );
  const found = db
    .prepare(
      `SELECT t.before_h FROM history_stamps t JOIN history h ON h.n = t.n
       WHERE t.tbl = ? AND t.id = ? AND t.grp = ? AND t.n > ? AND h.undone = 0 AND h.passed_over = 0
       ORDER BY t.n LIMIT 1`,
    )
    .pluck();
  const childrenOf = createChildren(db);
  const madeIn = (n: number) => selectMade.all(n) as (RowRef & { readonly h: string })[];

  const cellsOf = ({ tbl, id }: RowRef): Readonly<Record<string, unknown>> =>
    rows.read(tbl as TableName, id)?.row ?? {};

  function foreignGroups(n: number, { tbl, id, h }: RowRef & { readonly h: string }): ForeignChange[] {
    const row = EDITED.has(tbl) ? rows.read(tbl as TableName, id)?.row : undefined;
    const groups = Object.entries(row?.fv ?? {}).filter(([grp]) => grp !== 'life');
    if (groups.every(([, held]) => held === h)) return []; // as it was made: most of an import
    const expected = new Map((known.all(n, tbl, id) as { grp: string; h: string }[]).map((one) => [one.grp, one.h]));
    return groups.flatMap(([grp, now]) => {
      const held = (found.get(tbl, id, grp, n) as string | undefined) ?? now;
      const isOurs = expected.has(grp) ? expected.get(grp) === held : held === h || held === '';
      return isOurs ? [] : [{ tbl, id, grp }];
    });
  }

  return {
    /** What others changed in the rows that step `n` made, or put into them, once the later steps are undone. */
    foreignOf: (n: number): ForeignChange[] =>
      madeIn(n).flatMap((row) => [...foreignGroups(n, row), ...childrenOf(n, row)]),
    /** The rows of step `n` that must stay if these are to be seen: themselves, what they are in, what is theirs. */
    keptFor(n: number, foreign: readonly RowRef[]): ReadonlySet<string> {
      const made = madeIn(n);
      const all = new Map(made.map((row) => [row.id, row]));
      const attached = Map.groupBy(made, (row) => (row.tbl in ATTACHED ? cellsOf(row)[ATTACHED[row.tbl] ?? ''] : null));
      const kept = new Set<string>();
      function keep(ref: RowRef): void {
        if (kept.has(ref.id)) return;
        kept.add(ref.id);
        for (const cell of Object.values(cellsOf(ref))) {
          const above = typeof cell === 'string' ? all.get(cell) : undefined;
          if (above) keep(above);
        }
        for (const row of attached.get(ref.id) ?? []) keep(row);
      }
      for (const ref of foreign) keep(ref);
      return kept;
    },
  };
}
