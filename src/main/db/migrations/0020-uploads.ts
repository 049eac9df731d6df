import type { Migration } from '../migration.ts';

/**
 * The upload journal of this computer. No foreign key to `media_versions`: those rows are synced and may be pulled
 * again, while what was begun on the server must stay known here until it is finished or cleaned up.
 */
export const migration: Migration = {
  version: 20,
  name: 'uploads',
  up: `
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  version_id TEXT NOT NULL,
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms REAL,
  inode TEXT,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  bucket_id TEXT,
  object_name TEXT,
  b2_file_id TEXT,
  part_plan TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'hashing', 'starting', 'uploading', 'paused', 'waiting', 'finishing',
    'verifying', 'ready', 'failed', 'cancelled')),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_due_at_ms REAL,
  bytes_done INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL,
  sha1 TEXT,
  restarted_because TEXT,
  needs_cleanup INTEGER NOT NULL DEFAULT 0,
  receipt TEXT,
  created_at_ms REAL NOT NULL,
  updated_at_ms REAL NOT NULL
) STRICT;
CREATE INDEX uploads_by_position ON uploads (position);
CREATE INDEX uploads_by_version ON uploads (version_id);
CREATE INDEX uploads_by_content ON uploads (sha1, size_bytes) WHERE sha1 IS NOT NULL;
-- A part is here only after an answer whose SHA-1 equalled ours.
CREATE TABLE upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  part_number INTEGER NOT NULL CHECK (part_number BETWEEN 1 AND 10000),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha1 TEXT NOT NULL,
  PRIMARY KEY (upload_id, part_number)
) STRICT, WITHOUT ROWID;
-- Rows that could not be read, as they were, for support.
CREATE TABLE upload_quarantine (
  n INTEGER PRIMARY KEY, upload_id TEXT NOT NULL, raw TEXT NOT NULL, problem TEXT NOT NULL, at_ms REAL NOT NULL
) STRICT;
`,
};
