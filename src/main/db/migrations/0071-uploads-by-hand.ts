import type { Migration } from '../migration.ts';

/** Whether somebody put an upload where it is in the queue; all others follow the outline of their course. */
export const migration: Migration = {
  version: 71,
  name: 'uploads-by-hand',
  up: 'ALTER TABLE uploads ADD COLUMN placed_by_hand INTEGER NOT NULL DEFAULT 0;',
};
