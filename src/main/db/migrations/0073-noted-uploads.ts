import type { Migration } from '../migration.ts';

/** Which uploads were written down as stored: what was emptied after that must not be written down a second time. */
export const migration: Migration = {
  version: 73,
  name: 'noted-uploads',
  up: `
CREATE TABLE noted_uploads (upload_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- One whose version was told of a stored object, this one or another, had its turn.
INSERT INTO noted_uploads
  SELECT u.id FROM uploads u JOIN media_versions v ON v.id = u.version_id
  WHERE u.state = 'ready' AND json_extract(v.fv, '$.stored') IS NOT NULL;
`,
};
