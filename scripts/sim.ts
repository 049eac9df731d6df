import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bugs, type PlantedBug } from '../tests/property/sync-sim/bugs.ts';
import { bestDriver, openServers, type Driver, type Servers } from '../tests/property/sync-sim/database.ts';
import { live } from '../tests/property/sync-sim/life.ts';
import { createTally } from '../tests/property/sync-sim/random.ts';

/**
 * `npm run sim -- --runs N --seed S [--pg postgres|pglite]`: lives of several computers around one server, with all that
 * may go wrong. `--bugs`: with each bug planted that was made before, until it is found. `--trace SEED`: one life, step by
 * step.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now()) },
    pg: { type: 'string', default: bestDriver },
    bugs: { type: 'boolean', default: false },
    trace: { type: 'string' },
  },
});
const runs = Number(values.runs);

/** Answers the message of the first life that broke a promise; null when none did. */
async function run(
  servers: Servers,
  bug: PlantedBug | null,
  seeds: readonly string[],
  trace: boolean,
): Promise<string | null> {
  const db = await servers.open();
  const total = createTally();
  const startedMs = performance.now();
  let broken: string | null = null;
  let count = 0;
  for (const statement of bug?.sql ?? []) await db.sql(statement);
  for (const seed of seeds) {
    count += 1;
    try {
      const onStep = trace ? { onStep: (step: object, n: number) => console.log(n, JSON.stringify(step)) } : {};
      total.add((await live({ db, seed, bug, ...onStep })).tally);
    } catch (error) {
      broken = `seed “${seed}”: ${(error as Error).message}`;
      break;
    }
  }
  await db.close();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${bug?.name ?? 'no bug planted'}: ${count} lives in ${seconds} s`);
  if (!bug) for (const [name, times] of total.entries()) console.log(`  ${name.padEnd(32)} ${times}`);
  return broken;
}

const servers = await openServers(values.pg as Driver);
const seeds =
  values.trace === undefined ? Array.from({ length: runs }, (_, n) => `${values.seed} ${n}`) : [values.trace];
let failures = 0;
if (values.bugs) {
  for (const bug of bugs) {
    const found = await run(servers, bug, seeds, false);
    console.log(found ? `  found: ${found.slice(0, 160)}` : '  NOT FOUND');
    failures += found ? 0 : 1;
  }
} else {
  const broken = await run(servers, null, seeds, values.trace !== undefined);
  if (broken)
    console.log(`${broken}\nAgain, step by step: npm run sim -- --trace "${/“(.*?)”/.exec(broken)?.[1] ?? ''}"`);
  else console.log(`All promises kept, on ${values.pg}, ${cpus().length} cores.`);
  failures = broken ? 1 : 0;
}
await servers.stop();
process.exitCode = failures > 0 ? 1 : 0;
