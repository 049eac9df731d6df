import type { CourseId } from '../../../shared/domain/ids.ts';
import type { OutputOf } from '../../../shared/ipc/define.ts';
import type { Routes } from '../../../shared/ipc/contract.ts';
import type { Database } from '../open.ts';
import { LIVE_LINKS } from './media.ts';
import { WHEREABOUTS } from './outline.ts';

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
  return { listFiles: (courseId: CourseId) => files.all(courseId) as CourseFile[] };
}
export type CourseMedia = ReturnType<typeof createCourseMedia>;
