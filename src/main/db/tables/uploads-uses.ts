import type { CourseId, VersionId } from '../../../shared/domain/ids.ts';
import type { Database } from '../open.ts';
import { LIVE_LINKS, type VersionUse } from './media.ts';

/** What an upload is of: its file, and the first lesson and course that show it (null: none does any more). */
export interface UploadUse {
  readonly fileName: string;
  readonly use: VersionUse | null;
}

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
    `SELECT m.current_version_id AS versionId, c.id AS courseId FROM media_files m ${LIVE_LINKS}
     WHERE m.current_version_id IN (
       SELECT version_id FROM uploads WHERE is_cleared = 0 AND state NOT IN ('ready', 'cancelled'))
     ORDER BY c.created_at_ms, c.id, ch.pos, ch.id, l.pos, l.id, k.pos, k.id`,
  );
  return {
    /**
     * Where what is still to be sent comes in the playing order of its course, by version. What several lessons show comes
     * where the first of them does.
     */
    listRanks(): ReadonlyMap<VersionId, { readonly courseId: CourseId; readonly place: number }> {
      const all = ranks.all().map(({ versionId, courseId }, place) => [versionId, { courseId, place }] as const);
      return new Map(all.toReversed());
    },
    /** By version. */
    list(): ReadonlyMap<VersionId, UploadUse> {
      const first = new Map<VersionId, VersionUse>();
      for (const { versionId, ...use } of uses.iterate()) if (!first.has(versionId)) first.set(versionId, use);
      return new Map(names.all().map(({ id, fileName }) => [id, { fileName, use: first.get(id) ?? null }]));
    },
  };
}
export type UploadUses = ReturnType<typeof createUploadUses>;
