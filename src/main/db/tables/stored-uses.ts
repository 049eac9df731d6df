import type { JobPayload } from '../../../shared/domain/job.ts';
import { reachAfterGrace, reachWhenDue, type Reach } from '../../../shared/domain/trash.ts';
import type { Database } from '../open.ts';
import { notBeingDeleted } from './jobs.ts';
import { foundBad } from './stored-verdicts.ts';
import { isPurged, stampedAtMs } from './trash.ts';

/** `in-grace`: nobody uses it, and that can still be undone. */
export type Standing = 'used' | 'in-grace' | 'unused';
/** An object as it is known to the service. */
export interface StoredName {
  readonly fileId: string;
  readonly objectName: string;
  readonly bucketName: string;
}

/** SQL: deleted, and neither shown in the trash any more nor to be brought back. False of a row that is not here. */
const isLost = (x: string): string =>
  `(${x}.deleted_at_ms IS NOT NULL AND (coalesce(${stampedAtMs(x, 'life')} < @deletedBeforeMs, 0)
     OR (${isPurged(x)} AND coalesce(${stampedAtMs(x, 'purge')} <= @purgedBeforeMs, 0))))`;

/** What a link `k` is on, up to the course; null for what it is not below of, or what is not here. */
const TARGETS = `LEFT JOIN lessons l ON l.id = k.target_id
  LEFT JOIN chapters ch ON ch.id = coalesce(l.chapter_id, k.target_id)
  LEFT JOIN courses c ON c.id = coalesce(ch.course_id, k.target_id)`;
const IS_LOST = `(${isLost('l')} OR ${isLost('ch')} OR ${isLost('c')})`;

/**
 * SQL: that no link of a file leads to anything that is there or in the trash, and that one led to what is lost, or the file itself was
 * deleted long ago. A file that was never on anything that is lost is only not shown; nothing says that nobody wants it.
 */
const isReleased = (m: string): string => `(
  (EXISTS (SELECT 1 FROM media_links k ${TARGETS} WHERE k.media_id = ${m}.id AND ${IS_LOST})
    OR (${m}.deleted_at_ms IS NOT NULL AND ${stampedAtMs(m, 'life')} < @deletedBeforeMs))
  AND NOT EXISTS (SELECT 1 FROM media_links k ${TARGETS} WHERE k.media_id = ${m}.id AND NOT ${IS_LOST}
    AND (k.deleted_at_ms IS NULL OR ${stampedAtMs('k', 'life')} >= @deletedBeforeMs)))`;

/** SQL: that a kept version of a course names the file or its version `v`. */
const isInSnapshot = (v: string): string => `EXISTS (
  SELECT 1 FROM course_version_parts part JOIN course_versions kept ON kept.id = part.version_id
  LEFT JOIN courses c ON c.id = kept.course_id
  WHERE part.deleted_at_ms IS NULL AND kept.deleted_at_ms IS NULL AND NOT ${isLost('c')}
    AND (instr(part.data, ${v}.media_id) > 0 OR instr(part.data, ${v}.id) > 0))`;

/** SQL: that a file `m` shows a version that is not stored, or was found to be gone or altered: an older one is the only copy. */
const SHOWS_NO_COPY = `EXISTS (SELECT 1 FROM media_versions cur WHERE cur.id = m.current_version_id
  AND (cur.b2_file_id IS NULL OR ${foundBad('cur.b2_file_id')} IS NOT NULL))`;

/** SQL: that a version `v` of a file `m` (null: not here) still wants its object. One that its file shows was brought back. */
const IS_WANTED = `((NOT ${isReleased('m')} AND (v.deleted_at_ms IS NULL OR m.deleted_at_ms IS NOT NULL
    OR m.current_version_id IS v.id OR ${SHOWS_NO_COPY} OR coalesce(${stampedAtMs('v', 'life')}, 0) >= @discardedBeforeMs))
  OR ${isInSnapshot('v')})`;

/** The versions that want the object `fileId`, of the library. */
const wantedOf = (fileId: string): string =>
  `SELECT 1 FROM media_versions v LEFT JOIN media_files m ON m.id = v.media_id WHERE v.b2_file_id = ${fileId} AND ${IS_WANTED}`;

/** Uploads that are not written down in the library yet, or find out only now that they can share; `which` of them. */
const uploadsOf = (fileId: string, which = `u.state <> 'cancelled'`): string =>
  `SELECT 1 FROM uploads u WHERE ${which} AND u.is_cleared = 0 AND (u.b2_file_id = ${fileId}
     OR u.stored_file_id = ${fileId}) AND NOT EXISTS (SELECT 1 FROM media_versions v
       LEFT JOIN media_files m ON m.id = v.media_id WHERE v.id = u.version_id AND NOT ${IS_WANTED})`;

/**
 * Reads who needs a stored object: the one place that says which bytes are nobody's any more. Several versions may share
 * one, since the same bytes are sent once.
 */
export function createStoredUses(db: Database) {
  const ofLibrary = db.prepare(`SELECT count(*) FROM (${wantedOf('@fileId')})`).pluck();
  const ofJournal = db.prepare(`SELECT count(*) FROM (${uploadsOf('@fileId')})`).pluck();
  const unused = db.prepare(
    `SELECT s.b2_file_id AS fileId, min(s.object_name) AS objectName, min(s.bucket_name) AS bucketName FROM media_versions s
     WHERE s.b2_file_id IS NOT NULL AND s.object_name IS NOT NULL AND s.bucket_name IS NOT NULL
       AND (@itemIds IS NULL OR s.media_id IN (SELECT k.media_id FROM media_links k ${TARGETS}
         WHERE ${['l', 'ch', 'c'].map((x) => `${x}.id IN (SELECT value FROM json_each(@itemIds))`).join(' OR ')}))
       AND ${notBeingDeleted('s.b2_file_id')}
       AND NOT EXISTS (${wantedOf('s.b2_file_id')}) AND NOT EXISTS (${uploadsOf('s.b2_file_id')})
     GROUP BY s.b2_file_id ORDER BY s.b2_file_id`,
  );
  // An upload that is not at its end may still find its file changed, and take back what it stored.
  const kept = db.prepare(
    `SELECT 1 WHERE ${notBeingDeleted('@fileId')}
       AND (EXISTS (${wantedOf('@fileId')}) OR EXISTS (${uploadsOf('@fileId', `u.state = 'ready'`)}))`,
  );
  const upload = db.prepare<[string], string>('SELECT state FROM uploads WHERE id = ?').pluck();
  const awaited = db.prepare(
    `SELECT 1 FROM media_versions v JOIN media_files m ON m.id = v.media_id
     WHERE v.id = @versionId AND v.b2_file_id IS NULL AND ${IS_WANTED}`,
  );
  const count = (fileId: string, reach: Reach): number =>
    (ofLibrary.get({ fileId, ...reach }) as number) + (ofJournal.get({ fileId, ...reach }) as number);
  return {
    /** How many rows would miss the object. */
    count,
    /** How it stands with an object whose deletion is due, at this time of the service's (null: it does not tell). */
    standing({ fileId, isGivenUp = false }: JobPayload<'delete-version'>, serverNowMs: number | null): Standing {
      if (count(fileId, reachWhenDue(serverNowMs, isGivenUp)) === 0) return 'unused';
      return count(fileId, reachAfterGrace(serverNowMs, isGivenUp)) === 0 ? 'in-grace' : 'used';
    },
    /** Whether somebody here uses the object, and nobody is about to delete it. */
    isKept: (fileId: string, reach: Reach): boolean => kept.get({ fileId, ...reach }) !== undefined,
    /** What nobody uses and no job is to delete; of everything, or only of the files that are, or were, on these. */
    listUnused: (reach: Reach, itemIds: readonly string[] | null): readonly StoredName[] =>
      unused.all({ ...reach, itemIds: itemIds && JSON.stringify(itemIds) }) as StoredName[],
    /** Whether a version is to be stored, and is not. */
    isAwaited: (versionId: string, reach: Reach): boolean => awaited.get({ versionId, ...reach }) !== undefined,
    /** What the journal here says of an upload: to be gone on with or cleaned up by it, over, or unknown to it. */
    journalState(uploadId: string): 'open' | 'ready' | null {
      const state = upload.get(uploadId);
      return state === undefined ? null : state === 'ready' ? 'ready' : 'open';
    },
  };
}
export type StoredUses = ReturnType<typeof createStoredUses>;
