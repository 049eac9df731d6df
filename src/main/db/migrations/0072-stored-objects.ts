import type { Migration } from '../migration.ts';

/** What lies under our prefix, as the service listed it last; and the versions of an object, found without a look at all. */
export const migration: Migration = {
  version: 72,
  name: 'stored-objects',
  up: `
-- What this computer found in the bucket, whoever put it there. Made anew at any time; never synced.
CREATE TABLE stored_objects (
  file_id TEXT PRIMARY KEY,
  object_name TEXT NOT NULL,
  -- Of the file that it is, or that it was made of.
  bytes INTEGER NOT NULL,
  sha1 TEXT NOT NULL,
  -- The listing that told of it last.
  listing INTEGER NOT NULL
) STRICT;
CREATE INDEX stored_objects_by_content ON stored_objects (bytes, sha1);
-- One row: of which place the list is, and when it was whole.
CREATE TABLE stored_listing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  place TEXT NOT NULL,
  listing INTEGER NOT NULL,
  listed_at_ms REAL NOT NULL
) STRICT;
CREATE INDEX media_versions_by_object ON media_versions (b2_file_id) WHERE b2_file_id IS NOT NULL;
`,
};
