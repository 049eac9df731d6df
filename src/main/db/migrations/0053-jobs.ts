import type { Migration } from '../migration.ts';

/** Work that has to be done some time, whatever happens meanwhile. One row per thing to be done; what is done is gone. */
export const migration: Migration = {
  version: 53,
  name: 'jobs',
  up: `CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- What it is about: asked for twice, it is done once.
  key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at_ms REAL NOT NULL,
  failing_since_ms REAL,
  reason TEXT,
  created_at_ms REAL NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX jobs_by_due ON jobs (state, due_at_ms);`,
};
