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
  again: 3,
  delete: 3,
  restore: 3,
  link: 4,
  bundle: 3,
  large: 0, // in stories only: it takes as long as half a life
  undo: 4,
  redo: 3,
  'too-long': 2,
  orphan: 1,
  'foreign-id': 1,
  sync: 24,
  together: 3,
  'at-once': 3,
  meanwhile: 3,
  engine: 3,
  restart: 2,
  'crash-edit': 2,
  'crash-sync': 3,
  snapshot: 2,
  rollback: 1,
  clone: 1,
  gift: 1,
  clock: 2,
  leap: 1,
  upgrade: 2,
  extra: 2,
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
  /** Counted round; from the last one back below zero. */
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

interface Story {
  readonly chance: number;
  readonly steps: readonly (readonly [Kind, number])[];
}
/** [kind, computer] of each step. */
const story = (chance: number, ...steps: Story['steps']): Story => ({ chance, steps });
/**
 * What chance alone brings about too rarely, each at some moment of a life. Computers 0 and 1 belong to different people
 * where there are several, and may have different versions of the app.
 */
const stories: readonly Story[] = [
  // The disk goes back to before something that was sent.
  story(
    0.3,
    ['type', 0],
    ['sync', 0],
    ['snapshot', 0],
    ['edit', 0],
    ['type', 0],
    ['sync', 0],
    ['rollback', 0],
    ['type', 0],
    ['sync', 0],
  ),
  // Two copies of one profile go on under one name.
  story(0.3, ['type', 0], ['sync', 0], ['clone', 0], ['type', 0], ['type', -1], ['sync', 0], ['sync', -1]),
  // The newer app's own fields pass through an older one, which is then brought to the newer.
  story(0.35, ['extra', 1], ['sync', 1], ['sync', 0], ['type', 0], ['sync', 0], ['upgrade', 0], ['sync', 0]),
  // Somebody goes on typing while it is being sent.
  story(0.4, ['type', 0], ['meanwhile', 0], ['again', 0], ['sync', 0]),
  // Two send at the same moment, and one of them is told first.
  story(0.35, ['type', 0], ['work', 1], ['at-once', 0], ['sync', 1]),
  story(0.04, ['large', 0], ['sync', 0], ['sync', 1], ['type', 0]),
];
/** Before anything was synced: two people begin with copies of one profile that nobody had signed in to. */
const beginning = story(0.6, ['work', 0], ['gift', 0], ['sync', 0], ['sync', -1]);

function planComputer(random: Random, index: number, people: number): ComputerPlan {
  return {
    person: index < people ? index : random.int(people),
    disk: random.chance(0.2) ? 'file' : 'memory',
    pageRows: random.pick([1, 5, 5, 30, 1000, 1000, 1000]),
    isStubborn: random.chance(0.5),
    isNewer: index > 0 && random.chance(index === 1 ? 0.6 : 0.25),
  };
}

function planSteps(random: Random, length: number): Step[] {
  const add = (kind: Kind, device: number, fate: Fate): Step => ({
    kind,
    device,
    salt: random.hex8(),
    fate,
    nth: random.int(3),
  });
  const steps = Array.from({ length }, () =>
    add(pickKind(random), random.int(12), random.chance(0.3) ? random.pick(fates) : 'ok'),
  );
  const told = ({ steps: told }: Story): Step[] => told.map(([kind, device]) => add(kind, device, 'ok'));
  for (const one of stories) if (random.chance(one.chance)) steps.splice(random.int(length), 0, ...told(one));
  return random.chance(beginning.chance) ? [...told(beginning), ...steps] : steps;
}

/** How many steps a life has, as a rule, and the stories that come into it. */
export const LIFE_STEPS = 40;
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
    steps: planSteps(random, length),
  };
}
