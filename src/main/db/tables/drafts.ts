import { tableNames } from '../../../shared/domain/registry.ts';
import type { Database } from '../open.ts';

type Fields = Record<string, unknown>;

/** A draft that nobody came back to in this time is nobody's any more. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Form input that was typed but not saved: what a crash would lose. `onDropped` hears of a draft that was saved or given
 * up: another window may have typed into the same form.
 */
export function createDraftTable(db: Database, onDropped: () => void = () => undefined) {
  const select = db.prepare('SELECT fields, saved_at_ms AS savedAtMs FROM drafts WHERE form = ? AND entity_id = ?');
  const upsert = db.prepare(
    `INSERT INTO drafts (form, entity_id, fields, saved_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (form, entity_id) DO UPDATE SET fields = excluded.fields, saved_at_ms = excluded.saved_at_ms`,
  );
  const remove = db.prepare('DELETE FROM drafts WHERE form = ? AND entity_id = ?');
  const inCourse = db.prepare(
    `SELECT form, entity_id AS entityId, fields, saved_at_ms AS savedAtMs FROM drafts WHERE entity_id = @courseId
       OR entity_id IN (SELECT id FROM chapters WHERE course_id = @courseId AND deleted_at_ms IS NULL)
       OR entity_id IN (SELECT l.id FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL
         WHERE ch.course_id = @courseId AND ch.deleted_at_ms IS NULL)`,
  );
  const dropOld = db.prepare('DELETE FROM drafts WHERE saved_at_ms < ?');
  const deleted = tableNames.map((table) => `SELECT id FROM ${table} WHERE deleted_at_ms IS NOT NULL`);
  const dropOrphans = db.prepare(`DELETE FROM drafts WHERE entity_id IN (${deleted.join(' UNION ALL ')})`);
  return {
    get(form: string, entityId: string): { fields: Fields; savedAtMs: number } | null {
      const row = select.get(form, entityId) as { fields: string; savedAtMs: number } | undefined;
      return row ? { fields: JSON.parse(row.fields) as Fields, savedAtMs: row.savedAtMs } : null;
    },
    /** Those of a course and of what is in it. */
    listInCourse(courseId: string): { form: string; entityId: string; fields: Fields; savedAtMs: number }[] {
      const rows = inCourse.all({ courseId }) as {
        form: string;
        entityId: string;
        fields: string;
        savedAtMs: number;
      }[];
      return rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
    },
    save: (form: string, entityId: string, fields: Fields, atMs: number): void =>
      void upsert.run(form, entityId, JSON.stringify(fields), atMs),
    remove(form: string, entityId: string): void {
      if (remove.run(form, entityId).changes > 0) onDropped();
    },
    /** Forgets drafts older than 30 days, and those of what is deleted. At the start, so that an undo in the same run has them. */
    prune(nowMs: number): void {
      dropOld.run(nowMs - KEPT_MS);
      dropOrphans.run();
    },
  };
}
export type DraftTable = ReturnType<typeof createDraftTable>;
