import type { Draft } from '../../../src/shared/domain/merge.ts';
import { checkCursor, checkLetters, checkSight } from './checks.ts';
import type { Computer } from './computer.ts';
import { foreign } from './database-sql.ts';
import type { Image } from './disk.ts';
import { createRandom, type Random, type Tally } from './random.ts';
import type { Server } from './server.ts';
import type { Kind, Role, Step } from './steps.ts';
import { createRow, editRow, knownTables, linkTables, type Making } from './values.ts';
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
  knows: computer.knows,
});
function anyRow(
  scene: Scene,
  tables = knownTables(makingOf(scene)),
): { t: (typeof tables)[number]; id: string } | null {
  const t = scene.random.pick(tables);
  const ids = scene.computer.idsOf(t);
  return ids.length > 0 ? { t, id: scene.random.pick(ids) } : null;
}
const newRow = (scene: Scene, tables = knownTables(makingOf(scene))): Draft[] => {
  const drafts: Draft[] = [];
  createRow(scene.random.pick(tables), makingOf(scene), drafts);
  return drafts;
};
function setLife(scene: Scene, at: number | null): void {
  const row = anyRow(scene);
  if (row) scene.computer.mutate({ ...row, k: 'set', v: { life: { deleted_at_ms: at } } });
}
const setTitle = (id: string, title: string): Draft => ({ t: 'courses', id, k: 'set', v: { title: { title } } });
const anotherOf = ({ computers, computer, random }: Scene): Computer =>
  random.pick(computers.filter((one) => one !== computer || computers.length === 1));

/** Sealed and everything that goes with it, as it stands in the database: for before and after a crash. */
function standing({ app }: Computer): string {
  const { db } = app();
  return JSON.stringify([
    db.prepare('SELECT n, mid, ops, state FROM outbox ORDER BY n').all(),
    db.prepare('SELECT tbl, id, n FROM outbox_rows ORDER BY tbl, id, n').all(),
    db.prepare('SELECT id, fv FROM courses ORDER BY id').all(),
    db.prepare('SELECT id, fv FROM lessons ORDER BY id').all(),
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

async function sync(scene: Scene): Promise<void> {
  const { computer, step, tally } = scene;
  computer.line.fate = step.fate;
  computer.line.left = step.nth;
  tally.bump(`round ${await computer.round()}`);
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

/** Somebody with a token of his own tries to send another's outbox. */
async function attack({ server, random, tally }: Scene): Promise<void> {
  const args = {
    p_client: random.uuid(),
    p_ws: server.ws,
    p_user: server.users[0],
    p_batch: [],
    p_nonce: random.uuid(),
  };
  const code = await server.attack({ door: 'sync_push', args, user: foreign.user });
  hold('I10', code === '28000', () => `another user's outbox was answered with ${code}`);
  tally.bump('attack refused');
}

const acts: Readonly<Record<Kind, Act>> = {
  create: (scene) => scene.computer.mutate(...newRow(scene)),
  edit(scene) {
    const draft = editRow(makingOf(scene), (group, merge) => merge !== 'imm' && group !== 'life');
    if (draft) scene.computer.mutate(draft);
  },
  type(scene) {
    const row = anyRow(scene, ['courses']);
    for (let letter = 0; row && letter < 3; letter++) scene.computer.mutate(setTitle(row.id, `typed ${letter}`));
  },
  delete: (scene) => setLife(scene, scene.random.int(1_000)),
  restore: (scene) => setLife(scene, null),
  link(scene) {
    const tables = linkTables.filter((table) => scene.computer.knows(table));
    if (tables.length > 0) scene.computer.mutate(...newRow(scene, tables));
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
    checkLetters(one, stage.server);
  }
  await checkCursor(computer, stage.server);
}
