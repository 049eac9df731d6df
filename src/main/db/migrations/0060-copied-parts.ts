import type { Migration } from '../migration.ts';

/** Which parts were copied within storage instead of sent. */
export const migration: Migration = {
  version: 60,
  name: 'uploads-copied-parts',
  up: 'ALTER TABLE upload_parts ADD COLUMN is_copied INTEGER NOT NULL DEFAULT 0;',
};
