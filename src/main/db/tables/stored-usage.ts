import type { CourseId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';
import { LIVE_LINKS } from './media.ts';
import { foundBad } from './stored-verdicts.ts';

/** How much one course keeps in the storage; null: what no course shows. */
export interface CourseUsage {
  readonly courseId: CourseId | null;
  readonly title: string | null;
  readonly bytes: number;
}
/** A stored version that its media does not show any more, because it shows another one that is stored, too. */
export interface FormerVersion {
  readonly versionId: VersionId;
  readonly fileName: string;
  /** What it takes there: nothing, once it was found to be gone. */
  readonly bytes: number;
  readonly fileId: string;
  readonly objectName: string;
  readonly bucketName: string;
}

/** SQL: that the object of a version `v` was found to be gone. One that was altered is still there. */
const IS_GONE = `${foundBad('v.b2_file_id')} IS 'gone'`;

/**
 * Reads what the library keeps in the storage. An object that several versions share is counted once, one that was found to
 * be gone not at all.
 */
export function createStoredUsage(db: Database) {
  // One that several courses show counts for the oldest of them.
  const byCourse = db.prepare<[], CourseUsage>(
    `WITH shown AS (
       SELECT m.id AS mediaId, c.id AS courseId, c.title, min(c.created_at_ms) AS atMs FROM media_files m ${LIVE_LINKS}
       GROUP BY m.id),
     objects AS (
       SELECT v.bytes, s.courseId, s.title, min(coalesce(s.atMs, 9e15)) FROM media_versions v
       LEFT JOIN shown s ON s.mediaId = v.media_id
       WHERE v.b2_file_id IS NOT NULL AND v.deleted_at_ms IS NULL AND NOT ${IS_GONE} GROUP BY v.b2_file_id)
     SELECT courseId, title, sum(bytes) AS bytes FROM objects GROUP BY courseId ORDER BY sum(bytes) DESC, title`,
  );
  const former = db.prepare<[], FormerVersion>(
    `SELECT v.id AS versionId, v.file_name AS fileName, iif(${IS_GONE}, 0, v.bytes) AS bytes, v.b2_file_id AS fileId, v.object_name AS objectName,
       v.bucket_name AS bucketName
     FROM media_versions v JOIN media_files m ON m.id = v.media_id AND m.deleted_at_ms IS NULL
     -- While what replaces it is on its way, or was found to be gone or altered, it is the only copy there is.
     JOIN media_versions cur ON cur.id = m.current_version_id AND cur.b2_file_id IS NOT NULL
       AND ${foundBad('cur.b2_file_id')} IS NULL
     WHERE v.b2_file_id IS NOT NULL AND v.object_name IS NOT NULL AND v.bucket_name IS NOT NULL
       AND v.deleted_at_ms IS NULL AND cur.id <> v.id
       AND v.b2_file_id NOT IN (SELECT o.b2_file_id FROM media_versions o JOIN media_files p ON p.current_version_id = o.id
         WHERE o.b2_file_id IS NOT NULL AND p.deleted_at_ms IS NULL)
     ORDER BY v.id`,
  );
  return {
    /** Largest first. */
    byCourse: (): readonly CourseUsage[] => byCourse.all(),
    usedBytes: (): number => byCourse.all().reduce((sum, { bytes }) => sum + bytes, 0),
    /** Stored, replaced by what is stored, and shared with nothing that is shown. */
    listFormer: (): readonly FormerVersion[] => former.all(),
  };
}
export type StoredUsage = ReturnType<typeof createStoredUsage>;
