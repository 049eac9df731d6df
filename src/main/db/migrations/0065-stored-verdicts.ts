import type { Migration } from '../migration.ts';

/**
 * What the last look at a stored object found, in columns: the screens ask for it with every row. Damaged JSON counts as
 * no look.
 */
export const migration: Migration = {
  version: 65,
  name: 'stored-verdicts',
  up: `
ALTER TABLE uploads ADD COLUMN stored_file_id TEXT
  GENERATED ALWAYS AS (CASE WHEN json_valid(receipt) THEN receipt ->> 'fileId' END) VIRTUAL;
ALTER TABLE uploads ADD COLUMN checked_at_ms INTEGER
  GENERATED ALWAYS AS (CASE WHEN json_valid(last_check) THEN last_check ->> 'atMs' END) VIRTUAL;
ALTER TABLE uploads ADD COLUMN verdict TEXT
  GENERATED ALWAYS AS (CASE WHEN json_valid(last_check) THEN last_check ->> 'verdict' END) VIRTUAL;
CREATE INDEX uploads_checked ON uploads (stored_file_id, checked_at_ms) WHERE verdict IS NOT NULL;
`,
};
