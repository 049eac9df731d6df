import type { Migration } from '../migration.ts';

/**
 * A large mutation travels in parts. `part_of` is the id of the first one (null: it is whole), `ops_before` how many ops
 * the parts before this one have: what is refused later tells how much of it had been taken. `schema_v`: in which version
 * of the schema an entry was written, also when it has left the outbox (see upgrade-ops.ts).
 */
export const migration: Migration = {
  version: 39,
  name: 'mutation-parts',
  up: `
ALTER TABLE outbox ADD COLUMN part_of TEXT;
ALTER TABLE outbox ADD COLUMN ops_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN part_of TEXT;
ALTER TABLE journal ADD COLUMN ops_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN schema_v INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dead_letters ADD COLUMN ops_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dead_letters ADD COLUMN schema_v INTEGER NOT NULL DEFAULT 0;
`,
};
