import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { bugs, type PlantedBug } from './sync-sim/bugs.ts';
import { bestDriver, openServers, type Servers, type SimDatabase } from './sync-sim/database.ts';
import { live } from './sync-sim/life.ts';
import { newerApp } from './sync-sim/newer-app.ts';
import { createTally, type Tally } from './sync-sim/random.ts';
import { fates, kinds } from './sync-sim/steps.ts';
import { Violation } from './sync-sim/violation.ts';

/* Computers of several people around one server, with everything that may go wrong (docs/reliability.md). */
const LIVES = 300;
/** Lives in which a planted bug has to be found; none has needed more than 22. */
const LIVES_PER_BUG = 40;
/** Far more than one takes: on a loaded machine, on PGlite. */
const A_LIFE_MS = 10_000;

let servers: Servers;
beforeAll(async () => {
  servers = await openServers(bestDriver);
});
afterAll(() => servers.stop());

async function withServer<T>(bug: PlantedBug | null, run: (db: SimDatabase) => Promise<T>): Promise<T> {
  const db = await servers.open();
  try {
    for (const statement of bug?.sql ?? []) await db.sql(statement);
    return await run(db);
  } finally {
    await db.close();
  }
}

/** A simulation in which nothing happens proves nothing. */
function expectEventful(total: Tally): void {
  const events = [
    'applied',
    'superseded',
    'rejected',
    'coalesced',
    'collected',
    'rolled back',
    'cloned',
    'upgraded',
    'drained by the engine',
    'attack',
  ];
  const faults = [
    'pull answered reset',
    'push answered fork',
    'push answered revoked',
    'write cut off',
    'round cut off',
  ];
  const steps = kinds.map((kind) => `step ${kind}`);
  const struck = fates.map((fate) => `fate ${fate}`);
  const written = newerApp.tableNames.map((table) => `wrote ${table}`);
  const never = [...events, ...faults, ...steps, ...struck, ...written].filter((name) => total.of(name) === 0);
  expect(never).toEqual([]);
  expect(total.of('mutations')).toBeGreaterThan(LIVES * 25);
}

test(
  `${LIVES} lives keep all that was promised`,
  async () => {
    const total = createTally();
    await withServer(null, async (db) => {
      for (let n = 0; n < LIVES; n++) total.add((await live({ db, seed: `test ${n}` })).tally);
    });
    expectEventful(total);
  },
  LIVES * A_LIFE_MS,
);

test('I15: the same seed gives the same trace', async () => {
  const traces = await withServer(null, async (db) => {
    const found: string[] = [];
    for (const seed of ['twice 1', 'twice 2', 'twice 1', 'twice 2']) found.push((await live({ db, seed })).trace);
    return found;
  });
  expect(traces.slice(2)).toEqual(traces.slice(0, 2));
  expect(traces[0]).not.toBe(traces[1]);
}, 60_000);

describe('the simulator finds what was done wrong before', () => {
  // PGlite has one connection: what shows only between two transactions cannot show there.
  const isShown = ({ needsConnections }: PlantedBug): boolean => bestDriver === 'postgres' || !needsConnections;
  const shown = bugs.filter(isShown);
  test('all of it, but for what needs two connections', () => expect(shown.length).toBeGreaterThan(12));

  test.each(shown)('$name', { timeout: LIVES_PER_BUG * A_LIFE_MS }, async (bug) => {
    const lives = withServer(bug, async (db) => {
      for (let n = 0; n < LIVES_PER_BUG; n++) await live({ db, seed: `bug${n}`, bug });
    });
    await expect(lives).rejects.toThrow(Violation);
  });
});
