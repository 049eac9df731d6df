import type { CoursePartIds } from '../../../shared/domain/course-parts.ts';
import type { Database } from '../open.ts';

/** A step of the History panel that touched the course. */
export interface PartStep {
  readonly label: unknown;
  readonly atMs: number;
  readonly isUndone: boolean;
}

/** Deleted parents hide their children, as on screen. Bound to one course. */
const LIVE = `
WITH live_chapters AS (SELECT id, pos FROM chapters WHERE course_id = @courseId AND deleted_at_ms IS NULL),
live_lessons AS (
  SELECT l.id, c.pos AS chapter_pos, c.id AS chapter_id, l.pos FROM lessons l JOIN live_chapters c ON c.id = l.chapter_id
  WHERE l.deleted_at_ms IS NULL
),
live_targets AS (SELECT @courseId AS id UNION SELECT id FROM live_chapters UNION SELECT id FROM live_lessons),
live_links AS (
  SELECT k.id, k.media_id, k.target_id, k.pos FROM media_links k JOIN live_targets t ON t.id = k.target_id
  JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL WHERE k.deleted_at_ms IS NULL
),
live_media AS (SELECT DISTINCT media_id AS id FROM live_links),
live_versions AS (
  SELECT v.id, v.media_id FROM media_versions v JOIN live_media m ON m.id = v.media_id WHERE v.deleted_at_ms IS NULL
),
live_taggings AS (
  SELECT g.id, g.tag_id FROM taggings g JOIN tags t ON t.id = g.tag_id AND t.deleted_at_ms IS NULL
  WHERE g.deleted_at_ms IS NULL AND g.target_id IN (SELECT id FROM live_targets UNION SELECT id FROM live_media)
)`;

/** Reads the whole of a course, for its archive. */
export function createCoursePartsTable(db: Database) {
  const ids = (select: string) => db.prepare(`${LIVE} ${select}`).pluck();
  const lists = {
    chapterIds: ids('SELECT id FROM live_chapters ORDER BY pos, id'),
    lessonIds: ids('SELECT id FROM live_lessons ORDER BY chapter_pos, chapter_id, pos, id'),
    linkIds: ids('SELECT id FROM live_links ORDER BY target_id, pos, id'),
    mediaIds: ids('SELECT id FROM live_media ORDER BY id'),
    versionIds: ids('SELECT id FROM live_versions ORDER BY media_id, id'),
    tagIds: ids('SELECT DISTINCT tag_id FROM live_taggings ORDER BY tag_id'),
    taggingIds: ids('SELECT id FROM live_taggings ORDER BY id'),
  };
  const steps = db.prepare(
    `${LIVE} SELECT label, at_ms AS atMs, undone FROM history WHERE n IN (
       SELECT s.n FROM history_stamps s WHERE s.id IN (
         SELECT id FROM live_targets UNION SELECT id FROM live_links UNION SELECT id FROM live_media
         UNION SELECT id FROM live_versions
       )
     ) ORDER BY n DESC`,
  );
  const exists = db.prepare('SELECT 1 FROM courses WHERE id = ? AND deleted_at_ms IS NULL').pluck();

  return {
    /** Null when there is no such course. */
    listIds(courseId: string): CoursePartIds | null {
      if (exists.get(courseId) === undefined) return null;
      const all = Object.entries(lists).map(([name, list]) => [name, list.all({ courseId })]);
      return { courseId, ...(Object.fromEntries(all) as Record<keyof typeof lists, string[]>) };
    },
    /** The undo steps that touched the course, newest first. */
    listSteps(courseId: string): PartStep[] {
      const found = steps.all({ courseId }) as { label: string; atMs: number; undone: number }[];
      return found.map(({ label, atMs, undone }) => ({
        label: JSON.parse(label) as unknown,
        atMs,
        isUndone: undone === 1,
      }));
    },
  };
}
export type CoursePartsTable = ReturnType<typeof createCoursePartsTable>;
