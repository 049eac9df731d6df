import type { Migration } from '../migration.ts';

/**
 * A draft is of the window that it is typed in: two windows on one form each keep their own. `window_id` null: the window is
 * gone, the next to open the form takes it. `draft_others`: what was typed in another window than the words that won; it is
 * offered where those are.
 */
export const migration: Migration = {
  version: 76,
  name: 'drafts-of-windows',
  up: `
ALTER TABLE drafts RENAME TO shared_drafts;
CREATE TABLE drafts (
  n INTEGER PRIMARY KEY, form TEXT NOT NULL, entity_id TEXT NOT NULL, window_id INTEGER, fields TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL, UNIQUE (form, entity_id, window_id)
) STRICT;
INSERT INTO drafts (form, entity_id, fields, saved_at_ms) SELECT form, entity_id, fields, saved_at_ms FROM shared_drafts;
DROP TABLE shared_drafts;
CREATE TABLE draft_others (
  n INTEGER PRIMARY KEY, form TEXT NOT NULL, entity_id TEXT NOT NULL, window_id INTEGER, fields TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT;
`,
};
