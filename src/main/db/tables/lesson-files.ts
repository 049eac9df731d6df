import type { ChapterId, CourseId, LessonId, MediaId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

/** A file on this computer that a living lesson of a course shows, as it was when it was last looked at. */
export interface LessonFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  readonly sha1: string | null;
  readonly mediaId: MediaId;
  readonly versionId: VersionId;
  readonly chapterId: ChapterId;
  readonly lessonId: LessonId;
  readonly lessonTitle: string;
}

export interface LessonVideo {
  readonly linkId: string;
  readonly mediaId: MediaId;
  /** 1 when something else shows the same media file: another lesson (in the trash, too), a course. */
  readonly isShared: 0 | 1;
}

/** Reads which files of this computer are the videos of a course's lessons. */
export function createLessonFiles(db: Database) {
  const ofCourse = db.prepare(
    `SELECT loc.path, loc.bytes, loc.mtime_ms AS mtimeMs, loc.inode, v.sha1, m.id AS mediaId, v.id AS versionId,
       ch.id AS chapterId, l.id AS lessonId, l.title AS lessonTitle
     FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id AND l.deleted_at_ms IS NULL
     JOIN media_links k ON k.target_id = l.id AND k.role = 'video' AND k.deleted_at_ms IS NULL
     JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
     JOIN media_versions v ON v.id = m.current_version_id JOIN media_locations loc ON loc.version_id = v.id
     WHERE ch.course_id = ? AND ch.deleted_at_ms IS NULL ORDER BY ch.pos, ch.id, l.pos, l.id`,
  );
  const titles = db.prepare(
    'SELECT id AS chapterId, title FROM chapters WHERE course_id = ? AND deleted_at_ms IS NULL ORDER BY pos, id',
  );
  const video = db.prepare(
    `SELECT k.id AS linkId, k.media_id AS mediaId,
       EXISTS (SELECT 1 FROM media_links o WHERE o.media_id = k.media_id AND o.target_id <> k.target_id
         AND o.deleted_at_ms IS NULL) AS isShared
     FROM media_links k JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
     WHERE k.target_id = ? AND k.role = 'video' AND k.deleted_at_ms IS NULL ORDER BY k.pos, k.id LIMIT 1`,
  );
  const title = db.prepare('SELECT title FROM chapters WHERE id = ?').pluck();
  const others = db
    .prepare('SELECT count(*) FROM media_links WHERE media_id = ? AND id <> ? AND deleted_at_ms IS NULL')
    .pluck();
  return {
    titleOf: (chapterId: ChapterId) => (title.get(chapterId) as string | undefined) ?? null,
    /** What a lesson plays; null when it has nothing. */
    videoOf: (lessonId: LessonId) => (video.get(lessonId) as LessonVideo | undefined) ?? null,
    /** Whether another link than this one shows the media file. */
    isShared: (mediaId: MediaId, linkId: string): boolean => (others.get(mediaId, linkId) as number) > 0,
    /** In the order of the course. */
    list: (courseId: CourseId) => ofCourse.all(courseId) as LessonFile[],
    listChapters: (courseId: CourseId) => titles.all(courseId) as { chapterId: ChapterId; title: string }[],
  };
}
export type LessonFiles = ReturnType<typeof createLessonFiles>;
