import type { Database } from '../open.ts';

/** What hangs on a course, chapter or lesson and was not deleted, as ids; children and links in their order. */
export function createChildTable(db: Database) {
  const idsOf = (select: string) => {
    const statement = db.prepare(select).pluck();
    return (parentId: string) => statement.all(parentId) as string[];
  };
  return {
    chapterIds: idsOf('SELECT id FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id'),
    lessonIds: idsOf('SELECT id FROM lessons WHERE chapter_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id'),
    linkIds: idsOf(
      `SELECT k.id FROM media_links k JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
       WHERE k.target_id = ? AND k.deleted_at_ms IS NULL ORDER BY k.pos, k.id`,
    ),
    taggingIds: idsOf(
      `SELECT g.id FROM taggings g JOIN tags t ON t.id = g.tag_id AND t.deleted_at_ms IS NULL
       WHERE g.target_id = ? AND g.deleted_at_ms IS NULL ORDER BY g.id`,
    ),
  };
}
export type ChildTable = ReturnType<typeof createChildTable>;
