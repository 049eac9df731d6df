import type { CourseId, LessonId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

export interface CourseTitle {
  readonly courseId: CourseId;
  readonly title: string;
}
export interface LessonTitle {
  readonly courseId: CourseId;
  readonly lessonId: LessonId;
  readonly title: string;
  readonly chapterTitle: string;
  readonly courseTitle: string;
}

/** Every title that is there. Read as a whole and searched in memory: SQLite folds neither accents nor case beyond ASCII. */
export function createTitleTable(db: Database) {
  const courses = db.prepare(
    `SELECT id AS courseId, title FROM courses WHERE deleted_at_ms IS NULL ORDER BY created_at_ms DESC, id DESC`,
  );
  const lessons = db.prepare(
    `SELECT c.id AS courseId, l.id AS lessonId, l.title, ch.title AS chapterTitle, c.title AS courseTitle
     FROM courses c JOIN chapters ch ON ch.course_id = c.id AND ch.deleted_at_ms IS NULL
     JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL
     WHERE c.deleted_at_ms IS NULL ORDER BY c.created_at_ms DESC, c.id DESC, ch.pos, ch.id, l.pos, l.id`,
  );
  return {
    /** The newest first. */
    courses: () => courses.all() as CourseTitle[],
    /** In the order of those, and of their outlines. */
    lessons: () => lessons.all() as LessonTitle[],
  };
}
export type TitleTable = ReturnType<typeof createTitleTable>;
