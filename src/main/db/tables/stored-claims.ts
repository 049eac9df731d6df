import type { Database } from '../open.ts';
import type { StoredName } from './stored-uses.ts';

interface Under {
  readonly bucketName: string;
  readonly prefix: string;
  /** What was stored later than this is not asked for. */
  readonly beforeMs: number;
}

/** Reads what the library says lies in a bucket under a prefix, whether it is so or not. */
export function createStoredClaims(db: Database) {
  const under = db.prepare<[Under], StoredName>(
    `SELECT b2_file_id AS fileId, min(object_name) AS objectName, min(bucket_name) AS bucketName FROM media_versions
     WHERE b2_file_id IS NOT NULL AND bucket_name = @bucketName AND substr(object_name, 1, length(@prefix)) = @prefix
     GROUP BY b2_file_id HAVING coalesce(max(stored_at_ms), 0) < @beforeMs ORDER BY b2_file_id`,
  );
  return { listUnder: (place: Under): readonly StoredName[] => under.all(place) };
}
