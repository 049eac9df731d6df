import { createHash } from 'node:crypto';
import { act } from './act.ts';
import type { PlantedBug } from './bugs.ts';
import { checkEnd } from './checks-end.ts';
import { checkSight } from './checks.ts';
import { createComputer, type Computer, type ComputerDeps } from './computer.ts';
import type { SimDatabase } from './database.ts';
import { createDisks, type Image } from './disk.ts';
import { createRandom, createTally, type Tally } from './random.ts';
import { readCells, readColumn } from './read.ts';
import type { Stage } from './scene.ts';
import { createServer } from './server.ts';
import { planLife, type ComputerPlan, type Step } from './steps.ts';
import { deafen, hold } from './violation.ts';

/** Laps that all computers may need until nothing moves: forks, resets and re-pushes each cost one. */
const MAX_LAPS = 6;
const START_MS = Date.UTC(2026, 0, 1);

export interface Lived {
  readonly tally: Tally;
  /** Equal for equal seeds (I15). */
  readonly trace: string;
}
export interface LifeOptions {
  readonly db: SimDatabase;
  readonly seed: string;
  readonly bug?: PlantedBug | null;
  /** About how many. */
  readonly steps?: number;
  /** Called with each step before it is taken. */
  readonly onStep?: (step: Step, index: number) => void;
}

/** All that lies on a computer's disk. Conflicts have the server's numbers and times, which are no part of a life. */
function everythingOf({ app }: Computer): readonly unknown[] {
  const { db } = app();
  const tables = readColumn<string>(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
  const columns = (table: string): string =>
    table === 'conflicts' ? 'tbl, row_id, grp, mid, loser, loser_h, winner_h, is_dismissed' : '*';
  return tables.map((table) =>
    readCells(db, `SELECT ${columns(table)} FROM ${table}`)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  );
}

/** A round of every computer; answers those that did not end well. */
async function lap({ computers, server, passTime }: Stage): Promise<string[]> {
  const failed: string[] = [];
  for (const computer of computers) {
    passTime(1_000);
    const ended = await computer.round();
    if (ended !== 'ok') failed.push(`${computer.name}: ${ended}`);
    checkSight(computer, server);
  }
  return failed;
}

/** Late requests arrive, clocks are set right, rights come back, and everybody syncs until nothing moves. */
async function settle(stage: Stage): Promise<void> {
  const { computers, server, zombies } = stage;
  for (const fire of zombies.splice(0)) await fire();
  for (const { user } of server.people.slice(1))
    if (server.roles.get(user) === null) await server.setRole(user, 'viewer');
  for (const computer of computers) computer.setSkew(0);
  let failed: string[] = [];
  let before = -1;
  for (let count = 0; count < MAX_LAPS && (failed.length > 0 || server.version() !== before); count++) {
    before = server.version();
    failed = await lap(stage);
  }
  hold('I2', failed.length === 0, () => `rounds without faults ended with ${failed.join(', ')}`);
}

/** A whole life out of a seed: its people, computers and steps, and all the checks. Throws a Violation. */
export async function live({ db, seed, bug = null, steps, onStep }: LifeOptions): Promise<Lived> {
  deafen(bug?.deafTo ?? []);
  const plan = planLife(seed, steps);
  const random = createRandom(`${seed} world`);
  const tally = createTally();
  const disks = createDisks();
  let nowMs = START_MS;
  const people = plan.people.map((role) => ({ user: random.uuid(), role }));
  const server = createServer({ db, ws: random.uuid(), people, nowMs: () => nowMs, tally });
  const zombies: (() => Promise<unknown>)[] = [];
  const computers: Computer[] = [];

  function add(computerPlan: ComputerPlan, image?: Image): void {
    const name = `${seed} computer ${computers.length}`;
    const deps: ComputerDeps = {
      name,
      plan: computerPlan,
      server,
      disk: disks.make(computerPlan.disk),
      nowMs: () => nowMs,
      tally,
      zombies,
      bug,
      // Between the pages and pushes of a round, too: that is what a screen would show.
      onApplied: () => checkSight(made, server),
    };
    const made: Computer = createComputer(deps, image);
    computers.push(made);
  }
  const stage: Stage = {
    server,
    computers,
    zombies,
    tally,
    addComputer: (like, image, person = like.plan.person) =>
      add({ ...like.plan, person, isNewer: like.isNewer() }, image),
    passTime: (ms) => void (nowMs += ms),
    nowMs: () => nowMs,
  };
  try {
    await server.start();
    for (const computerPlan of plan.computers) add(computerPlan);
    for (const [index, step] of plan.steps.entries()) {
      onStep?.(step, index);
      await act(stage, step);
    }
    await settle(stage);
    const look = await server.look();
    checkEnd({ computers, server, look });
    const told = JSON.stringify([look.rows, look.head, computers.map(everythingOf), tally.entries()]);
    return { tally, trace: createHash('sha256').update(told).digest('hex') };
  } finally {
    for (const computer of computers) computer.close();
    disks.remove();
    await server.end();
  }
}
