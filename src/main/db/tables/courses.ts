import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import type { CourseChapters, CourseSummary } from '../../../shared/domain/course.ts';
import type { Database } from '../open.ts';
import { createTagTable } from './tags.ts';
import { foundBad } from './stored-verdicts.ts';

/** Live lessons with the version they show. Deleted parents hide their children. */
const LIVE_LESSONS = `
  SELECT ch.course_id, ch.id AS chapter_id, ch.pos AS chapter_pos, l.id AS lesson_id, l.pos AS lesson_pos,
         v.id AS version_id, v.duration_ms, v.bytes,
         v.b2_file_id IS NOT NULL AS is_stored, ${foundBad('v.b2_file_id')} IS NOT NULL AS is_bad, loc.version_id IS NOT NULL AS is_here
  FROM chapters ch
  JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL
  LEFT JOIN media_links k ON k.target_id = l.id AND k.role = 'video' AND k.deleted_at_ms IS NULL
  LEFT JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
  LEFT JOIN media_versions v ON v.id = m.current_version_id
  LEFT JOIN media_locations loc ON loc.version_id = v.id
  WHERE ch.deleted_at_ms IS NULL`;

// Materialised, so read once: within a window SQLite makes an index of its own of the links by role, and goes through all of them
// for each lesson.
const SUMMARIES = `
WITH live AS MATERIALIZED (${LIVE_LESSONS}),
covers AS (
  SELECT k.target_id AS course_id, m.current_version_id AS version_id
  FROM media_links k JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
  WHERE k.role = 'cover' AND k.target_type = 'course' AND k.deleted_at_ms IS NULL
),
sums AS (
  SELECT course_id, count(*) AS lessons, coalesce(sum(duration_ms), 0) AS duration_ms, coalesce(sum(bytes), 0) AS bytes,
         count(version_id) AS media, sum(version_id IS NOT NULL AND is_stored AND NOT is_bad) AS stored,
         sum(version_id IS NOT NULL AND is_bad) AS damaged,
         sum(version_id IS NOT NULL AND NOT is_stored AND NOT is_here) AS missing
  FROM live GROUP BY course_id
),
firsts AS (
  SELECT course_id, version_id,
         row_number() OVER (PARTITION BY course_id ORDER BY chapter_pos, chapter_id, lesson_pos, lesson_id) AS place
  FROM live WHERE version_id IS NOT NULL
)
SELECT c.id AS courseId, c.title, c.subtitle, c.status, c.created_at_ms AS createdAtMs,
       (SELECT count(*) FROM chapters ch WHERE ch.course_id = c.id AND ch.deleted_at_ms IS NULL) AS chapters,
       coalesce(s.lessons, 0) AS lessons, coalesce(s.duration_ms, 0) AS durationMs, coalesce(s.bytes, 0) AS bytes,
       coalesce(s.media, 0) AS total, coalesce(s.stored, 0) AS stored, coalesce(s.missing, 0) AS missing,
       coalesce(s.damaged, 0) AS damaged,
       coalesce(cover.version_id, first.version_id) AS coverVersionId
FROM courses c
LEFT JOIN sums s ON s.course_id = c.id
LEFT JOIN covers cover ON cover.course_id = c.id
LEFT JOIN firsts first ON first.course_id = c.id AND first.place = 1
WHERE c.deleted_at_ms IS NULL
ORDER BY c.created_at_ms DESC, c.id DESC`;

/** The tables that `target_type` of links and taggings stands for. */
const TARGETS: Readonly<Record<string, string>> = {
  course: 'courses',
  chapter: 'chapters',
  lesson: 'lessons',
  media: 'media_files',
};

interface TitleRow {
  readonly courseId: CourseId;
  readonly title: string;
  readonly chapterId: ChapterId | null;
  readonly chapterTitle: string | null;
}
type SummaryRow = Omit<CourseSummary, 'media' | 'tags'> & CourseSummary['media'];

/** Which courses a row of a synced table belongs to, or is used in. */
function createOwners(db: Database): (table: string, id: string) => unknown[] {
  const prepared = (sql: string) => db.prepare(sql).pluck();
  const chapterOwner = prepared('SELECT course_id FROM chapters WHERE id = ?');
  const lessonOwner = prepared(
    'SELECT c.course_id FROM lessons l JOIN chapters c ON c.id = l.chapter_id WHERE l.id = ?',
  );
  const mediaOwners = prepared(
    `SELECT DISTINCT coalesce(ch.course_id, k2.course_id, CASE k.target_type WHEN 'course' THEN k.target_id END)
     FROM media_links k LEFT JOIN lessons l ON l.id = k.target_id LEFT JOIN chapters ch ON ch.id = l.chapter_id
     LEFT JOIN chapters k2 ON k2.id = k.target_id WHERE k.media_id = ?`,
  );
  const versionMedia = prepared('SELECT media_id FROM media_versions WHERE id = ?');
  const linkMedia = prepared('SELECT media_id FROM media_links WHERE id = ?');
  const taggingTarget = db.prepare('SELECT target_type AS type, target_id AS id FROM taggings WHERE id = ?');
  const taggingsOf = prepared('SELECT id FROM taggings WHERE tag_id = ?');
  const versionCourse = prepared('SELECT course_id FROM course_versions WHERE id = ?');
  const partVersion = prepared('SELECT version_id FROM course_version_parts WHERE id = ?');

  const ofMedia = (mediaId: unknown): unknown[] => (mediaId ? mediaOwners.all(mediaId) : []);
  function ofTagging(id: string): unknown[] {
    const target = taggingTarget.get(id) as { type: string; id: string } | undefined;
    return target ? of(TARGETS[target.type] ?? '', target.id) : [];
  }
  const resolvers: Readonly<Record<string, (id: string) => unknown[]>> = {
    courses: (id) => [id],
    chapters: (id) => [chapterOwner.get(id)],
    lessons: (id) => [lessonOwner.get(id)],
    media_files: ofMedia,
    media_versions: (id) => ofMedia(versionMedia.get(id)),
    media_links: (id) => ofMedia(linkMedia.get(id)),
    tags: (id) => taggingsOf.all(id).flatMap((tagging) => ofTagging(String(tagging))),
    taggings: ofTagging,
    course_versions: (id) => [versionCourse.get(id)],
    course_version_parts: (id) => [versionCourse.get(partVersion.get(id) ?? null)],
  };
  const of = (table: string, id: string): unknown[] => resolvers[table]?.(id) ?? [];
  return of;
}

/**
 * The courses that chapters and lessons have left since it was last asked: their pages change too, and the rows no longer
 * say which they were. Triggers of this connection alone, so that no hand that writes (an edit, undo, sync) is missed.
 * (No `OR IGNORE` in them: SQLite takes the conflict clause of the statement that fires a trigger, not the trigger's.)
 */
function createFormerCourses(db: Database): () => unknown[] {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS former_courses (course_id TEXT);
    CREATE TEMP TRIGGER IF NOT EXISTS chapter_leaves AFTER UPDATE OF course_id ON main.chapters
    WHEN old.course_id <> new.course_id BEGIN
      INSERT INTO former_courses SELECT old.course_id
      WHERE old.course_id NOT IN (SELECT course_id FROM former_courses);
    END;
    CREATE TEMP TRIGGER IF NOT EXISTS lesson_leaves AFTER UPDATE OF chapter_id ON main.lessons
    WHEN old.chapter_id <> new.chapter_id BEGIN
      INSERT INTO former_courses SELECT course_id FROM chapters WHERE id = old.chapter_id
      AND course_id NOT IN (SELECT course_id FROM former_courses);
    END`);
  const read = db.prepare('SELECT course_id FROM temp.former_courses').pluck();
  const forget = db.prepare('DELETE FROM temp.former_courses');
  return () => {
    const left = read.all();
    if (left.length > 0) forget.run();
    return left;
  };
}

/** Reads about courses. Writing goes through the mutator. */
export function createCourseTable(db: Database) {
  const summaries = db.prepare(SUMMARIES);
  const isThere = db.prepare('SELECT 1 FROM courses WHERE id = ? AND deleted_at_ms IS NULL').pluck();
  const titles = db.prepare(
    `SELECT c.id AS courseId, c.title, ch.id AS chapterId, ch.title AS chapterTitle
     FROM courses c LEFT JOIN chapters ch ON ch.course_id = c.id AND ch.deleted_at_ms IS NULL
     WHERE c.deleted_at_ms IS NULL ORDER BY c.created_at_ms DESC, c.id DESC, ch.pos, ch.id`,
  );
  const tags = createTagTable(db);
  const ownersOf = createOwners(db);
  const takeFormer = createFormerCourses(db);

  return {
    has: (courseId: string): boolean => isThere.get(courseId) !== undefined,
    listSummaries(): CourseSummary[] {
      const tagged = tags.namesOfCourses();
      return (summaries.all() as SummaryRow[]).map(({ total, stored, missing, damaged, ...course }) => ({
        ...course,
        media: { total, stored, missing, damaged },
        tags: tagged.get(course.courseId) ?? [],
      }));
    },
    listChapters(): CourseChapters[] {
      const byCourse = Map.groupBy(titles.all() as TitleRow[], ({ courseId }) => courseId);
      return [...byCourse].map(([courseId, rows]) => ({
        courseId,
        title: rows[0]?.title ?? '',
        chapters: rows.flatMap(({ chapterId, chapterTitle }) =>
          chapterId === null ? [] : [{ chapterId, title: chapterTitle ?? '' }],
        ),
      }));
    },
    /** The courses on whose screens a changed row shows, and those that have lost one to another. */
    coursesOf(changed: readonly { table: string; id: string }[]): CourseId[] {
      const found = new Set<unknown>(takeFormer());
      for (const { table, id } of changed) for (const course of ownersOf(table, id)) found.add(course);
      return [...found].filter((id): id is CourseId => typeof id === 'string');
    },
  };
}
export type CourseTable = ReturnType<typeof createCourseTable>;
