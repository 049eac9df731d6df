import type { Migration } from '../migration.ts';

/** Before a small file is sent it is asked whether anything of its length is stored: receipts are kept, and many. */
export const migration: Migration = {
  version: 50,
  name: 'uploads-by-length',
  up: `CREATE INDEX uploads_by_length ON uploads (size_bytes) WHERE state = 'ready';`,
};
