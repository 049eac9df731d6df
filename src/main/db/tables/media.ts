import type { CourseId, LessonId, MediaId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';
import { notBeingDeleted } from './jobs.ts';
import { foundBad } from './stored-verdicts.ts';

export interface Location {
  readonly versionId: VersionId;
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
}
export interface VersionRow {
  readonly versionId: VersionId;
  readonly mediaId: MediaId;
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha1: string | null;
  readonly objectName: string | null;
  readonly b2FileId: string | null;
  readonly bucketName: string | null;
  readonly path: string | null;
  /** 1 when it is the version that its media shows. */
  readonly isCurrent: 0 | 1;
}

const VERSION = `SELECT v.id AS versionId, v.media_id AS mediaId, m.kind, v.file_name AS fileName, v.bytes, v.sha1,
    v.object_name AS objectName, v.b2_file_id AS b2FileId, v.bucket_name AS bucketName, loc.path, m.current_version_id IS v.id AS isCurrent
  FROM media_versions v JOIN media_files m ON m.id = v.media_id LEFT JOIN media_locations loc ON loc.version_id = v.id`;

/** Links whose lesson, chapter and course are all alive, with these (l, ch, c); null for what the link is not below of. */
export const LIVE_LINKS = `JOIN media_links k ON k.media_id = m.id AND k.deleted_at_ms IS NULL
  LEFT JOIN lessons l ON l.id = k.target_id
  LEFT JOIN chapters ch ON ch.id = coalesce(l.chapter_id, k.target_id)
  JOIN courses c ON c.id = coalesce(ch.course_id, k.target_id) AND c.deleted_at_ms IS NULL
    AND ch.deleted_at_ms IS NULL AND l.deleted_at_ms IS NULL`;

/** The lesson and course that show a version. */
export interface VersionUse {
  readonly lessonId: LessonId | null;
  readonly lessonTitle: string | null;
  readonly courseId: CourseId;
  readonly courseTitle: string;
}

/** Reads about media versions; sole writer of where they are on this disk and of the link audit. */
export function createMediaTable(db: Database) {
  const version = db.prepare(`${VERSION} WHERE v.id = ?`);
  const ofSize = db.prepare(
    `${VERSION} WHERE v.bytes = ? AND v.deleted_at_ms IS NULL AND m.deleted_at_ms IS NULL ORDER BY v.id`,
  );
  const stored = db.prepare(
    `${VERSION} WHERE v.sha1 = ? AND v.bytes = ? AND v.b2_file_id IS NOT NULL AND v.deleted_at_ms IS NULL
       AND ${notBeingDeleted('v.b2_file_id')} AND ${foundBad('v.b2_file_id')} IS NULL ORDER BY v.id LIMIT 1`,
  );
  const toSend = db.prepare(
    `${VERSION} ${LIVE_LINKS}
     WHERE v.id = m.current_version_id AND v.b2_file_id IS NULL AND loc.is_wanted = 1 AND m.deleted_at_ms IS NULL
       AND v.id NOT IN (SELECT version_id FROM uploads WHERE state <> 'cancelled' AND is_cleared = 0)
     GROUP BY v.id ORDER BY min(c.created_at_ms), min(ch.pos), min(l.pos), min(k.pos), v.id`,
  );
  const ofObject = db.prepare('SELECT id FROM media_versions WHERE b2_file_id = ? ORDER BY id').pluck();
  const want = db.prepare('UPDATE media_locations SET is_wanted = ? WHERE version_id = ?');
  const saveLocation = db.prepare(
    `INSERT INTO media_locations (version_id, path, bytes, mtime_ms, inode) VALUES (@versionId, @path, @bytes, @mtimeMs, @inode)
     ON CONFLICT (version_id) DO UPDATE SET path = excluded.path, bytes = excluded.bytes, mtime_ms = excluded.mtime_ms, inode = excluded.inode`,
  );
  const location = db.prepare(
    'SELECT version_id AS versionId, path, bytes, mtime_ms AS mtimeMs, inode FROM media_locations WHERE version_id = ?',
  );
  const videosHere = db
    .prepare(
      `SELECT v.id FROM media_versions v JOIN media_files m ON m.id = v.media_id AND m.current_version_id = v.id
       JOIN media_locations loc ON loc.version_id = v.id
       WHERE m.kind IN ('video', 'image') AND m.deleted_at_ms IS NULL ORDER BY v.id DESC`,
    )
    .pluck();
  const addAudit = db.prepare(
    `INSERT INTO media_audit (at_ms, action, link_id, media_id, target_type, target_id, role, mutation_id)
     VALUES (@atMs, @action, @linkId, @mediaId, @targetType, @targetId, @role, @mutationId)`,
  );
  return {
    getVersion: (id: string) => (version.get(id) as VersionRow | undefined) ?? null,
    listOfSize: (bytes: number) => ofSize.all(bytes) as VersionRow[],
    /** A version with these very bytes that is in the bucket already, and not about to be deleted there. */
    findStored: (sha1: string, bytes: number) => (stored.get(sha1, bytes) as VersionRow | undefined) ?? null,
    /** The versions that share a stored object. */
    listOfObject: (fileId: string) => ofObject.all(fileId) as VersionId[],
    /** Current versions that are here, not stored and in no queue yet, in the playing order of their courses. */
    listToSend: () => toSend.all() as VersionRow[],
    /** Whether the version is to be uploaded by itself. */
    setWanted: (id: VersionId, isWanted: boolean): void => void want.run(isWanted ? 1 : 0, id),
    listVideosHere: () => videosHere.all() as VersionId[],
    getLocation: (id: string) => (location.get(id) as Location | undefined) ?? null,
    saveLocation: (value: Location): void => void saveLocation.run(value),
    addAudit: (entry: AuditEntry): void => void addAudit.run(entry),
  };
}
export type MediaTable = ReturnType<typeof createMediaTable>;

export interface AuditEntry {
  readonly atMs: number;
  readonly action: 'link' | 'unlink';
  readonly linkId: string;
  readonly mediaId: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly role: string;
  readonly mutationId: string;
}
