import type { Migration } from '../migration.ts';

/** Columns that every synced table has: field-group stamps and the server's revision (0: never seen by it). */
const synced = `id TEXT PRIMARY KEY, rev INTEGER NOT NULL DEFAULT 0, fv TEXT NOT NULL DEFAULT '{}', deleted_at_ms INTEGER`;

/**
 * Entities. No foreign keys between synced rows: a pull may bring a child a page before its parent, and a
 * parent's deletion hides its children instead of cascading. The server does enforce them.
 */
export const migration: Migration = {
  version: 10,
  name: 'core',
  up: `
CREATE TABLE courses (${synced},
  title TEXT NOT NULL DEFAULT '', subtitle TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT '',
  objectives TEXT NOT NULL DEFAULT '[]', audience TEXT NOT NULL DEFAULT '', requirements TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT 'en', level TEXT NOT NULL DEFAULT 'all',
  price_minor INTEGER, currency TEXT NOT NULL DEFAULT 'USD', status TEXT NOT NULL DEFAULT 'draft',
  created_at_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE chapters (${synced},
  course_id TEXT, pos TEXT NOT NULL DEFAULT 'a0', title TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX chapters_by_course ON chapters (course_id, pos, id);
CREATE TABLE lessons (${synced},
  chapter_id TEXT, pos TEXT NOT NULL DEFAULT 'a0', title TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'video',
  body TEXT NOT NULL DEFAULT '', free_preview INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lessons_by_chapter ON lessons (chapter_id, pos, id);
CREATE TABLE media_files (${synced},
  name TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'video', current_version_id TEXT,
  created_at_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE media_versions (${synced},
  media_id TEXT, file_name TEXT NOT NULL DEFAULT '', bytes INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL DEFAULT 0, sha1 TEXT, duration_ms INTEGER, width INTEGER, height INTEGER,
  container TEXT, video_codec TEXT, audio_codec TEXT,
  bucket_name TEXT, object_name TEXT, b2_file_id TEXT, stored_at_ms INTEGER
) STRICT;
CREATE INDEX media_versions_by_media ON media_versions (media_id);
CREATE INDEX media_versions_by_content ON media_versions (sha1, bytes) WHERE sha1 IS NOT NULL;
CREATE TABLE media_links (${synced},
  media_id TEXT, target_type TEXT NOT NULL DEFAULT 'lesson', target_id TEXT, role TEXT NOT NULL DEFAULT 'video',
  language TEXT, label TEXT NOT NULL DEFAULT '', pos TEXT NOT NULL DEFAULT 'a0'
) STRICT;
CREATE INDEX media_links_by_target ON media_links (target_id, role);
CREATE INDEX media_links_by_media ON media_links (media_id);
CREATE TABLE tags (${synced}, name TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE taggings (${synced}, tag_id TEXT, target_type TEXT NOT NULL DEFAULT 'course', target_id TEXT) STRICT;
CREATE INDEX taggings_by_target ON taggings (target_id);

-- Of this computer only --------------------------------------------------------------------------------
-- Where the bytes of a version are on this disk, with the identity they had when we last looked. is_wanted: 0 when
-- the user cancelled its upload, so that it does not come back by itself.
CREATE TABLE media_locations (
  version_id TEXT PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL, mtime_ms REAL NOT NULL, inode TEXT NOT NULL,
  is_wanted INTEGER NOT NULL DEFAULT 1
) STRICT;
-- Who linked or unlinked what. The server keeps its own by trigger.
CREATE TABLE media_audit (
  n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, action TEXT NOT NULL CHECK (action IN ('link', 'unlink')),
  link_id TEXT NOT NULL, media_id TEXT NOT NULL, target_type TEXT NOT NULL, target_id TEXT NOT NULL, role TEXT NOT NULL,
  mutation_id TEXT NOT NULL
) STRICT;
CREATE TABLE profiles (
  user_id TEXT PRIMARY KEY, email TEXT NOT NULL, display_name TEXT NOT NULL DEFAULT '', signed_in_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE drafts (
  form TEXT NOT NULL, entity_id TEXT NOT NULL, fields TEXT NOT NULL, saved_at_ms INTEGER NOT NULL, PRIMARY KEY (form, entity_id)
) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`,
};
