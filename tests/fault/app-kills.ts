import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchStudio, studioCommand, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { anyDriver, createDevice, serverDump, startSandbox } from '../integration/sync-rig.ts';
import { createRandom } from '../property/uploads-fake-time.ts';
import { instructors, type Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { ask, signIn, until } from '../story/steps.ts';
import { actOnce, importInto, layVideos, readFact, type Workplace } from './app-kills-actions.ts';
import { copyDatabase, openFile } from './app-kills-file.ts';
import { createLedger } from './app-kills-ledger.ts';
import { createTypist, type Typist } from './app-kills-typing.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';

export interface KillFigures {
  readonly kills: number;
  /** Of them, those in the middle of a start. */
  readonly whileStarting: number;
  /** Actions that were answered as committed, and letters that the page had taken. */
  readonly committed: number;
  readonly letters: number;
  readonly maxTypingLostMs: number;
  readonly integrityFailures: number;
  /** Starts after which somebody had to sign in again. */
  readonly signInsLost: number;
  /** Everything that was not as promised; empty when all went well. */
  readonly faults: readonly string[];
  readonly durationMs: number;
  /** The app's data, for a look at what went wrong. */
  readonly dataDir: string;
}
interface Campaign extends Workplace {
  readonly sandbox: SupabaseSandbox;
  readonly person: Credentials;
  readonly dataDir: string;
  readonly args: readonly string[];
  readonly typist: Typist;
  readonly typing: CourseId;
}
const TYPING = 'Typed into';
const WHILE_STARTING = 0.15;
/** Of the others: kills that may come before the first letter is typed. */
const WHILE_OPENING = 0.2;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const databaseOf = (dataDir: string): string => join(dataDir, 'profiles/first/lectern.db');

/** SIGKILL to the app and everything that it started; resolves when it is gone. Answers when it was sent. */
async function killGroup(child: ChildProcess): Promise<number> {
  const gone = once(child, 'exit');
  const killedAtMs = Date.now();
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await gone;
  return killedAtMs;
}

/** What was under way fails when the app is killed; anything else that fails is a fault. */
async function untilKilled(work: () => Promise<void>, isKilled: () => boolean): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return isKilled() ? null : String(error);
  }
}

async function open({ dataDir, args, person }: Pick<Campaign, 'dataDir' | 'args' | 'person'>) {
  const studio = await launchStudio({ dataDir, args });
  studio.page.setDefaultTimeout(30_000);
  const { state } = await ask(studio.page, 'session.get', {});
  if (state !== 'signed-in') await signIn(studio.page, person);
  return { studio, hadToSignIn: state !== 'signed-in' };
}

/** Courses to work on, and the ledger's first entries. */
async function prepare(page: Page, folder: string, random: () => number) {
  const create = async (title: string) => (await ask(page, 'course.create', { title })).courseId;
  const courses = { order: await create('Order'), imports: await create('Imports'), fields: await create('Fields') };
  const ledger = createLedger();
  await importInto(page, await layVideos(join(folder, 'one'), 101, 6), courses.order);
  await importInto(page, await layVideos(join(folder, 'two'), 102, 6), courses.order);
  const { chapters } = await ask(page, 'course.getOutline', { courseId: courses.order });
  ledger.know(
    'order',
    JSON.stringify(chapters.map(({ chapterId, lessons }) => [chapterId, lessons.map((one) => one.lessonId)])),
  );
  ledger.know('imported', '0');
  return { ledger, courses, folder, random, typing: await create(TYPING) };
}

/** Works and types until a moment chosen by chance, and kills. */
async function workAndKill(campaign: Campaign, studio: Studio): Promise<{ killedAtMs: number; faults: string[] }> {
  const { page, app } = studio;
  let isKilled = false;
  const over = (): boolean => isKilled;
  const act = async (): Promise<void> => {
    while (!isKilled) await actOnce(page, campaign);
  };
  const { promise: typing, resolve: onFirst } = Promise.withResolvers<void>();
  const job = { courseId: campaign.typing, title: TYPING, isOver: over, onFirst };
  const type = () => campaign.typist.type(page, job).finally(onFirst);
  const working = [untilKilled(act, over), untilKilled(type, over)];
  if (campaign.random() > WHILE_OPENING) await typing;
  await pause(campaign.random() * 3_000);
  isKilled = true;
  const killedAtMs = await killGroup(app.process());
  const faults = (await Promise.all(working)).filter((fault) => fault !== null);
  return { killedAtMs, faults };
}

/** Starts the app without waiting for its window and kills it on the way there. */
async function startAndKill({ dataDir, args, random }: Campaign): Promise<number> {
  const command = studioCommand({ dataDir, args });
  const child = spawn(command.executablePath, command.args, { env: command.env, detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  await pause(random() * 2_000);
  return killGroup(child);
}

/** Looks at what the kill left behind. */
async function inspect(campaign: Campaign, killedAtMs: number) {
  const file = openFile(databaseOf(campaign.dataDir));
  try {
    const integrity = file.integrity();
    const kept = file.description(campaign.typing);
    const lost = campaign.typist.lostMs(kept, killedAtMs);
    const faults = [
      ...campaign.ledger.reconcile((name) => readFact(file, campaign, name)),
      ...file.torn(),
      ...(await file.unsent(campaign.sandbox)),
      ...(typeof lost === 'string' ? [lost] : []),
    ];
    return { isWhole: integrity === 'ok', kept, lostMs: typeof lost === 'number' ? lost : 0, faults };
  } finally {
    file.close();
  }
}

/** Sends what waits, and compares this computer, the server, and a second computer. */
async function signOff({ sandbox, person, ...campaign }: Campaign): Promise<string[]> {
  const { studio } = await open({ ...campaign, person });
  await ask(studio.page, 'sync.now', {});
  await until('everything sent', async () => {
    const { state, waiting } = await ask(studio.page, 'sync.getStatus', {});
    return state === 'idle' && waiting === 0;
  });
  await studio.close();
  const here = createDevice(sandbox, { path: copyDatabase(databaseOf(campaign.dataDir)) });
  const second = createDevice(sandbox);
  await second.signIn(person);
  const ended = await second.sync();
  const server = await serverDump(sandbox, here.state.get('workspace_id') ?? '');
  const faults = [
    ...(ended === 'ok' ? [] : [`the second computer’s sync ended with ${ended}`]),
    ...(isDeepStrictEqual(here.dump(), server) ? [] : ['the computer and the server differ']),
    ...(isDeepStrictEqual(second.dump(), server) ? [] : ['the second computer and the server differ']),
    ...here.deadLetters().map(({ code }) => `a change was refused: ${code}`),
  ];
  for (const device of [here, second]) device.close();
  return faults;
}

async function setUp(sandbox: SupabaseSandbox, seed: number): Promise<Campaign> {
  const [person] = instructors;
  if (!person) throw new Error('nobody to sign in as');
  await sandbox.signUp(person);
  const [dataDir, folder] = [temporaryFolder(), temporaryFolder()];
  const policyFile = join(folder, 'policy.json');
  const server = { url: sandbox.url, publishableKey: sandbox.publishableKey };
  writeFileSync(policyFile, JSON.stringify({ supabase: server }), { mode: 0o600 });
  const args = [`--policy=${policyFile}`];
  const { studio } = await open({ dataDir, args, person });
  const random = createRandom(seed);
  const place = await prepare(studio.page, folder, random);
  await studio.close();
  return { ...place, sandbox, person, dataDir, args, typist: createTypist(random) };
}

/** One start of the app and its end. */
async function killOnce(campaign: Campaign) {
  if (campaign.random() < WHILE_STARTING) {
    const killedAtMs = await startAndKill(campaign);
    return { killedAtMs, faults: [], isStart: true, hadToSignIn: false };
  }
  const { studio, hadToSignIn } = await open(campaign);
  return { ...(await workAndKill(campaign, studio)), isStart: false, hadToSignIn };
}

/**
 * Works in the built app, kills it with everything that it started at random moments, looks into its database each
 * time, and goes on with the same data. The moments and the work come from the seed; the machine's pace does not.
 */
export async function runKills(
  kills: number,
  seed: number,
  tell: (line: string) => void = () => undefined,
): Promise<KillFigures> {
  const startedAtMs = Date.now();
  const sandbox = await startSandbox(anyDriver);
  const sum = { whileStarting: 0, letters: 0, maxTypingLostMs: 0, integrityFailures: 0, signInsLost: 0 };
  const faults: string[] = [];
  try {
    const campaign = await setUp(sandbox, seed);
    for (let n = 1; n <= kills; n++) {
      const round = await killOnce(campaign);
      const left = await inspect(campaign, round.killedAtMs);
      sum.whileStarting += round.isStart ? 1 : 0;
      sum.signInsLost += round.hadToSignIn ? 1 : 0;
      sum.letters += campaign.typist.letters();
      sum.integrityFailures += left.isWhole ? 0 : 1;
      sum.maxTypingLostMs = Math.max(sum.maxTypingLostMs, left.lostMs);
      const found = [...round.faults, ...left.faults].map((fault) => `kill ${n}: ${fault}`);
      faults.push(...found);
      tell(`kill ${n}: ${campaign.ledger.committed()} committed, ${left.lostMs} ms of typing lost`);
      for (const fault of found) tell(fault);
      campaign.typist.rest(left.kept);
    }
    faults.push(...(await signOff(campaign)));
    const [committed, durationMs] = [campaign.ledger.committed(), Date.now() - startedAtMs];
    return { kills, committed, ...sum, faults, durationMs, dataDir: campaign.dataDir };
  } finally {
    await sandbox.stop();
  }
}
