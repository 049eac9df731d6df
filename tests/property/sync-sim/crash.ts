import { tableNames } from '../../../src/shared/domain/registry.ts';
import type { Database } from '../../../src/main/db/open.ts';

/** The power goes in the middle of a transaction. */
export class Crash extends Error {}

const OWN = ['outbox', 'outbox_rows', 'base_rows', 'journal', 'dead_letters', 'sync_state', 'history'];

/** From now on each row written counts; the `after`-th is never finished, and nothing after it is. */
export function armCrash(db: Database, after: number): void {
  let left = after;
  db.function('sim_write', { deterministic: false }, () => {
    left -= 1;
    if (left <= 0) throw new Crash('the power is gone');
    return 0;
  });
  for (const table of [...OWN, ...tableNames])
    for (const event of ['INSERT', 'UPDATE', 'DELETE'])
      db.exec(
        `CREATE TEMP TRIGGER sim_${table}_${event} BEFORE ${event} ON main.${table} BEGIN SELECT sim_write(); END`,
      );
}
