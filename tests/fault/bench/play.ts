import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextAction } from '../../../src/shared/domain/upload.ts';
import { doDeed } from './deeds.ts';
import { judge } from './oracle.ts';
import type { Uploaders } from './process.ts';
import { openScene, type Scene } from './scene.ts';
import type { Moment, Story } from './story.ts';

/** How a story ended. */
export interface Verdict {
  readonly seed: number;
  readonly problems: readonly string[];
  readonly kills: number;
  /** Faults of the server that happened. */
  readonly faults: number;
  readonly reasons: readonly string[];
  /** Objects that were checked. */
  readonly objects: number;
  /** Bytes that the server got, and those of them that are in the objects. */
  readonly sentBytes: number;
  readonly storedBytes: number;
  readonly tookMs: number;
}
const momentPatienceMs = 150;
/** Nothing was told and nothing was asked for so long, on a machine that may have much else to do. */
const standstillMs = 30_000;
const restPatienceMs = 240_000;

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
    await sleep(1);
  }
}

const isAtRest = ({ witness, disk }: Scene): boolean => {
  const rows = witness.rows();
  return (
    rows.every(({ state }) => state === 'ready') &&
    disk.files.every(
      ({ item }) => witness.isGivenUp(item.versionId) || rows.some((row) => row.versionId === item.versionId),
    )
  );
};

/** What only a click ends, and what ended although a click may begin it again. Nothing else may need one. */
function clickWhereNeeded(scene: Scene): void {
  const rows = scene.witness.rows();
  const needsResume = rows.some(({ state, reason, retryAtMs }) => {
    const action = reason ? nextAction(reason.code) : 'none';
    return state === 'paused' || (state === 'waiting' && retryAtMs === null && action !== 'free-disk-space');
  });
  if (needsResume) scene.send({ do: 'verb', verb: 'resume', which: 'all' });
  const forgotten = rows.filter(({ state, reason }) => state === 'failed' && reason?.code === 'server-forgot');
  if (forgotten.length > 0) {
    scene.send({ do: 'verb', verb: 'retry', which: forgotten.map(({ uploadId }) => uploadId) });
  }
}

async function comeToRest(scene: Scene): Promise<void> {
  const { witness, sandbox } = scene;
  const endMs = Date.now() + restPatienceMs;
  for (let seen = '', sinceMs = Date.now(); Date.now() < endMs && Date.now() - sinceMs < standstillMs;) {
    if (await witness.until(() => isAtRest(scene), 150)) return;
    clickWhereNeeded(scene);
    const now = JSON.stringify([witness.rows(), sandbox.log.mark()]);
    if (now !== seen) [seen, sinceMs] = [now, Date.now()];
  }
  const left = witness.rows().filter(({ state }) => state !== 'ready');
  witness.problems.push(`stuck: ${JSON.stringify(left)}`);
}

async function actOut(scene: Scene): Promise<void> {
  await scene.enqueue(scene.disk.files.filter(({ isLate }) => !isLate));
  for (const { when, deed } of scene.story.events) {
    await waitForMoment(scene, when);
    await doDeed(scene, deed);
  }
  await comeToRest(scene);
}

/** Tells one story to its end and judges it. Nothing is left of it but the verdict. */
export async function playStory(uploaders: Uploaders, story: Story, folder: string): Promise<Verdict> {
  const startedMs = performance.now();
  const scene = await openScene(uploaders, story, join(folder, `story-${story.seed}`));
  const { sandbox, witness } = scene;
  await actOut(scene);
  scene.send({ do: 'records' });
  await witness.until(() => witness.records() !== null, 5_000);
  const records = witness.records() ?? [];
  const problems = witness.problems.length > 0 ? [] : await judge(scene, records);
  const verdict: Verdict = {
    seed: story.seed,
    problems: [...new Set([...witness.problems, ...problems])],
    kills: scene.kills.count,
    faults: sandbox.faults.status().reduce((sum, { hits }) => sum + hits, 0),
    reasons: [...witness.reasons],
    objects: sandbox.objects().length,
    sentBytes: sandbox.log.bytesReceived(),
    storedBytes: sandbox.objects().reduce((sum, { bytes }) => sum + bytes, 0),
    tookMs: performance.now() - startedMs,
  };
  await scene.close();
  return { ...verdict, problems: [...new Set([...verdict.problems, ...witness.problems])] };
}
