import type { LessonKind } from '../../../shared/domain/course.ts';
import type { CourseId, VersionId } from '../../../shared/domain/ids.ts';
import { readLessonContent } from '../../../shared/domain/lesson-content.ts';
import { isLessonFilled } from '../../../shared/domain/lesson-filled.ts';
import type { ChapterFacts, CourseFacts, FileFacts, LessonFacts } from '../../../shared/domain/publish-check.ts';
import type { Database } from '../open.ts';
import { WHEREABOUTS } from './outline.ts';

/** A file as the library knows it; what is on the disk and what was confirmed is for others to add. */
export interface KnownFile extends Pick<FileFacts, 'whereabouts' | 'local'> {
  readonly versionId: VersionId;
  readonly path: string | null;
}
/** A file that a course itself shows. */
type KnownCourseFile = Pick<CourseFacts['files'][number], 'field'> & { readonly file: KnownFile };
export interface KnownLesson extends Omit<LessonFacts, 'files'> {
  readonly files: readonly KnownFile[];
}
export interface KnownChapter extends Omit<ChapterFacts, 'lessons'> {
  readonly lessons: readonly KnownLesson[];
}

interface ChapterRow {
  readonly chapterId: string;
  readonly title: string;
}
interface LessonRow {
  readonly chapterId: string;
  readonly lessonId: string;
  readonly title: string;
  readonly kind: LessonKind;
  readonly status: LessonFacts['status'];
  readonly body: string;
  readonly content: string;
  readonly marks: string;
}
interface FileRow {
  readonly versionId: VersionId;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha1: string | null;
  readonly path: string | null;
  readonly whereabouts: FileFacts['whereabouts'];
}
interface LinkRow extends FileRow {
  readonly lessonId: string;
  readonly role: string;
  readonly durationMs: number | null;
}
interface CourseFileRow extends FileRow {
  readonly field: KnownCourseFile['field'];
}

const FILE = `v.id AS versionId, v.file_name AS fileName, v.bytes, v.sha1, loc.path, ${WHEREABOUTS} AS whereabouts`;
const FILES = `JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
  JOIN media_versions v ON v.id = m.current_version_id LEFT JOIN media_locations loc ON loc.version_id = v.id`;

/** Reads what the publishing checklist looks at. */
export function createPublishFacts(db: Database) {
  const chapters = db.prepare(
    'SELECT id AS chapterId, title FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id',
  );
  const lessons = db.prepare(
    `SELECT l.chapter_id AS chapterId, l.id AS lessonId, l.title, l.kind, l.status, l.body, l.content, l.marks
     FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id AND ch.deleted_at_ms IS NULL
     WHERE ch.course_id = ? AND l.deleted_at_ms IS NULL ORDER BY l.pos, l.id`,
  );
  const links = db.prepare(
    `SELECT k.target_id AS lessonId, k.role, v.duration_ms AS durationMs, ${FILE}
     FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id
     JOIN media_links k ON k.target_id = l.id AND k.deleted_at_ms IS NULL ${FILES}
     WHERE ch.course_id = ? ORDER BY k.pos, k.id`,
  );
  const courseFiles = db.prepare(
    `SELECT k.role AS field, ${FILE} FROM media_links k ${FILES}
     WHERE k.target_id = ? AND k.role IN ('cover', 'promo') AND k.deleted_at_ms IS NULL ORDER BY k.role, k.pos, k.id`,
  );
  const picture = db
    .prepare(
      `SELECT m.current_version_id FROM media_links k JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
       WHERE k.target_id = ? AND k.role = ? AND k.deleted_at_ms IS NULL ORDER BY k.pos, k.id LIMIT 1`,
    )
    .pluck();
  return {
    /** Of a course, in this role. */
    pictureOf: (courseId: CourseId, role: 'cover' | 'cover-original') =>
      (picture.get(courseId, role) as VersionId | null | undefined) ?? null,
    /** Two computers may have given it one each: the first of them is shown. */
    listCourseFiles(courseId: CourseId): KnownCourseFile[] {
      const rows = courseFiles.all(courseId) as CourseFileRow[];
      const first = rows.filter(({ field }, at) => rows.findIndex((one) => one.field === field) === at);
      return first.map((row) => ({ field: row.field, file: fileOf(row) }));
    },
    listChapters(courseId: CourseId): KnownChapter[] {
      const ofLesson = Map.groupBy(links.all(courseId) as LinkRow[], ({ lessonId }) => lessonId);
      const ofChapter = Map.groupBy(lessons.all(courseId) as LessonRow[], ({ chapterId }) => chapterId);
      return (chapters.all(courseId) as ChapterRow[]).map((chapter) => ({
        ...chapter,
        lessons: (ofChapter.get(chapter.chapterId) ?? []).map((row) => lessonOf(row, ofLesson.get(row.lessonId) ?? [])),
      }));
    },
  };
}
export type PublishFacts = ReturnType<typeof createPublishFacts>;

function lessonOf(
  { body, content, marks, lessonId, title, kind, status }: LessonRow,
  links: readonly LinkRow[],
): KnownLesson {
  const video = links.find(({ role }) => role === 'video');
  const filling = {
    hasMedia: video !== undefined,
    body,
    resources: links.filter(({ role }) => role === 'resource').length,
    content: readLessonContent({ content: JSON.parse(content), marks: JSON.parse(marks) }),
  };
  return {
    lessonId,
    title,
    kind,
    status,
    isFilled: isLessonFilled(kind, filling),
    durationMs: kind === 'video' ? (video?.durationMs ?? null) : null,
    hasCaptions: links.some(({ role }) => role === 'caption'),
    hasOtherCaptions: links.some(({ role, fileName }) => role === 'caption' && !/\.vtt$/i.test(fileName)),
    files: links.map(fileOf),
  };
}

const fileOf = ({ versionId, whereabouts, bytes, sha1, path }: FileRow): KnownFile => ({
  versionId,
  whereabouts,
  local: { bytes, sha1 },
  path,
});
