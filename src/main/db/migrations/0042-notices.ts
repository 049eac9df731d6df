import type { Migration } from '../migration.ts';

/** What happened to this copy of the data, until somebody has read it. One row per kind: the latest. */
export const migration: Migration = {
  version: 42,
  name: 'notices',
  up: `CREATE TABLE notices (
  code TEXT PRIMARY KEY, detail TEXT NOT NULL, at_ms INTEGER NOT NULL, is_dismissed INTEGER NOT NULL DEFAULT 0
) STRICT;`,
};
