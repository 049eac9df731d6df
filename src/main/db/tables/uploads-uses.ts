import type { CourseId, UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';
import { LIVE_LINKS, type VersionUse } from './media.ts';

/** What an upload is of: its file, and the first lesson and course that show it (null: none does any more). */
export interface UploadUse {
  readonly fileName: string;
  readonly use: VersionUse | null;
}

/** What is on the list and goes on, or would after a click. */
const OPEN = `u.is_cleared = 0 AND u.state NOT IN ('ready', 'cancelled')`;
/** Found from an upload, through its version: there may be many more files than are still to be sent. */
const OF_UPLOAD = `JOIN media_versions v ON v.id = u.version_id
  JOIN media_files m ON m.id = v.media_id AND m.current_version_id = v.id ${LIVE_LINKS}`;

/** Reads what all uploads are of at once: a queue of a thousand is asked for it again and again while it is sent. */
export function createUploadUses(db: Database) {
  const names = db.prepare<[], { id: VersionId; fileName: string }>(
    'SELECT id, file_name AS fileName FROM media_versions WHERE id IN (SELECT version_id FROM uploads WHERE is_cleared = 0)',
  );
  const uses = db.prepare<[], VersionUse & { versionId: VersionId }>(
    `SELECT m.current_version_id AS versionId, l.id AS lessonId, l.title AS lessonTitle, c.id AS courseId,
       c.title AS courseTitle
     FROM media_files m ${LIVE_LINKS} WHERE m.current_version_id IN (SELECT version_id FROM uploads WHERE is_cleared = 0)
     ORDER BY l.id IS NULL, c.created_at_ms, c.id, ch.pos, ch.id, l.pos, l.id`,
  );
  const ranks = db.prepare<[], { versionId: VersionId; courseId: CourseId }>(
    `SELECT u.version_id AS versionId, c.id AS courseId FROM uploads u ${OF_UPLOAD} WHERE ${OPEN}
     ORDER BY c.created_at_ms, c.id, ch.pos, ch.id, l.pos, l.id, k.pos, k.id`,
  );
  const unused = db
    .prepare<[], UploadId>(
      `SELECT id FROM uploads WHERE id IN (SELECT u.id FROM uploads u WHERE ${OPEN})
       AND id NOT IN (SELECT u.id FROM uploads u ${OF_UPLOAD} WHERE ${OPEN})`,
    )
    .pluck();
  const moved = db
    .prepare<[], UploadId>(
      `SELECT u.id FROM uploads u JOIN media_locations loc ON loc.version_id = u.version_id
       WHERE ${OPEN} AND loc.path <> u.path`,
    )
    .pluck();
  return {
    /**
     * Where what is still to be sent comes in the playing order of its course, by version. What several lessons show comes
     * where the first of them does.
     */
    listRanks(): ReadonlyMap<VersionId, { readonly courseId: CourseId; readonly place: number }> {
      const all = ranks.all().map(({ versionId, courseId }, place) => [versionId, { courseId, place }] as const);
      return new Map(all.toReversed());
    },
    /** What is still to be sent, and nothing shows any more. */
    listUnused: (): readonly UploadId[] => unused.all(),
    /** What is still to be sent, from where its file is not any more: it was taken in again elsewhere. */
    listMoved: (): readonly UploadId[] => moved.all(),
    /** By version. */
    list(): ReadonlyMap<VersionId, UploadUse> {
      const first = new Map<VersionId, VersionUse>();
      for (const { versionId, ...use } of uses.iterate()) if (!first.has(versionId)) first.set(versionId, use);
      return new Map(names.all().map(({ id, fileName }) => [id, { fileName, use: first.get(id) ?? null }]));
    },
  };
}
export type UploadUses = ReturnType<typeof createUploadUses>;
