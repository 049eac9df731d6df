import type { LessonId, MediaId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

/** A link of a lesson to a picture of its text, also one that was deleted: a text may come to show it again. */
export interface PictureLink {
  readonly linkId: string;
  readonly mediaId: MediaId;
  readonly versionId: VersionId;
  readonly name: string;
  readonly isLive: 0 | 1;
}

/** Reads the pictures of lessons' texts; those that are there before those that went. */
export function createLessonPictures(db: Database) {
  const pictures = db.prepare(
    `SELECT k.id AS linkId, m.id AS mediaId, v.id AS versionId, coalesce(nullif(k.label, ''), v.file_name) AS name,
       k.deleted_at_ms IS NULL AS isLive
     FROM media_links k JOIN media_files m ON m.id = k.media_id AND m.deleted_at_ms IS NULL
     JOIN media_versions v ON v.id = m.current_version_id
     WHERE k.target_id = ? AND k.role = 'picture' ORDER BY k.deleted_at_ms IS NOT NULL, k.pos, k.id`,
  );
  return { list: (lessonId: LessonId) => pictures.all(lessonId) as PictureLink[] };
}
export type LessonPictures = ReturnType<typeof createLessonPictures>;
