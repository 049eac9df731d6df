import type { LessonKind } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

interface Place {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  readonly title: string;
}
export type TextRow =
  | (Place & {
      readonly table: 'courses';
      readonly id: CourseId;
      readonly subtitle: string;
      readonly description: string;
    })
  | (Place & { readonly table: 'chapters'; readonly id: ChapterId; readonly description: string })
  | (Place & {
      readonly table: 'lessons';
      readonly id: LessonId;
      readonly chapterId: ChapterId;
      readonly chapterTitle: string;
      readonly kind: LessonKind;
      readonly body: string;
    });

const IN_COURSE = 'c.deleted_at_ms IS NULL AND (@courseId IS NULL OR c.id = @courseId)';
const PLACE = 'c.id AS courseId, c.title AS courseTitle';

/** Every text of a course (null: of all) that is searched and replaced in. */
export function createTextTable(db: Database) {
  const courses = db.prepare(
    `SELECT 'courses' AS "table", c.id, ${PLACE}, c.title, c.subtitle, c.description FROM courses c
     WHERE ${IN_COURSE} ORDER BY c.created_at_ms DESC, c.id DESC`,
  );
  const chapters = db.prepare(
    `SELECT 'chapters' AS "table", ch.id, ${PLACE}, ch.title, ch.description FROM courses c
     JOIN chapters ch ON ch.course_id = c.id AND ch.deleted_at_ms IS NULL WHERE ${IN_COURSE} ORDER BY ch.pos, ch.id`,
  );
  const lessons = db.prepare(
    `SELECT 'lessons' AS "table", l.id, ${PLACE}, l.title, l.kind, l.body, ch.id AS chapterId, ch.title AS chapterTitle
     FROM courses c JOIN chapters ch ON ch.course_id = c.id AND ch.deleted_at_ms IS NULL
     JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL WHERE ${IN_COURSE} ORDER BY l.pos, l.id`,
  );
  return {
    /** The newest course first, each with its chapters and lessons in their order. */
    list(courseId: CourseId | null): TextRow[] {
      const all = [courses, chapters, lessons].map((rows) => rows.all({ courseId }) as TextRow[]);
      const [ofCourses = [], ofChapters = [], ofLessons = []] = all;
      const chaptersOf = Map.groupBy(ofChapters, (row) => row.courseId);
      const lessonsOf = Map.groupBy(ofLessons, (row) => (row.table === 'lessons' ? row.chapterId : null));
      return ofCourses.flatMap((course) => [
        course,
        ...(chaptersOf.get(course.courseId) ?? []).flatMap((chapter) => [
          chapter,
          ...(lessonsOf.get(chapter.id as ChapterId) ?? []),
        ]),
      ]);
    },
  };
}
export type TextTable = ReturnType<typeof createTextTable>;
