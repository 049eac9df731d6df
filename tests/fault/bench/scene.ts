import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageSettings } from '../../../src/main/uploads/ports.ts';
import type { VersionId } from '../../../src/shared/domain/ids.ts';
import { uploaderCapabilities } from '../../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../../sandbox/b2/sandbox.ts';
import { prepareElsewhere } from './elsewhere.ts';
import { problem } from './problem.ts';
import type { Uploader, Uploaders } from './process.ts';
import { partBytes, type Begin, type Order } from './protocol.ts';
import { allowedReasons } from './reasons.ts';
import type { Story } from './story.ts';
import { createStoryFiles, type StoryFile, type StoryFiles } from './story-files.ts';
import { createWitness, type Witness } from './witness.ts';

/** Where a story is told: a server, files, a journal, and the process that uploads, which is begun again when it dies. */
export interface Scene {
  readonly story: Story;
  readonly sandbox: B2Sandbox;
  readonly disk: StoryFiles;
  readonly witness: Witness;
  readonly kills: { count: number };
  /** Objects that somebody deleted. */
  readonly lost: Set<string>;
  /** What was found to be gone and sent again: it must be there. */
  readonly sentAgain: Set<VersionId>;
  /** What other computers stored. */
  readonly elsewhere: ReadonlySet<string>;
  settings: StorageSettings;
  send(order: Order): void;
  /** Puts files in the queue, however often the process dies over it. */
  enqueue(files: readonly StoryFile[]): Promise<void>;
  /** Kills the process; resolves when the next one has begun. */
  kill(): Promise<void>;
  /** Lets it end by itself, and begins again. */
  quit(): Promise<void>;
  /** It may die by itself from now on. */
  expectDeath(): void;
  close(): Promise<void>;
}
/** What all stories of a lane have in common. */
export interface Stage {
  readonly uploaders: Uploaders;
  readonly folder: string;
  /** An empty journal. */
  readonly database: string;
  /** When this process was held up last. */
  readonly laggedAtMs: () => number;
}
const limits = { absoluteMinimumPartSize: partBytes, recommendedPartSize: 10 * partBytes };
export const spareKeys = ['first', 'second'] as const;

function openSandbox(story: Story, folder: string): Promise<B2Sandbox> {
  const keys = spareKeys.map((keyName) => ({ keyName, capabilities: uploaderCapabilities, bucketOnly: true }));
  return startB2Sandbox({ dir: join(folder, 'b2'), randomSeed: story.seed, limits, seed: { keys } });
}

export const settingsOf = (sandbox: B2Sandbox, keyName: (typeof spareKeys)[number]): StorageSettings => ({
  ...(sandbox.keys.named[keyName] ?? sandbox.keys.restricted),
  bucket: sandbox.bucket.bucketName,
  prefix: sandbox.prefix,
  endpoint: sandbox.url,
});

/** One that ends by itself so often would do so for ever. */
const maxUnexpected = 5;

/** Keeps a process running for a story. */
function supervise(uploaders: Uploaders, witness: Witness, orderOf: () => Begin, kills: { count: number }) {
  const state = {
    isOver: false,
    mayDie: false,
    times: 0,
    unexpected: 0,
    begun: Promise.resolve(),
    uploader: null as Uploader | null,
  };
  const begin = async (): Promise<void> => {
    const uploader = await uploaders.take();
    state.uploader = uploader;
    // One that was ended and begun again is the same process: only its last turn begins another.
    const turn = (state.times += 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    uploader.listen((told) => {
      if (told.told === 'begun') resolve();
      witness.hear(told);
    });
    void uploader.gone.then((ending) => {
      if (state.isOver || state.times !== turn) return;
      if (!state.mayDie) {
        state.unexpected += 1;
        witness.problems.push(problem('bench', `the process ended by itself (${ending})`));
      }
      kills.count += 1;
      if (state.unexpected < maxUnexpected) state.begun = begin();
      resolve();
    });
    uploader.send(orderOf());
    await promise;
  };
  return { state, begin };
}

function openJournal(stage: Stage, folder: string): string {
  const database = join(folder, 'lectern.db');
  copyFileSync(stage.database, database);
  return database;
}

function createStoryWitness(story: Story, { laggedAtMs }: Stage): Witness {
  const mayLoseWorkers = story.events.some(({ deed }) => deed.do === 'kill-worker');
  return createWitness({ allowed: allowedReasons(story), mayLoseWorkers, laggedAtMs });
}

export async function openScene(stage: Stage, story: Story): Promise<Scene> {
  const { uploaders } = stage;
  const folder = join(stage.folder, `story-${story.seed}`);
  mkdirSync(folder);
  const sandbox = await openSandbox(story, folder);
  const disk = createStoryFiles(folder, story, () => sandbox.clock.nowMs());
  const witness = createStoryWitness(story, stage);
  const kills = { count: 0 };
  const database = openJournal(stage, folder);
  const formers = disk.formers();
  const elsewhere = await prepareElsewhere(sandbox, disk.files);
  const orderOf = (): Begin => ({
    do: 'begin',
    database,
    settings: scene.settings,
    offsetMs: witness.offsetMs(),
    hashFirstMaxBytes: story.hashFirstMaxBytes,
    indexFirst: story.indexFirst,
    formers,
    ...(story.isLibrary && { library: { shelf: elsewhere.shelf } }),
    ...(story.dieAt !== undefined && kills.count === 0 ? { dieAt: story.dieAt } : {}),
  });
  const { state, begin } = supervise(uploaders, witness, orderOf, kills);
  /** Whoever is the process when all that die have died. */
  const running = async (): Promise<void> => {
    for (let before = null as Promise<void> | null; before !== state.begun;) await (before = state.begun);
  };
  const scene: Scene = {
    story,
    sandbox,
    disk,
    witness,
    kills,
    lost: new Set(),
    sentAgain: new Set(),
    elsewhere: elsewhere.objects,
    settings: settingsOf(sandbox, 'first'),
    send: (order) => state.uploader?.send(order),
    enqueue: (files) => enqueueAll(scene, files, running),
    async kill() {
      state.mayDie = true;
      await state.uploader?.kill();
      await running();
    },
    async quit() {
      const { uploader } = state;
      await stopUploader(uploader, witness);
      // One that died over it has a successor already.
      if (uploader && !uploader.isGone()) {
        uploaders.giveBack(uploader);
        state.begun = begin();
      }
      await running();
    },
    expectDeath: () => void (state.mayDie = true),
    async close() {
      await running();
      state.isOver = true;
      const { uploader } = state;
      await stopUploader(uploader, witness);
      if (uploader) uploaders.giveBack(uploader);
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  if (story.dieAt !== undefined) scene.expectDeath();
  sandbox.faults.setLink(story.link);
  for (const rule of story.rules) sandbox.faults.add(rule);
  state.begun = begin();
  await running();
  return scene;
}

/** Ends the service; a process that does not is killed, and that is told. */
async function stopUploader(uploader: Uploader | null, witness: Witness): Promise<void> {
  if (!uploader || uploader.isGone()) return;
  const stopped = new Promise<'stopped'>((resolve) => {
    uploader.listen((told) => {
      if (told.told === 'stopped') resolve('stopped');
      else witness.hear(told);
    });
  });
  uploader.send({ do: 'stop' });
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), 10_000);
  const how = await Promise.race([stopped, uploader.gone, late]);
  clearTimeout(timer);
  if (how !== 'late') return;
  witness.problems.push(problem('stuck', 'the service did not stop'));
  await uploader.kill();
}

async function enqueueAll(scene: Scene, files: readonly StoryFile[], running: () => Promise<void>): Promise<void> {
  const { witness } = scene;
  const items = files.map(({ item }) => item);
  witness.expect(items.map(({ versionId }) => versionId));
  const isThere = (): boolean =>
    items.every(
      ({ versionId }) => witness.isGivenUp(versionId) || witness.rows().some((row) => row.versionId === versionId),
    );
  for (let tries = 0; tries < 40; tries += 1) {
    await running();
    if (isThere()) return witness.promise(items.map(({ versionId }) => versionId));
    // What went wrong may be that nobody is there any more to queue them.
    if (witness.problems.length > 0) return;
    const rows = witness.rows();
    const missing = items.filter(({ versionId }) => !rows.some((row) => row.versionId === versionId));
    scene.send({ do: 'enqueue', items: missing });
    await witness.until(isThere, 500);
  }
  witness.problems.push(problem('stuck', 'could not be queued'));
}
