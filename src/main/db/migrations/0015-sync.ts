import type { Migration } from '../migration.ts';

/** The client's half of sync (docs/architecture.md, "Sync"): what waits, what the server has, what can be undone. */
export const migration: Migration = {
  version: 15,
  name: 'sync',
  up: `
-- state: queued -> inflight (seq assigned, frozen) -> acked (dropped when a pull has shown it) | dead letter.
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL UNIQUE, seq INTEGER UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'inflight', 'acked')), ops TEXT NOT NULL, label TEXT NOT NULL,
  ack_rev INTEGER, attempts INTEGER NOT NULL DEFAULT 0, schema_v INTEGER NOT NULL, at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox_rows (
  tbl TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (tbl, id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_rows_by_n ON outbox_rows (n);
-- The server's copy of rows that have local changes pending; row NULL: the server has none.
CREATE TABLE base_rows (
  tbl TEXT NOT NULL, id TEXT NOT NULL, row TEXT, rev INTEGER NOT NULL, PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (mid TEXT PRIMARY KEY, ops TEXT NOT NULL, ack_rev INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE dead_letters (
  mid TEXT PRIMARY KEY, ops TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL, detail TEXT, base TEXT, theirs TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
-- client_id, node, hlc, last_seq, cursor, epoch, workspace_id, owner_id, last_synced_at_ms
CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- One undo step per mutation: the drafts that bring the former values back, and those that set them again.
CREATE TABLE history (
  n INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL, label TEXT NOT NULL, at_ms INTEGER NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The stamps that a step found and wrote, per field group: they tell whether it can still be undone as it is.
CREATE TABLE history_stamps (
  n INTEGER NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL, grp TEXT NOT NULL, before_h TEXT NOT NULL, after_h TEXT NOT NULL,
  PRIMARY KEY (tbl, id, grp, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_stamps_by_n ON history_stamps (n);
`,
};
