import { caller, type Made, type UndoCases } from './undo-rig.ts';

/** Commands about what sync could not do by itself. */
export const syncCases: UndoCases = {
  'refused.retry': {
    one: {
      run: (s) => s.actions['refused.retry']({ mutationId: refuse(s) }, caller),
      label: { code: 'course.edit', count: 1, name: 'Cells' },
    },
  },
  'refused.edit': {
    'another text': {
      run: (s) => {
        const text = { table: 'courses', rowId: s.courseId, column: 'subtitle', text: 'Edited' };
        return s.actions['refused.edit']({ mutationId: refuse(s), texts: [text] }, caller);
      },
      label: { code: 'course.edit', count: 1, name: 'Cells' },
    },
  },
  'conflict.restore': {
    one: {
      run: (s) => s.actions['conflict.restore']({ conflictId: loseMerge(s) }, caller),
      label: { code: 'sync.restore', count: 1, name: 'Cells' },
    },
  },
};

/** As sync leaves them behind. */
function refuse({ db, courseId }: Made): string {
  const op = { t: 'courses', id: courseId, k: 'set', h: '', v: { subtitle: { subtitle: 'Refused' } } };
  const label = { code: 'course.edit', count: 1, name: 'Cells' };
  db.prepare("INSERT INTO dead_letters (mid, ops, label, code, at_ms) VALUES ('m', ?, ?, '23514', 1)").run(
    JSON.stringify([op]),
    JSON.stringify(label),
  );
  return 'm';
}
function loseMerge({ db, courseId }: Made): number {
  const insert = db.prepare(`INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms)
    VALUES (1, 'courses', ?, 'title', 'm', '{"title":"Lost"}', '', '', 1)`);
  return Number(insert.run(courseId).lastInsertRowid);
}
