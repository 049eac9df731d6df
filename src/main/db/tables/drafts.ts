import type { Database } from '../open.ts';

type Fields = Record<string, unknown>;

/** Form input that was typed but not saved: what a crash would lose. */
export function createDraftTable(db: Database) {
  const select = db.prepare('SELECT fields, saved_at_ms AS savedAtMs FROM drafts WHERE form = ? AND entity_id = ?');
  const upsert = db.prepare(
    `INSERT INTO drafts (form, entity_id, fields, saved_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (form, entity_id) DO UPDATE SET fields = excluded.fields, saved_at_ms = excluded.saved_at_ms`,
  );
  const remove = db.prepare('DELETE FROM drafts WHERE form = ? AND entity_id = ?');
  return {
    get(form: string, entityId: string): { fields: Fields; savedAtMs: number } | null {
      const row = select.get(form, entityId) as { fields: string; savedAtMs: number } | undefined;
      return row ? { fields: JSON.parse(row.fields) as Fields, savedAtMs: row.savedAtMs } : null;
    },
    save: (form: string, entityId: string, fields: Fields, atMs: number): void =>
      void upsert.run(form, entityId, JSON.stringify(fields), atMs),
    remove: (form: string, entityId: string): void => void remove.run(form, entityId),
  };
}
export type DraftTable = ReturnType<typeof createDraftTable>;
