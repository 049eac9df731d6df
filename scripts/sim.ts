import { fork, type ChildProcess } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bugs, type PlantedBug } from '../tests/property/sync-sim/bugs.ts';
import { bestDriver, openServers, type Driver, type Servers } from '../tests/property/sync-sim/database.ts';
import { live } from '../tests/property/sync-sim/life.ts';
import { createTally } from '../tests/property/sync-sim/random.ts';
import { LIFE_STEPS } from '../tests/property/sync-sim/steps.ts';

/**
 * `npm run sim -- --runs N --seed S [--steps N] [--jobs N] [--pg postgres|pglite]`: lives of several computers around
 * one server, with all that may go wrong; `--steps`: about how many each has; `--jobs`: in how many processes; `--on`: goes on after a
 * broken promise, and names every life that broke one. `--bugs`: with each bug planted that was made before, until it is
 * found (`--bug TEXT`: those whose names have it). `--trace SEED`: one life, step by step.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now()) },
    steps: { type: 'string', default: String(LIFE_STEPS) },
    jobs: { type: 'string', default: '1' },
    pg: { type: 'string', default: bestDriver },
    on: { type: 'boolean', default: false },
    bugs: { type: 'boolean', default: false },
    bug: { type: 'string', default: '' },
    trace: { type: 'string' },
  },
});
const runs = Number(values.runs);
const steps = Number(values.steps);
const jobs = Number(values.jobs);

/** Of one process: so many lives take a minute or two. */
const TELL_EVERY = 250;

interface Report {
  readonly lives: number;
  readonly tally: readonly [string, number][];
  /** The messages of the lives that broke a promise; of the first alone, unless all are asked for. */
  readonly broken: readonly string[];
}

async function run(servers: Servers, bug: PlantedBug | null, seeds: readonly string[]): Promise<Report> {
  const db = await servers.open();
  const total = createTally();
  const broken: string[] = [];
  let lives = 0;
  for (const statement of bug?.sql ?? []) await db.sql(statement);
  for (const seed of seeds) {
    lives += 1;
    if (lives % TELL_EVERY === 0) console.error(`${new Date().toLocaleTimeString()}: ${lives} lives`);
    try {
      const isTraced = values.trace !== undefined;
      const onStep = isTraced ? { onStep: (step: object, n: number) => console.log(n, JSON.stringify(step)) } : {};
      total.add((await live({ db, seed, bug, steps, ...onStep })).tally);
    } catch (error) {
      broken.push(`seed “${seed}”: ${(error as Error).message}`);
      if (!values.on) break;
    }
  }
  await db.close();
  return { lives, tally: total.entries(), broken };
}

/** Every `jobs`-th life, from the `first`. */
const seedsOf = (first: number, every: number): string[] =>
  Array.from({ length: runs }, (_, n) => `${values.seed} ${n}`).filter((_, n) => n % every === first);

/** The same lives in processes of their own, each with a server of its own. */
async function runApart(): Promise<Report> {
  const args = ['--runs', values.runs, '--seed', values.seed, '--steps', values.steps, '--pg', values.pg];
  if (values.on) args.push('--on');
  const children = Array.from({ length: jobs }, (_, first) =>
    fork(import.meta.filename, [...args, '--jobs', values.jobs], {
      env: { ...process.env, LECTERN_SIM_PART: String(first) },
    }),
  );
  const reportOf = (child: ChildProcess): Promise<Report> =>
    new Promise((resolve, reject) => {
      child.once('message', (report) => resolve(report as Report));
      child.once('exit', (code) => reject(new Error(`a part ended with ${code}`)));
    });
  const parts = children.map(reportOf);
  // One broken promise is enough: nobody waits for the lives of the others.
  const broken = parts.map(async (part) =>
    values.on || (await part).broken.length === 0 ? new Promise<never>(() => undefined) : [await part],
  );
  const reports = await Promise.race([Promise.all(parts), ...broken]);
  for (const child of children) child.kill();
  const total = createTally();
  for (const { tally } of reports) total.add({ entries: () => [...tally] });
  return {
    lives: reports.reduce((sum, { lives }) => sum + lives, 0),
    tally: total.entries(),
    broken: reports.flatMap((report) => report.broken),
  };
}

async function runHere(seeds: readonly string[]): Promise<Report> {
  const servers = await openServers(values.pg as Driver);
  const report = await run(servers, null, seeds);
  await servers.stop();
  return report;
}

function tell({ lives, tally, broken }: Report, startedMs: number): void {
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(`${lives} lives of about ${steps} steps in ${seconds.toFixed(1)} s`);
  for (const [name, times] of tally) console.log(`  ${name.padEnd(32)} ${times}`);
  for (const one of broken)
    console.log(`${one}\nAgain, step by step: npm run sim -- --trace "${/“(.*?)”/.exec(one)?.[1] ?? ''}"`);
  if (broken.length === 0)
    console.log(`All promises kept, on ${values.pg}, ${cpus().length} cores, seed ${values.seed}.`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

async function findBugs(): Promise<void> {
  const servers = await openServers(values.pg as Driver);
  const canShow = ({ needsConnections }: PlantedBug): boolean => values.pg === 'postgres' || !needsConnections;
  for (const bug of bugs.filter((one) => canShow(one) && one.name.includes(values.bug))) {
    const { lives, broken } = await run(servers, bug, seedsOf(0, 1));
    const [first] = broken;
    console.log(`${bug.name}: ${first ? `found in life ${lives}: ${first.slice(0, 160)}` : `NOT FOUND in ${lives}`}`);
    if (!first) process.exitCode = 1;
  }
  await servers.stop();
}

const part = process.env['LECTERN_SIM_PART'];
const startedMs = performance.now();
if (part !== undefined) process.send?.(await runHere(seedsOf(Number(part), jobs)), () => process.disconnect());
else if (values.bugs) await findBugs();
else if (values.trace !== undefined) tell(await runHere([values.trace]), startedMs);
else tell(jobs > 1 ? await runApart() : await runHere(seedsOf(0, 1)), startedMs);
