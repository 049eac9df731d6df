import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeenFile } from '../../src/main/watch/ports.ts';
import { createWatchWorld, type WatchWorld } from '../helpers/watch-world.ts';

/*
 * Any story of a folder, heard of through events that are lost, doubled, or told at the wrong time, over sleeps, kills,
 * drives that go away and limits of the system: in the end what is offered is what the folder says, and no more.
 */
const NAMES = ['a.mp4', 'b.mp4', 'part 1/a.mp4', 'c.mp4'];
const name = fc.constantFrom(...NAMES);
/** Few contents, so that copies, renames and going back to an earlier take happen all the time. */
const content = fc.constantFrom('x', 'xx', 'yy', 'zzz', 'longer take');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), name, content }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), name, to: name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('touch' as const), name }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('take' as const, 'hold' as const, 'break' as const), name }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hint' as const), times: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(200, 3_000, 11_000, 70_000) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dismiss' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('wake', 'kill', 'away', 'back', 'fault', 'full-disk', 'disk-has-room' as const),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The same question, asked in the plainest way: which files are neither lessons' nor refused. */
function truthOf(world: WatchWorld, dismissed: ReadonlyMap<string, string>) {
  const offered: string[] = [];
  const sha1s = new Set(world.library.map(({ sha1 }) => sha1));
  for (const [path, file] of world.files) {
    const own = world.library.find((entry) => entry.path === path);
    const isSame = own?.bytes === file.content.length && own.mtimeMs === file.mtimeMs;
    const isCopy = own ? own.sha1 === `sha1 of ${file.content}` : sha1s.has(`sha1 of ${file.content}`);
    if (isSame || isCopy || dismissed.get(path) === stateOf(file)) continue;
    offered.push(`${own ? 'changed' : 'new'} ${path}`);
  }
  const gone = world.library.filter(({ path }) => !world.files.has(path)).map(({ path }) => path);
  return { offered: offered.toSorted(), gone: gone.toSorted() };
}
const stateOf = ({ content: text, mtimeMs }: { content: string; mtimeMs: number }): string =>
  `${text.length} ${mtimeMs}`;

async function act(world: WatchWorld, watch: ReturnType<WatchWorld['start']>, doing: Step): Promise<typeof watch> {
  if (doing.do === 'write') world.write(doing.name, doing.content);
  else if (doing.do === 'rename') world.rename(doing.name, doing.to);
  else if (doing.do === 'remove') world.remove(doing.name);
  else if (doing.do === 'take') world.take(doing.name);
  else if (doing.do === 'hold') world.held.add(doing.name);
  else if (doing.do === 'break') world.broken.set(world.pathOf(doing.name), null);
  else if (doing.do === 'hint') for (let n = 0; n < doing.times; n += 1) world.hint();
  else if (doing.do === 'pass') await world.clock.pass(doing.ms);
  else if (doing.do === 'touch') {
    const file = world.files.get(world.pathOf(doing.name));
    if (file) file.mtimeMs = world.clock.nowMs();
  } else if (doing.do === 'wake') await watch.woke();
  else if (doing.do === 'away') world.trouble = 'drive';
  else if (doing.do === 'back') world.trouble = null;
  else if (doing.do === 'fault') world.fault('EMFILE');
  else if (doing.do === 'full-disk') world.diskTakesWrites = false;
  else if (doing.do === 'disk-has-room') world.diskTakesWrites = true;
  else if (doing.do === 'kill') {
    await watch.stop();
    return world.start();
  }
  return watch;
}

async function live(steps: readonly Step[]) {
  const world = createWatchWorld();
  const dismissed = new Map<string, string>();
  const dismissedGone = new Set<string>();
  /** Files that were another one since: whether that was seen is up to chance, and so is whether they are offered. */
  const wasAnother = new Set<string>();
  let watch = world.start();
  await world.clock.drain();
  for (const doing of steps) {
    if (doing.do === 'dismiss' && world.diskTakesWrites) {
      const { proposals, gone } = watch.found();
      watch.dismiss();
      for (const { file } of proposals) {
        dismissed.set(file.path, `${file.bytes} ${file.mtimeMs}`);
        wasAnother.delete(file.path);
      }
      for (const { path, bytes, mtimeMs } of gone) dismissedGone.add(`${path} ${bytes} ${mtimeMs}`);
    } else watch = await act(world, watch, doing);
    for (const [path, state] of dismissed) {
      const file = world.files.get(path);
      if (file && stateOf(file) !== state) wasAnother.add(path);
    }
  }
  world.trouble = null;
  world.diskTakesWrites = true;
  world.held.clear();
  world.broken.clear();
  await world.clock.pass(5 * 60_000);
  const { proposals, gone, waiting } = watch.found();
  await watch.stop();
  expect(world.reports).toEqual([]);
  expect(waiting).toEqual([]);
  const truth = truthOf(world, dismissed);
  const isEither = ({ path, bytes, mtimeMs }: SeenFile): boolean =>
    wasAnother.has(path) && dismissed.get(path) === `${bytes} ${mtimeMs}`;
  const offered = proposals
    .filter(({ file }) => !isEither(file))
    .map(({ file, replaces }) => `${replaces ? 'changed' : 'new'} ${file.path}`);
  expect(offered.toSorted()).toEqual(truth.offered);
  const isKnownToBeGone = ({ path, bytes, mtimeMs }: (typeof gone)[number]) =>
    dismissedGone.has(`${path} ${bytes} ${mtimeMs}`);
  expect(gone.map(({ path }) => path).every((path) => truth.gone.includes(path))).toBe(true);
  const missed = world.library.filter((entry) => truth.gone.includes(entry.path) && !isKnownToBeGone(entry));
  expect(missed.filter((entry) => !gone.includes(entry))).toEqual([]);
  // Whatever else: no two lessons show one file
  expect(new Set(world.library.map(({ path }) => path)).size).toBe(world.library.length);
}

test('in the end what is offered is what the folder says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), live), { numRuns: 1_000 });
});
