import type { Draft } from '../../../src/shared/domain/merge.ts';
import type { TableName } from '../../../src/shared/domain/registry.ts';
import { checkCursor, checkSight } from './checks.ts';
import type { Computer } from './computer.ts';
import { withEngine } from './engine.ts';
import { foreign } from './database-sql.ts';
import type { Image } from './disk.ts';
import { readCells } from './read.ts';
import { createRandom, type Random, type Tally } from './random.ts';
import type { Server } from './server.ts';
import type { Kind, Role, Step } from './steps.ts';
import { createRow, editRow, linkTables, type Making } from './values.ts';
import { hold } from './violation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everything that a step may act on. */
export interface Stage {
  readonly server: Server;
  readonly computers: Computer[];
  readonly zombies: (() => Promise<unknown>)[];
  readonly tally: Tally;
  /** What the server has let go of for good, by `table id`. */
  readonly collected: Set<string>;
  readonly addComputer: (like: Computer, image?: Image) => void;
  readonly passTime: (ms: number) => void;
  readonly nowMs: () => number;
}
interface Scene extends Stage {
  readonly computer: Computer;
  readonly random: Random;
  readonly step: Step;
}
type Act = (scene: Scene) => unknown;

const snapshots = new WeakMap<Computer, Image>();
const backups = new WeakMap<Server, () => Promise<void>>();

const makingOf = ({ computer, random }: Scene): Making => ({
  random,
  rowsOf: (table) => computer.idsOf(table),
  newId: random.uuid,
  tables: computer.tables(),
  tableOf: computer.tableOf,
});
function anyRow(scene: Scene, tables = scene.computer.tables()): { t: TableName; id: string } | null {
  const t = scene.random.pick(tables);
  const ids = scene.computer.idsOf(t);
  return ids.length > 0 ? { t, id: scene.random.pick(ids) } : null;
}
const newRow = (scene: Scene, tables = scene.computer.tables()): Draft[] => {
  const drafts: Draft[] = [];
  createRow(scene.random.pick(tables), makingOf(scene), drafts);
  return drafts;
};
function work(scene: Scene, times: number): void {
  for (let left = times; left > 0; left--) {
    const draft = scene.random.chance(0.3) ? undefined : editRow(makingOf(scene), isOrdinary);
    scene.computer.mutate(...(draft ? [draft] : newRow(scene)));
  }
}
function setLife(scene: Scene, at: number | null): void {
  const row = anyRow(scene);
  if (row) scene.computer.mutate({ ...row, k: 'set', v: { life: { deleted_at_ms: at } } });
}
const isOrdinary = (group: string, merge: string): boolean => merge !== 'imm' && group !== 'life';
const setTitle = (id: string, title: string): Draft => ({ t: 'courses', id, k: 'set', v: { title: { title } } });
const anotherOf = ({ computers, computer, random }: Scene): Computer =>
  random.pick(computers.filter((one) => one !== computer || computers.length === 1));

/** Sealed and everything that goes with it, as it stands in the database: for before and after a crash. */
function standing({ app, tables }: Computer): string {
  const { db } = app();
  return JSON.stringify([
    readCells(db, 'SELECT n, mid, ops, state FROM outbox ORDER BY n'),
    readCells(db, 'SELECT tbl, id, n FROM outbox_rows ORDER BY tbl, id, n'),
    ...tables().map((table) => readCells(db, `SELECT id, fv FROM ${table} ORDER BY id`)),
  ]);
}

async function crashEdit(scene: Scene): Promise<void> {
  const { computer, random, tally } = scene;
  const draft = editRow(makingOf(scene), (group) => group !== 'life') ?? newRow(scene)[0];
  if (!draft) return;
  const before = standing(computer);
  const { mutator } = computer.app();
  const label = { code: 'course.edit', count: 1, name: '' } as const;
  const isCut = await computer.untilCrash(1 + random.int(6), () =>
    computer.record(() => mutator.mutate({ label, drafts: [draft] })),
  );
  tally.bump(isCut ? 'write cut off' : 'write before the end');
  if (isCut) hold('I1a', standing(computer) === before, () => `${computer.name} kept half a write`);
}

function strike({ computer, step }: Scene): void {
  computer.line.fate = step.fate;
  computer.line.left = step.nth;
}

async function sync(scene: Scene): Promise<void> {
  strike(scene);
  scene.tally.bump(`round ${await scene.computer.round()}`);
  scene.computer.line.fate = 'ok';
}

/** With nothing wrong: the pause after a write, and what starting over costs. With one fault: the longest pause. */
const AGE_MS = { fine: 5_000, struck: 305_000 } as const;

/** I2: somebody works while the app's engine runs; nothing waits for longer than its timers allow. */
async function runEngine(scene: Scene): Promise<void> {
  const { computer, server, step, passTime, tally } = scene;
  strike(scene);
  await withEngine(computer, passTime, async ({ poke, runFor }) => {
    for (let turn = 0; turn < 3; turn++) {
      work(scene, 1 + scene.random.int(3));
      poke();
      await runFor(step.fate === 'ok' ? AGE_MS.fine : AGE_MS.struck);
      const isMember = server.roles.get(computer.user) !== null;
      const left = computer.waiting();
      const show = (): string => `${computer.name} had all the time it may take: ${JSON.stringify(left)}`;
      hold('I2', left.length === 0 || !isMember, show);
      tally.bump(isMember ? 'drained by the engine' : 'engine of nobody');
    }
  });
  computer.line.fate = 'ok';
}

/** Another computer's whole round comes between two requests of this one's. */
async function together(scene: Scene): Promise<void> {
  const other = anotherOf(scene);
  let left = scene.step.nth;
  scene.computer.line.gate = async () => {
    if (left-- !== 0) return;
    scene.computer.line.gate = null;
    if (other !== scene.computer) await other.round();
  };
  await sync(scene);
  scene.computer.line.gate = null;
}

async function setRole({ server, random }: Scene, role: (random: Random) => Role | null): Promise<void> {
  const members = server.people.slice(1);
  if (members.length > 0) await server.setRole(random.pick(members).user, role(random));
}

async function restoreServer({ server, computers, collected }: Scene): Promise<void> {
  const restore = backups.get(server);
  if (!restore) return;
  await restore();
  await server.newEpoch();
  collected.clear();
  for (const { seen } of computers) seen.clear(); // the world itself went back
}

/** Somebody with a token of his own, who is a member of a workspace of his own only. */
const thief = ({ server, random, tally }: Scene, user: string, ws: string, batch: readonly unknown[]) => {
  tally.bump('attack');
  const args = { p_client: random.uuid(), p_ws: ws, p_user: user, p_batch: batch, p_nonce: random.uuid() };
  return server.attack({ door: 'sync_push', args, user: foreign.user });
};

async function attack(scene: Scene): Promise<void> {
  const { computer, server, random } = scene;
  const sent = await thief(scene, String(server.users[0]), server.ws, []);
  hold('I10', sent === '28000', () => `another user's outbox was answered with ${sent}`);
  const row = await server.anyRow(random.next());
  if (!row) return;
  const moved = await server.move(row.t, row.id, foreign.workspace);
  hold('I9', moved === '23514', () => `${row.t} ${row.id} was moved to another workspace: ${moved}`);
  const h = `${String(scene.nowMs()).padStart(13, '0')}-0000-00000000`;
  const ops = [{ ...row, k: 'put', h, v: {} }];
  const taken = await thief(scene, foreign.user, foreign.workspace, [{ seq: 1, mid: random.uuid(), ops }]);
  hold('I9', taken !== 'none', () => `${row.t} ${row.id} was taken by another workspace: ${taken}`);
  const mine = anyRow(scene, ['courses']);
  if (mine) computer.mutate({ ...mine, k: 'set', v: { title: { title: 'smuggled', ws: foreign.workspace } } });
}

const acts: Readonly<Record<Kind, Act>> = {
  create: (scene) => scene.computer.mutate(...newRow(scene)),
  edit(scene) {
    const draft = editRow(makingOf(scene), isOrdinary);
    if (draft) scene.computer.mutate(draft);
  },
  type(scene) {
    const row = anyRow(scene, ['courses']);
    for (let letter = 0; row && letter < 3; letter++) scene.computer.mutate(setTitle(row.id, `typed ${letter}`));
  },
  /** Somebody works for a while, perhaps without any network: all of it waits. */
  work: (scene) => work(scene, 2 + scene.random.int(7)),
  delete: (scene) => setLife(scene, scene.random.int(1_000)),
  restore: (scene) => setLife(scene, null),
  link(scene) {
    scene.computer.mutate(...newRow(scene, linkTables(makingOf(scene))));
  },
  bundle: (scene) => scene.computer.mutate(...newRow(scene), ...newRow(scene), ...newRow(scene)),
  undo: ({ computer }) => computer.record(() => computer.app().undo.undo()),
  redo: ({ computer }) => computer.record(() => computer.app().undo.redo()),
  'too-long'(scene) {
    const row = anyRow(scene, ['courses']);
    if (row)
      scene.computer.mutate(
        { ...row, k: 'set', v: { subtitle: { subtitle: 'must go back' } } },
        setTitle(row.id, 'x'.repeat(501)),
      );
  },
  orphan: ({ computer, random }) =>
    computer.mutate({
      t: 'chapters',
      id: random.uuid(),
      k: 'put',
      v: { place: { course_id: random.uuid(), pos: 'a0' } },
    }),
  'foreign-id': ({ computer }) =>
    computer.mutate({ t: 'courses', id: foreign.course, k: 'put', v: { title: { title: 'Stolen' } } }),
  sync,
  together,
  engine: runEngine,
  restart: ({ computer }) => computer.restart(),
  'crash-edit': crashEdit,
  'crash-sync': async ({ computer, random, tally }) =>
    tally.bump(
      (await computer.untilCrash(1 + random.int(40), () => computer.round())) ? 'round cut off' : 'round ended',
    ),
  snapshot: ({ computer }) => void snapshots.set(computer, computer.image()),
  rollback({ computer, tally }) {
    const image = snapshots.get(computer);
    if (!image) return;
    computer.rollBack(image);
    tally.bump('rolled back');
  },
  clone({ computer, computers, addComputer, tally }) {
    if (computers.length >= 6) return;
    addComputer(computer, computer.image());
    tally.bump('cloned');
  },
  clock: ({ computer, random }) => computer.setSkew((random.int(3) - 1) * HOUR_MS),
  leap: ({ computer, random }) => computer.setSkew(random.int(400) * DAY_MS),
  upgrade: ({ computer }) => computer.upgrade(),
  'switch-account': async ({ computer, server, random, tally }) => {
    if (computer.app().state.get('owner_id') === null) return; // it would become theirs
    const other = random.pick(server.users);
    await computer.as(other, async () => tally.bump(`as another: ${await computer.round()}`));
  },
  zombie: ({ zombies }) => zombies.shift()?.(),
  revoke: (scene) => setRole(scene, () => null),
  grant: (scene) => setRole(scene, () => 'editor'),
  role: (scene) => setRole(scene, (random) => random.pick(['editor', 'viewer'])),
  backup: async ({ server }) => void backups.set(server, await server.backUp()),
  'restore-server': restoreServer,
  'new-epoch': ({ server }) => server.newEpoch(),
  async collect({ server, collected, tally }) {
    for (const row of await server.collect()) {
      collected.add(row);
      tally.bump('collected');
    }
  },
  newcomer({ computer, computers, addComputer }) {
    if (computers.length < 6) addComputer(computer);
  },
  attack,
};

/** One step, and what must be so after any. */
export async function act(stage: Stage, step: Step): Promise<void> {
  const computer = stage.computers[step.device % stage.computers.length];
  if (!computer) return;
  stage.passTime(1 + (step.device % 7) * 10);
  stage.tally.bump(`step ${step.kind}`);
  await acts[step.kind]({ ...stage, computer, step, random: createRandom(step.salt) });
  for (const one of stage.computers) {
    checkSight(one, stage.server, stage.collected);
    await checkCursor(one, stage.server);
  }
}
