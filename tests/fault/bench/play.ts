import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadRecord } from '../../../src/shared/domain/upload.ts';
import { doDeed } from './deeds.ts';
import { judge } from './oracle.ts';
import { passWeek, pressOn, verify } from './pressing.ts';
import { distinct, problem, type Problem } from './problem.ts';
import { openScene, type Scene, type Stage } from './scene.ts';
import type { Moment, Story } from './story.ts';

/** How a story ended. */
export interface Verdict {
  readonly seed: number;
  readonly problems: readonly Problem[];
  readonly kills: number;
  /** Of the journal, that its last process passed. */
  readonly boundaries: number;
  /** Faults of the server that happened, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** What else happened. */
  readonly deeds: readonly string[];
  readonly reasons: readonly string[];
  /** Objects that were checked; uploads that were linked to another's; parts that were copied; objects read back. */
  readonly objects: number;
  readonly linked: number;
  readonly copiedParts: number;
  readonly readBack: number;
  /** Bytes that the server got, and those in its objects that came so. */
  readonly sentBytes: number;
  readonly storedBytes: number;
  readonly tookMs: number;
}
const momentPatienceMs = 150;
const lookEveryMs = 2;
/** Nothing was told and nothing was asked for so long, on a machine that may have much else to do. */
const standstillMs = 30_000;
const restPatienceMs = 240_000;
/** Two of grace for what was purged elsewhere or not noted in time, a day for the sweep, and what a wrong clock adds. */
const weeks = 4;

/** Until what the moment waits for has come, all is over, or nothing comes. */
async function waitForMoment({ sandbox, witness }: Scene, moment: Moment): Promise<void> {
  const { operation, state, count, patienceMs = momentPatienceMs } = moment;
  const since = sandbox.log.mark();
  const isIt = (): boolean => {
    const seen = sandbox.log.entries({ since, ...(operation === 'any' ? {} : { operation }) });
    return seen.filter(({ stored }) => state === 'seen' || stored).length >= count;
  };
  for (const endMs = Date.now() + patienceMs; Date.now() < endMs && !isIt();) {
    if (witness.rows().length > 0 && witness.rows().every((row) => row.state === 'ready')) return;
    await sleep(lookEveryMs);
  }
}

const isAtRest = ({ witness, disk }: Scene): boolean => {
  const rows = witness.rows();
  return (
    rows.every(({ state }) => state === 'ready') &&
    disk.files.every(({ item, path }) => witness.isGivenUp(item.versionId) || rows.some((row) => row.path === path))
  );
};

async function comeToRest(scene: Scene): Promise<void> {
  const { witness, sandbox } = scene;
  const endMs = Date.now() + restPatienceMs;
  for (let seen = '', sinceMs = Date.now(); Date.now() < endMs && Date.now() - sinceMs < standstillMs;) {
    if (await pressOn(scene, () => isAtRest(scene), 150)) return;
    // What went wrong may never come to rest.
    if (witness.problems.length > 0) return;
    const now = JSON.stringify([witness.rows(), sandbox.log.mark()]);
    if (now !== seen) [seen, sinceMs] = [now, Date.now()];
  }
  const left = witness.rows().filter(({ state }) => state !== 'ready');
  witness.problems.push(problem('stuck', `stuck: ${JSON.stringify(left)}`));
}

async function actOut(scene: Scene): Promise<void> {
  await scene.enqueue(scene.disk.files.filter(({ planned }) => planned.comes === 'at-once'));
  for (const { when, deed } of scene.story.events) {
    await waitForMoment(scene, when);
    await doDeed(scene, deed);
  }
  await comeToRest(scene);
}

function countFaults({ sandbox }: Scene): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fault } of sandbox.log.entries()) if (fault !== undefined) counts[fault] = (counts[fault] ?? 0) + 1;
  return counts;
}

/** When nothing goes wrong any more, everything can be found out. */
async function readAllBack(scene: Scene): Promise<void> {
  const { story, sandbox, witness } = scene;
  if (story.isReadBack === null || witness.problems.length > 0) return;
  sandbox.faults.clear();
  // With a process that is killed now, the reading may be gone.
  let isDone = false;
  for (let asked = 0; asked < 3 && !isDone; asked += 1) isDone = await verify(scene, story.isReadBack);
}

/** What was purged is deleted by and by: here after a week, what slipped through after two more. */
async function letWeeksPass(scene: Scene): Promise<void> {
  const { story, sandbox, witness, send } = scene;
  if (!story.isLibrary || witness.problems.length > 0) return;
  sandbox.faults.clear();
  send({ do: 'arm', dieAt: 0 });
  for (let week = 0; week < weeks && witness.problems.length === 0; week += 1) {
    await passWeek(scene, 5_000);
    await comeToRest(scene);
  }
}

/** Whoever is killed while answering is asked again when it is back. */
async function askForRecords({ witness, send }: Scene): Promise<readonly UploadRecord[]> {
  const tries = witness.problems.length > 0 ? 1 : 5;
  for (let asked = 0; asked < tries && witness.records() === null; asked += 1) {
    send({ do: 'records' });
    await witness.until(() => witness.records() !== null, 5_000);
  }
  if (witness.records() === null) witness.problems.push(problem('bench', 'the service does not say what it has'));
  return witness.records() ?? [];
}

function figuresOf({ sandbox, witness }: Scene, records: readonly UploadRecord[]) {
  const receipts = records.flatMap(({ receipt }) => receipt ?? []);
  const copiedBytes = receipts.reduce((sum, one) => sum + one.copiedBytes, 0);
  return {
    reasons: [...witness.reasons],
    objects: sandbox.objects().length,
    linked: receipts.filter(({ linked }) => linked).length,
    copiedParts: receipts.reduce((sum, one) => sum + one.copiedParts, 0),
    readBack: witness.checks.length,
    sentBytes: sandbox.log.bytesReceived(),
    storedBytes: sandbox.objects().reduce((sum, { bytes }) => sum + bytes, 0) - copiedBytes,
  };
}

/** Tells one story to its end and judges it. Nothing is left of it but the verdict. */
export async function playStory(stage: Stage, story: Story): Promise<Verdict> {
  const startedMs = performance.now();
  const scene = await openScene(stage, story);
  const { witness } = scene;
  await actOut(scene);
  const faults = countFaults(scene);
  await readAllBack(scene);
  await letWeeksPass(scene);
  const records = await askForRecords(scene);
  const problems = witness.problems.length > 0 ? [] : await judge(scene, records);
  const figures = figuresOf(scene, records);
  await scene.close();
  return {
    seed: story.seed,
    ...figures,
    problems: distinct([...witness.problems, ...problems]),
    kills: scene.kills.count,
    boundaries: witness.boundaries(),
    faults,
    deeds: story.events.map(({ deed }) => deed.do),
    tookMs: performance.now() - startedMs,
  };
}
