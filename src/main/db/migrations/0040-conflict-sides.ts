import type { Migration } from '../migration.ts';

/**
 * Which computers a conflict is between, and when their texts reached the server (decision 0020). `is_mine`: what lost was
 * written on this computer; settled when it comes, since the client id that tells it may change later.
 */
export const migration: Migration = {
  version: 40,
  name: 'conflict-sides',
  up: `
ALTER TABLE conflicts ADD COLUMN winner TEXT;
ALTER TABLE conflicts ADD COLUMN winner_device TEXT NOT NULL DEFAULT '';
ALTER TABLE conflicts ADD COLUMN winner_at_ms INTEGER;
ALTER TABLE conflicts ADD COLUMN loser_device TEXT NOT NULL DEFAULT '';
ALTER TABLE conflicts ADD COLUMN loser_at_ms INTEGER;
ALTER TABLE conflicts ADD COLUMN is_mine INTEGER NOT NULL DEFAULT 0;
`,
};
