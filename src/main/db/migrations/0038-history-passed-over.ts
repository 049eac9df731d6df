import type { Migration } from '../migration.ts';

/** A step that another computer has changed since may be left as it is, so that the steps before it can be reached. */
export const migration: Migration = {
  version: 38,
  name: 'history-passed-over',
  up: 'ALTER TABLE history ADD COLUMN passed_over INTEGER NOT NULL DEFAULT 0;',
};
