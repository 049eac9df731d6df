import type { Migration } from '../migration.ts';

/** What lost a merge on the server, for "also changed on another computer: restore mine". */
export const migration: Migration = {
  version: 16,
  name: 'sync-conflicts',
  up: `
CREATE TABLE conflicts (
  id INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL, grp TEXT NOT NULL, mid TEXT NOT NULL,
  loser TEXT NOT NULL, loser_h TEXT NOT NULL, winner_h TEXT NOT NULL, at_ms INTEGER NOT NULL,
  is_dismissed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX conflicts_by_row ON conflicts (row_id);
`,
};
