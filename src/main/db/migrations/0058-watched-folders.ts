import type { Migration } from '../migration.ts';

/**
 * Folders that are watched for a course or a chapter: of this computer only, as their paths are. watched_files: what was
 * found out about a file in one state of it. problem: null until it was looked into, '' when it can be opened.
 */
export const migration: Migration = {
  version: 58,
  name: 'watched-folders',
  up: `CREATE TABLE watched_folders (
  id TEXT PRIMARY KEY, course_id TEXT NOT NULL, chapter_id TEXT, path TEXT NOT NULL, root_id TEXT NOT NULL DEFAULT '',
  created_at_ms INTEGER NOT NULL, UNIQUE (course_id, path)
) STRICT;
CREATE TABLE watched_files (
  folder_id TEXT NOT NULL REFERENCES watched_folders (id) ON DELETE CASCADE, path TEXT NOT NULL, bytes INTEGER NOT NULL,
  mtime_ms REAL NOT NULL, problem TEXT, sha1 TEXT,
  dismissed TEXT NOT NULL DEFAULT 'no' CHECK (dismissed IN ('no', 'offer', 'absence')), PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;`,
};
