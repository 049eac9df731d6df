import type { CellValue, TableName } from '../../../shared/domain/registry.ts';
import type { Database } from '../open.ts';

/** A row in the trash, and where it was. */
export interface TrashRow {
  readonly kind: 'course' | 'chapter' | 'lesson';
  readonly id: string;
  readonly title: string;
  /** Null for a course. */
  readonly courseTitle: string | null;
  /** Null for a course and a chapter. */
  readonly chapterTitle: string | null;
  readonly deletedAtMs: number;
}
/** A row that went with another one. */
export interface RowRef {
  readonly table: TableName;
  readonly id: string;
}

/** SQL: when a row's group was stamped, by the clock that all computers follow. */
export const stampedAtMs = (x: string, group: 'life' | 'purge'): string =>
  `CAST(substr(json_extract(${x}.fv, '$.${group}'), 1, 13) AS INTEGER)`;
/** SQL: taken out of the trash since it was deleted (decision 0042: stamps are compared, not times). */
export const isPurged = (x: string): string =>
  `(${x}.purged_at_ms IS NOT NULL
     AND coalesce(json_extract(${x}.fv, '$.purge'), '') >= coalesce(json_extract(${x}.fv, '$.life'), ''))`;

const inTrash = (x: string): string => `${x}.deleted_at_ms IS NOT NULL AND NOT ${isPurged(x)}`;

/** By the stamp: undoing a creation writes the time of that. */
const deletedAtMs = (x: string): string => stampedAtMs(x, 'life');

/** Only what does not hang on something deleted: that one is in the trash itself, or was purged with all it holds. */
const TRASH = `
  SELECT 'course' AS kind, c.id, c.title, NULL AS courseTitle, NULL AS chapterTitle, ${deletedAtMs('c')} AS deletedAtMs
  FROM courses c WHERE ${inTrash('c')}
  UNION ALL
  SELECT 'chapter', ch.id, ch.title, c.title, NULL, ${deletedAtMs('ch')}
  FROM chapters ch JOIN courses c ON c.id = ch.course_id AND c.deleted_at_ms IS NULL WHERE ${inTrash('ch')}
  UNION ALL
  SELECT 'lesson', l.id, l.title, c.title, ch.title, ${deletedAtMs('l')}
  FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id AND ch.deleted_at_ms IS NULL
  JOIN courses c ON c.id = ch.course_id AND c.deleted_at_ms IS NULL WHERE ${inTrash('l')}`;

/**
 * What was deleted in one step with a row, of all that hangs on it. A deletion stamps its rows one after the other, on one
 * computer and within a moment.
 */
const GONE_WITH = `
  WITH tree(id) AS (
    SELECT @id UNION SELECT id FROM chapters WHERE course_id = @id
    UNION SELECT id FROM lessons WHERE chapter_id = @id
    UNION SELECT l.id FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id WHERE ch.course_id = @id
  ),
  links AS (SELECT * FROM media_links WHERE target_id IN (SELECT id FROM tree)),
  parts(tbl, id, fv, deleted_at_ms) AS (
    SELECT 'chapters', id, fv, deleted_at_ms FROM chapters WHERE id IN (SELECT id FROM tree)
    UNION ALL SELECT 'lessons', id, fv, deleted_at_ms FROM lessons WHERE id IN (SELECT id FROM tree)
    UNION ALL SELECT 'taggings', id, fv, deleted_at_ms FROM taggings WHERE target_id IN (SELECT id FROM tree)
    UNION ALL SELECT 'media_links', id, fv, deleted_at_ms FROM links
    UNION ALL SELECT 'media_files', id, fv, deleted_at_ms FROM media_files WHERE id IN (SELECT media_id FROM links)
    UNION ALL SELECT 'media_versions', id, fv, deleted_at_ms FROM media_versions
      WHERE media_id IN (SELECT media_id FROM links)
  ),
  stamped AS (SELECT tbl, id, json_extract(fv, '$.life') AS h FROM parts WHERE deleted_at_ms IS NOT NULL AND id <> @id)
  SELECT tbl AS "table", id FROM stamped
  WHERE substr(h, 20) = substr(@h, 20) AND abs(CAST(substr(h, 1, 13) AS INTEGER) - CAST(substr(@h, 1, 13) AS INTEGER)) <= @momentMs`;

/** A large import that is undone stamps its rows within this; nobody deletes one thing and then what it is in as fast. */
const MOMENT_MS = 500;

/** What was deleted and can come back. Reads; writing goes through the mutator. */
export function createTrashTable(db: Database) {
  const list = db.prepare(
    `SELECT * FROM (${TRASH}) WHERE deletedAtMs >= @sinceMs ORDER BY deletedAtMs DESC, id LIMIT @limit`,
  );
  const one = db.prepare(`SELECT 1 FROM (${TRASH}) WHERE id = ?`).pluck();
  const goneWith = db.prepare(GONE_WITH);
  return {
    /** The latest first. */
    list: (sinceMs: number, limit: number) => list.all({ sinceMs, limit }) as TrashRow[],
    has: (id: string): boolean => one.get(id) === 1,
    /** What went in one step with a row whose deletion has the stamp `h`. */
    goneWith: (id: string, h: CellValue): RowRef[] => goneWith.all({ id, h, momentMs: MOMENT_MS }) as RowRef[],
  };
}
export type TrashTable = ReturnType<typeof createTrashTable>;
