import { foldDrafts } from '../../../shared/domain/draft-fold.ts';
import { tableNames } from '../../../shared/domain/registry.ts';
import { diskErrorOf } from '../errors.ts';
import type { Database } from '../open.ts';
import { createDraftOthers } from './draft-others.ts';

type Fields = Record<string, unknown>;
/** The window that types. */
type WindowId = number;
interface StoredDraft {
  readonly windowId: WindowId | null;
  readonly fields: Fields;
  readonly savedAtMs: number;
}

/** A draft that nobody came back to in this time is nobody's any more. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Form input that was typed but not saved: what a crash would lose. Each window has its own of a form. A window that
 * opens the form takes over those of windows that are not open any more (`isOpen`) or have left the form.
 */
export function createDraftTable(db: Database, isOpen: (windowId: WindowId) => boolean = () => false) {
  const others = createDraftOthers(db);
  const select = db.prepare(
    `SELECT window_id AS windowId, fields, saved_at_ms AS savedAtMs FROM drafts WHERE form = ? AND entity_id = ?
     ORDER BY saved_at_ms DESC, n DESC`,
  );
  const upsert = db.prepare(
    `INSERT INTO drafts (form, entity_id, window_id, fields, saved_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (form, entity_id, window_id) DO UPDATE SET fields = excluded.fields, saved_at_ms = excluded.saved_at_ms`,
  );
  const remove = db.prepare('DELETE FROM drafts WHERE form = ? AND entity_id = ? AND window_id IS ?');
  const release = db.prepare('UPDATE drafts SET window_id = NULL WHERE form = ? AND entity_id = ? AND window_id = ?');

  const mineOf = (windowId: WindowId) => (owner: WindowId | null) => owner === windowId || isNobodys(owner, isOpen);

  function found(form: string, entityId: string, windowId: WindowId): StoredDraft[] {
    const rows = select.all(form, entityId) as { windowId: WindowId | null; fields: string; savedAtMs: number }[];
    const isMine = mineOf(windowId);
    return rows
      .filter((row) => isMine(row.windowId))
      .map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
  }
  /** All that this window may have is its own from now on. */
  const take = db.transaction((form: string, entityId: string, windowId: WindowId, taken: readonly StoredDraft[]) => {
    for (const other of others.list(form, entityId, mineOf(windowId)))
      if (other.windowId !== windowId) others.give(other.n, windowId);
    if (taken.every((one) => one.windowId === windowId)) return;
    const folded = foldDrafts(taken);
    for (const one of taken) remove.run(form, entityId, one.windowId);
    if (folded.draft) upsert.run(form, entityId, windowId, JSON.stringify(folded.draft.fields), folded.draft.savedAtMs);
    for (const other of folded.others) others.add(form, entityId, windowId, other);
  });

  return {
    setOther: others.set,
    /** What the form opens with in this window, which has it from now on; null: nothing was typed. */
    open(form: string, entityId: string, windowId: WindowId) {
      const taken = found(form, entityId, windowId);
      unlessDiskFails(() => take(form, entityId, windowId, taken));
      const { draft } = foldDrafts(taken);
      const lost = others.list(form, entityId, mineOf(windowId)).map(({ windowId: _owner, ...other }) => other);
      if (!draft && lost.length === 0) return null;
      const savedAtMs = draft?.savedAtMs ?? lost[0]?.savedAtMs ?? 0;
      return { fields: (draft?.fields ?? {}) as Fields, savedAtMs, others: lost };
    },
    save: (form: string, entityId: string, windowId: WindowId, fields: Fields, atMs: number): void =>
      void upsert.run(form, entityId, windowId, JSON.stringify(fields), atMs),
    remove: (form: string, entityId: string, windowId: WindowId): void => void remove.run(form, entityId, windowId),
    /** The window has left the form: what it kept is of whoever opens it next. */
    release: (form: string, entityId: string, windowId: WindowId): void => void release.run(form, entityId, windowId),
    ...housekeeping(db, isOpen),
  };
}
export type DraftTable = ReturnType<typeof createDraftTable>;

const isNobodys = (owner: WindowId | null, isOpen: (windowId: WindowId) => boolean): boolean =>
  owner === null || !isOpen(owner);

function housekeeping(db: Database, isOpen: (windowId: WindowId) => boolean) {
  const inCourse = db.prepare(
    `SELECT DISTINCT form, entity_id AS entityId, window_id AS windowId FROM drafts WHERE entity_id = @courseId
       OR entity_id IN (SELECT id FROM chapters WHERE course_id = @courseId AND deleted_at_ms IS NULL)
       OR entity_id IN (SELECT l.id FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL
         WHERE ch.course_id = @courseId AND ch.deleted_at_ms IS NULL)`,
  );
  const deleted = tableNames.map((table) => `SELECT id FROM ${table} WHERE deleted_at_ms IS NOT NULL`);
  const tables = ['drafts', 'draft_others'].map((table) => ({
    byAge: db.prepare(`DELETE FROM ${table} WHERE saved_at_ms < ?`),
    owners: db.prepare(`SELECT DISTINCT window_id FROM ${table} WHERE window_id IS NOT NULL`).pluck(),
    release: db.prepare(`UPDATE ${table} SET window_id = NULL WHERE window_id = ?`),
    ofDeleted: db.prepare(`DELETE FROM ${table} WHERE entity_id IN (${deleted.join(' UNION ALL ')})`),
  }));
  return {
    /** The forms of a course and of what is in it that would open with a draft in this window. */
    listInCourse(courseId: string, windowId: WindowId): { form: string; entityId: string }[] {
      const rows = inCourse.all({ courseId }) as { form: string; entityId: string; windowId: WindowId | null }[];
      const mine = rows.filter(({ windowId: owner }) => owner === windowId || isNobodys(owner, isOpen));
      return [...new Map(mine.map(({ form, entityId }) => [`${form} ${entityId}`, { form, entityId }])).values()];
    },
    /**
     * The windows of the last run are gone: its drafts are of whoever comes, before a new window has the number. Forgets drafts older than 30 days, and those of what is
     * deleted; only now, so that an undo in the same run has them.
     */
    begin(nowMs: number): void {
      for (const { byAge, ofDeleted, owners, release } of tables) {
        for (const windowId of owners.all() as WindowId[]) if (!isOpen(windowId)) release.run(windowId);
        byAge.run(nowMs - KEPT_MS);
        ofDeleted.run();
      }
    },
  };
}

/** A disk that takes no writes still shows what is on it; it is told of elsewhere. */
function unlessDiskFails(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!diskErrorOf(error)) throw error;
  }
}
