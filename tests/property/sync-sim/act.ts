import type { Draft } from '../../../src/shared/domain/merge.ts';
import type { TableName } from '../../../src/shared/domain/registry.ts';
import { attack } from './attacks.ts';
import { checkCursor, checkSight } from './checks.ts';
import type { Computer } from './computer.ts';
import { foreign } from './database-sql.ts';
import type { Image } from './disk.ts';
import { createRandom, type Random } from './random.ts';
import { readCells } from './read.ts';
import { atOnce, meanwhile, runEngine, sync, together } from './rounds.ts';
import { again, anyRow, isOrdinary, makingOf, newRow, work, type Act, type Scene, type Stage } from './scene.ts';
import type { Server } from './server.ts';
import type { Kind, Role, Step } from './steps.ts';
import { editRow, linkTables } from './values.ts';
import { hold } from './violation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const snapshots = new WeakMap<Computer, Image>();
const backups = new WeakMap<Server, () => Promise<void>>();

function setLife(scene: Scene, at: number | null): void {
  const row = anyRow(scene);
  if (row) scene.computer.mutate({ ...row, k: 'set', v: { life: { deleted_at_ms: at } } });
}
const setTitle = (id: string, title: string): Draft => ({ t: 'courses', id, k: 'set', v: { title: { title } } });

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

/** Six of them are more than one part takes. */
const LONG_BODY = 'word '.repeat(36_000);

/** A mutation that travels in parts, of which one may be refused: with all that would have followed it. */
function large(scene: Scene): void {
  const drafts = newRow(scene, ['chapters']);
  const chapter = drafts.at(-1)?.id ?? '';
  const refused = scene.random.int(14);
  for (let n = 0; n < 7; n++) {
    const place = { chapter_id: chapter, pos: `a${n}` };
    const title = { title: n === refused ? 'x'.repeat(501) : `Long ${n}` };
    drafts.push({ t: 'lessons', id: scene.random.uuid(), k: 'put', v: { place, title, body: { body: LONG_BODY } } });
  }
  const before = scene.computer.entries().length;
  scene.computer.mutate(...drafts);
  scene.tally.bump('parts', scene.computer.entries().length - before);
}

async function setRole({ server, random }: Scene, role: (random: Random) => Role | null): Promise<void> {
  const members = server.people.slice(1);
  if (members.length > 0) await server.setRole(random.pick(members).user, role(random));
}

async function restoreServer({ server, computers }: Scene): Promise<void> {
  const restore = backups.get(server);
  if (!restore) return;
  await restore();
  await server.newEpoch();
  for (const { seen } of computers) seen.clear(); // the world itself went back
}

const acts: Readonly<Record<Kind, Act>> = {
  create: (scene) => scene.computer.mutate(...newRow(scene)),
  edit(scene) {
    const draft = editRow(makingOf(scene), isOrdinary);
    if (draft) scene.computer.mutate(draft);
  },
  type(scene) {
    if (!anyRow(scene, ['courses'])) scene.computer.mutate(...newRow(scene, ['courses']));
    const row = anyRow(scene, ['courses']);
    for (let letter = 0; row && letter < 3; letter++) scene.computer.mutate(setTitle(row.id, `typed ${letter}`));
  },
  /** Somebody works for a while, perhaps without any network: all of it waits. */
  work: (scene) => work(scene, 2 + scene.random.int(7)),
  again,
  delete: (scene) => setLife(scene, scene.random.int(1_000)),
  restore: (scene) => setLife(scene, null),
  link(scene) {
    scene.computer.mutate(...newRow(scene, linkTables(makingOf(scene))));
  },
  bundle: (scene) => scene.computer.mutate(...newRow(scene), ...newRow(scene), ...newRow(scene)),
  large,
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
  'at-once': atOnce,
  meanwhile,
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
  /** A profile that nobody has signed in to goes to somebody else, with what waits in it. */
  gift({ computer, computers, server, addComputer, tally }) {
    const person = server.people.findIndex(({ role, user }) => role === 'editor' && user !== computer.user);
    if (computers.length >= 6 || person < 0 || computer.app().state.get('owner_id') !== null) return;
    addComputer(computer, computer.image(), person);
    tally.bump('given away');
  },
  clock: ({ computer, random }) => computer.setSkew((random.int(3) - 1) * HOUR_MS),
  leap: ({ computer, random }) => computer.setSkew(random.int(400) * DAY_MS),
  upgrade: ({ computer }) => computer.upgrade(),
  /** What only the newer app knows. */
  extra(scene) {
    if (!scene.computer.isNewer()) return;
    const [note] = newRow(scene, ['sim_notes' as TableName]);
    const [course] = newRow(scene, ['courses']);
    scene.computer.mutate(...[note, course].filter((draft) => draft !== undefined));
  },
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
  collect: async ({ server, tally }) => tally.bump('collected', await server.collect()),
  newcomer({ computer, computers, addComputer }) {
    if (computers.length < 6) addComputer(computer);
  },
  attack,
};

/** One step, and what must be so after any. */
export async function act(stage: Stage, step: Step): Promise<void> {
  const computer = stage.computers.at(step.device % stage.computers.length);
  if (!computer) return;
  stage.passTime(1 + (Math.abs(step.device) % 7) * 10);
  stage.tally.bump(`step ${step.kind}`);
  await acts[step.kind]({ ...stage, computer, step, random: createRandom(step.salt) });
  for (const one of stage.computers) {
    checkSight(one, stage.server);
    await checkCursor(one, stage.server);
  }
}
