import type { Migration } from '../migration.ts';

/** Receipts outlive the queue: what was sent in all, what a later look at the stored object found, and that a row is off the list. */
export const migration: Migration = {
  version: 52,
  name: 'upload-receipts',
  up: `
ALTER TABLE uploads ADD COLUMN sent_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE uploads ADD COLUMN is_cleared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE uploads ADD COLUMN last_check TEXT;
`,
};
