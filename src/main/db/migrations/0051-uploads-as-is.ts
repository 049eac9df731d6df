import type { Migration } from '../migration.ts';

/** Whether somebody wants a file sent whatever its contents look like. */
export const migration: Migration = {
  version: 51,
  name: 'uploads-as-is',
  up: 'ALTER TABLE uploads ADD COLUMN as_is INTEGER NOT NULL DEFAULT 0;',
};
