import type { Database } from '../open.ts';

/** Reads who needs a stored object. Several versions may share one: the same bytes are sent once. */
export function createStoredUses(db: Database) {
  // A deleted version that its media still shows was brought back by another computer's edit.
  const ofLibrary = db
    .prepare(
      `SELECT count(*) FROM media_versions v WHERE v.b2_file_id = @fileId AND (v.deleted_at_ms IS NULL
         OR EXISTS (SELECT 1 FROM media_files m WHERE m.current_version_id = v.id AND m.deleted_at_ms IS NULL))`,
    )
    .pluck();
  // An upload that is not written down in the library yet, or finds out only now that it can share.
  const ofJournal = db
    .prepare(
      `SELECT count(*) FROM uploads u WHERE u.state <> 'cancelled' AND u.is_cleared = 0 AND (u.b2_file_id = @fileId
         OR u.receipt ->> 'fileId' = @fileId) AND NOT EXISTS
         (SELECT 1 FROM media_versions v WHERE v.id = u.version_id AND v.deleted_at_ms IS NOT NULL)`,
    )
    .pluck();
  const upload = db.prepare<[string], string>('SELECT state FROM uploads WHERE id = ?').pluck();
  return {
    /** How many rows would miss the object. */
    count: (fileId: string): number => (ofLibrary.get({ fileId }) as number) + (ofJournal.get({ fileId }) as number),
    /** What the journal here says of an upload: to be gone on with or cleaned up by it, over, or unknown to it. */
    journalState(uploadId: string): 'open' | 'ready' | null {
      const state = upload.get(uploadId);
      return state === undefined ? null : state === 'ready' ? 'ready' : 'open';
    },
  };
}
