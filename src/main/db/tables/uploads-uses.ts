import type { VersionId } from '../../../shared/domain/ids.ts';
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
  return {
    /** By version. */
    list(): ReadonlyMap<VersionId, UploadUse> {
      const first = new Map<VersionId, VersionUse>();
      for (const { versionId, ...use } of uses.iterate()) if (!first.has(versionId)) first.set(versionId, use);
      return new Map(names.all().map(({ id, fileName }) => [id, { fileName, use: first.get(id) ?? null }]));
    },
  };
}
export type UploadUses = ReturnType<typeof createUploadUses>;
