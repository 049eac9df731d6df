import { createRandom, type Random } from './random.ts';

/** How one request of a round fares. */
export const fates = [
  'lose-request', // it never arrives
  'lose-answer', // it is done, and nobody is told
  'duplicate', // it arrives twice
  'zombie', // it arrives later, when nobody waits for it any more
  'captive', // a hotel's page answers
  'cached', // an old answer comes out of some proxy
  'status', // a gateway answers with a status only
  'rolled-back', // the server does all of it, fails at the end and takes it back
] as const;
export type Fate = 'ok' | (typeof fates)[number];

/** What may happen, and how often. */
const weights = {
  create: 9,
  edit: 12,
  type: 7,
  work: 8,
  delete: 3,
  restore: 3,
  link: 4,
  bundle: 3,
  undo: 4,
  redo: 3,
  'too-long': 2,
  orphan: 1,
  'foreign-id': 1,
  sync: 24,
  together: 3,
  engine: 3,
  restart: 2,
  'crash-edit': 2,
  'crash-sync': 3,
  snapshot: 2,
  rollback: 1,
  clone: 1,
  clock: 2,
  leap: 1,
  upgrade: 2,
  'switch-account': 1,
  zombie: 2,
  revoke: 1,
  grant: 2,
  role: 1,
  backup: 1,
  'restore-server': 1,
  'new-epoch': 1,
  collect: 1,
  newcomer: 2,
  attack: 2,
} as const;
export type Kind = keyof typeof weights;
export const kinds = Object.keys(weights) as Kind[];

export interface Step {
  readonly kind: Kind;
  readonly device: number;
  /** What the step's own choices are made with, so that taking another step away changes nothing here. */
  readonly salt: string;
  readonly fate: Fate;
  /** Which request of the round the fate strikes. */
  readonly nth: number;
}
export type Role = 'owner' | 'editor' | 'viewer';
export interface ComputerPlan {
  readonly person: number;
  /** A real file, or SQLite's memory. */
  readonly disk: 'file' | 'memory';
  /** How many rows it asks for at once. */
  readonly pageRows: number;
  /** Stamps edits by its own wrong clock, whatever it has learned about the server's. */
  readonly isStubborn: boolean;
  /** Has the next version of the app, which knows a field group and a table more. */
  readonly isNewer: boolean;
}
export interface LifePlan {
  readonly seed: string;
  readonly people: readonly Role[];
  readonly computers: readonly ComputerPlan[];
  readonly steps: readonly Step[];
}

const total = kinds.reduce((sum, kind) => sum + weights[kind], 0);
function pickKind(random: Random): Kind {
  let left = random.int(total);
  return kinds.find((kind) => (left -= weights[kind]) < 0) ?? 'sync';
}

function planComputer(random: Random, index: number, people: number): ComputerPlan {
  return {
    person: index < people ? index : random.int(people),
    disk: random.chance(0.2) ? 'file' : 'memory',
    pageRows: random.pick([1, 3, 10, 30, 1000, 1000]),
    isStubborn: random.chance(0.5),
    isNewer: random.chance(0.25),
  };
}

/** How many steps a life has, as a rule. */
export const LIFE_STEPS = 48;
const SPREAD = 26;

/** A whole life out of a seed: who there is, with which computers, and what happens to them, in about `steps` steps. */
export function planLife(seed: string, steps = LIFE_STEPS): LifePlan {
  const random = createRandom(seed);
  const people = random.pick<readonly Role[]>([
    ['owner'],
    ['owner'],
    ['owner', 'editor'],
    ['owner', 'editor', 'viewer'],
  ]);
  const count = Math.max(people.length, 2 + random.int(random.chance(0.3) ? 4 : 2));
  const length = Math.max(1, steps - SPREAD / 2 + random.int(SPREAD));
  return {
    seed,
    people,
    computers: Array.from({ length: count }, (_, index) => planComputer(random, index, people.length)),
    steps: Array.from({ length }, () => ({
      kind: pickKind(random),
      device: random.int(12),
      salt: random.hex8(),
      fate: random.chance(0.3) ? random.pick(fates) : 'ok',
      nth: random.int(3),
    })),
  };
}
