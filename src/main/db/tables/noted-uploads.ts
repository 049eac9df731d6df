import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';

/** SQL: that somebody wrote where a version `v` is stored, or that it is not. What the server refused leaves no stamp. */
const IS_TOLD = `json_extract(v.fv, '$.stored') IS NOT NULL`;

/**
 * SQL: that an upload `u` was written down as stored, and its version says otherwise by now. What it stored is gone then, or
 * nobody's.
 */
export const isLetGo = `EXISTS (SELECT 1 FROM noted_uploads n JOIN media_versions v ON v.id = u.version_id
  WHERE n.upload_id = u.id AND v.b2_file_id IS NOT u.stored_file_id AND ${IS_TOLD})`;

/**
 * Which uploads were written down as stored: sole writer of that. What is written of their versions later, here or
 * on another computer, stands: bytes that were deleted do not come back with the next start.
 */
export function createNotedUploads(db: Database) {
  const add = db.prepare('INSERT OR IGNORE INTO noted_uploads (upload_id) VALUES (?)');
  const over = db.prepare(
    `SELECT 1 FROM noted_uploads n JOIN media_versions v ON v.id = @versionId WHERE n.upload_id = @uploadId AND ${IS_TOLD}`,
  );
  const emptied = db
    .prepare<[], UploadId>(
      `SELECT u.id FROM uploads u JOIN noted_uploads n ON n.upload_id = u.id JOIN media_versions v ON v.id = u.version_id
       WHERE u.state = 'ready' AND u.is_cleared = 0 AND v.b2_file_id IS NULL AND ${IS_TOLD}`,
    )
    .pluck();
  return {
    /** Takes part in the caller's transaction; throws what SQLite throws. */
    add: (uploadId: UploadId): void => void add.run(uploadId),
    /** Whether it had its turn: what its version says now was written after it. */
    isOver: (uploadId: UploadId, versionId: VersionId): boolean => over.get({ uploadId, versionId }) !== undefined,
    /** On the list as ready, while what they stored is not there any more. */
    listEmptied: (): readonly UploadId[] => emptied.all(),
  };
}
export type NotedUploads = ReturnType<typeof createNotedUploads>;
