import type { LessonMedia } from '../../../shared/domain/course.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import type { OutputOf } from '../../../shared/ipc/define.ts';
import type { Routes } from '../../../shared/ipc/contract.ts';
import type { Database } from '../open.ts';
import { LIVE_LINKS } from './media.ts';
import { CURRENT_MEDIA, MEDIA_COLUMNS, WHEREABOUTS } from './outline.ts';

export type CourseFile = OutputOf<Routes['resource.list']>[number];

/** Reads which files a course has, in whatever role; each once, by the name that it goes by where it comes first. */
export function createCourseMedia(db: Database) {
  const files = db.prepare(
    `SELECT m.id AS mediaId, v.id AS versionId, coalesce(nullif(max(k.label), ''), v.file_name) AS fileName, v.bytes,
       ${WHEREABOUTS} AS whereabouts
     FROM media_files m JOIN media_versions v ON v.id = m.current_version_id
     LEFT JOIN media_locations loc ON loc.version_id = v.id ${LIVE_LINKS}
     WHERE c.id = ? AND m.deleted_at_ms IS NULL GROUP BY m.id ORDER BY v.file_name, m.id`,
  );
  const promo = db.prepare(
    `SELECT ${MEDIA_COLUMNS} FROM media_links k ${CURRENT_MEDIA}
     WHERE k.target_id = ? AND k.role = 'promo' AND k.deleted_at_ms IS NULL ORDER BY k.pos, k.id LIMIT 1`,
  );
  return {
    listFiles: (courseId: CourseId) => files.all(courseId) as CourseFile[],
    /** Two computers may have given it one each: the first of them. */
    promoOf: (courseId: CourseId) => (promo.get(courseId) as LessonMedia | undefined) ?? null,
  };
}
export type CourseMedia = ReturnType<typeof createCourseMedia>;
