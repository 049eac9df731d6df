import type { Migration } from '../migration.ts';

const synced = `id TEXT PRIMARY KEY, rev INTEGER NOT NULL DEFAULT 0, fv TEXT NOT NULL DEFAULT '{}', deleted_at_ms INTEGER`;

/** What a lesson holds besides its text, what was purged from the trash, and versions of a course (decision 0042). */
export const migration: Migration = {
  version: 70,
  name: 'course-content',
  up: `
ALTER TABLE courses ADD COLUMN purged_at_ms INTEGER;
ALTER TABLE chapters ADD COLUMN purged_at_ms INTEGER;
ALTER TABLE lessons ADD COLUMN purged_at_ms INTEGER;
ALTER TABLE lessons ADD COLUMN status TEXT NOT NULL DEFAULT 'ready';
ALTER TABLE lessons ADD COLUMN drip_days INTEGER;
ALTER TABLE lessons ADD COLUMN content TEXT NOT NULL DEFAULT '{}';
ALTER TABLE lessons ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE media_links ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE media_links ADD COLUMN alt TEXT NOT NULL DEFAULT '';
CREATE TABLE course_versions (${synced},
  course_id TEXT, kind TEXT NOT NULL DEFAULT 'named', part_count INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX course_versions_by_course ON course_versions (course_id);
CREATE TABLE course_version_parts (${synced},
  version_id TEXT, n INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX course_version_parts_by_version ON course_version_parts (version_id, n);
CREATE INDEX taggings_by_tag ON taggings (tag_id);
`,
};
