import type { Database } from '../../../src/main/db/open.ts';

/** The power goes in the middle of a transaction. */
export class Crash extends Error {}

const OWN = ['outbox', 'outbox_rows', 'base_rows', 'journal', 'dead_letters', 'sync_state', 'history'];

/** From now on each row written counts; the `after`-th is never finished, and nothing after it is. */
export function armCrash(db: Database, after: number, tables: readonly string[]): void {
  let left = after;
  db.function('sim_write', { deterministic: false }, () => {
    left -= 1;
    if (left <= 0) throw new Crash('the power is gone');
    return 0;
  });
  const triggers = [...OWN, ...tables].flatMap((table) =>
    ['INSERT', 'UPDATE', 'DELETE'].map(
      (event) =>
        `CREATE TEMP TRIGGER sim_${table}_${event} BEFORE ${event} ON main.${table} BEGIN SELECT sim_write(); END;`,
    ),
  );
  db.exec(triggers.join('\n'));
}
