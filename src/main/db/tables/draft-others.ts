import type { KeptDraft } from '../../../shared/domain/draft-fold.ts';
import type { Database } from '../open.ts';

type Fields = Record<string, unknown>;
export interface OtherDraft {
  readonly n: number;
  readonly windowId: number | null;
  readonly fields: Fields;
  readonly savedAtMs: number;
}

/** Words that lost against newer ones of another window: they never fill a form, they are offered beside it. */
export function createDraftOthers(db: Database) {
  const select = db.prepare(
    `SELECT n, window_id AS windowId, fields, saved_at_ms AS savedAtMs FROM draft_others WHERE form = ? AND entity_id = ?
     ORDER BY n DESC`,
  );
  const insert = db.prepare(
    'INSERT INTO draft_others (form, entity_id, window_id, fields, saved_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const give = db.prepare('UPDATE draft_others SET window_id = ? WHERE n = ?');
  const update = db.prepare('UPDATE draft_others SET fields = ? WHERE n = ?');
  const remove = db.prepare('DELETE FROM draft_others WHERE n = ?');
  return {
    /** Those that this window may show, by whose they are. */
    list(form: string, entityId: string, isMine: (windowId: number | null) => boolean): OtherDraft[] {
      const rows = select.all(form, entityId) as (Omit<OtherDraft, 'fields'> & { readonly fields: string })[];
      return rows
        .filter(({ windowId }) => isMine(windowId))
        .map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
    },
    add: (form: string, entityId: string, windowId: number, { fields, savedAtMs }: KeptDraft): void =>
      void insert.run(form, entityId, windowId, JSON.stringify(fields), savedAtMs),
    give: (n: number, windowId: number): void => void give.run(windowId, n),
    /** Null: they were used or given up. */
    set: (n: number, fields: Fields | null): void =>
      void (fields ? update.run(JSON.stringify(fields), n) : remove.run(n)),
  };
}
