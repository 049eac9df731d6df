import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import { createHintListener } from './hints.ts';
import type { HintEvents, Identity } from './ports.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const signedIn: Identity = { state: 'signed-in', userId: 'u' };
const signedOut: Identity = { state: 'signed-out', userId: null };

/** A listener over lines that the test answers for. */
function rig(answer: (events: HintEvents) => void = () => undefined) {
  const clock = createManualClock();
  const world = { identity: signedIn, workspaceId: 'ws' as string | null, cursor: 0, isSyncing: false };
  const lines: (HintEvents & { workspaceId: string; isHungUp: boolean })[] = [];
  const logged: unknown[] = [];
  let pulls = 0;
  const listener = createHintListener({
    hints: {
      open(workspaceId, events) {
        const line = { ...events, workspaceId, isHungUp: false };
        lines.push(line);
        queueMicrotask(() => answer(line));
        return () => void (line.isHungUp = true);
      },
    },
    identity: () => world.identity,
    position: () => ({ workspaceId: world.workspaceId, cursor: world.cursor }),
    isSyncing: () => world.isSyncing,
    pull: () => void (pulls += 1),
    clock,
    random: () => 0.5,
    log: (_message, { state, why }) => void logged.push([state, why]),
  });
  return {
    clock,
    world,
    lines,
    logged,
    listener,
    last: () => lines.at(-1) as (typeof lines)[number],
    pulls(): number {
      const count = pulls;
      pulls = 0;
      return count;
    },
  };
}
const opens = ({ onOpen }: HintEvents): void => onOpen();
const refuses = ({ onEnd }: HintEvents): void => onEnd('refused');

test('only what is not here yet is pulled for, and each hint once', async () => {
  const { listener, clock, last, pulls, world } = rig(opens);
  listener.start();
  await clock.pass(0);
  expect(pulls()).toBe(1); // for what changed before the line was open
  world.cursor = 7;
  last().onRevision(7);
  expect(pulls()).toBe(0);
  last().onRevision(9);
  listener.look();
  expect(pulls()).toBe(1);
});

test('a hint that comes during a round is looked at when the round has ended', async () => {
  const { listener, clock, last, pulls, world } = rig(opens);
  listener.start();
  await clock.pass(0);
  pulls();
  world.isSyncing = true;
  last().onRevision(3);
  last().onRevision(2);
  expect(pulls()).toBe(0);
  Object.assign(world, { isSyncing: false, cursor: 3 }); // it was our own
  listener.look();
  expect(pulls()).toBe(0);
  world.isSyncing = true;
  last().onRevision(5);
  Object.assign(world, { isSyncing: false, cursor: 4 });
  listener.look();
  listener.look();
  expect(pulls()).toBe(1);
});

test('it listens while somebody is signed in and the workspace is known, and hangs up when not', async () => {
  const { listener, clock, lines, last, world } = rig(opens);
  world.workspaceId = null;
  listener.start();
  await clock.pass(MINUTE_MS);
  expect(lines).toHaveLength(0);
  world.workspaceId = 'ws';
  listener.look();
  await clock.pass(0);
  expect(last()).toMatchObject({ workspaceId: 'ws', isHungUp: false });
  world.workspaceId = 'other';
  listener.look();
  await clock.pass(0);
  expect(lines.map(({ workspaceId, isHungUp }) => [workspaceId, isHungUp])).toEqual([
    ['ws', true],
    ['other', false],
  ]);
  world.identity = signedOut;
  listener.look();
  expect(last().isHungUp).toBe(true);
  expect(clock.pending()).toEqual([]);
});

test('after stop nothing is open and no timer is left, whatever it was doing', async () => {
  for (const answer of [opens, refuses, () => undefined]) {
    const { listener, clock, lines } = rig(answer);
    listener.start();
    await clock.pass(0);
    listener.stop();
    expect(clock.pending()).toEqual([]);
    await clock.pass(DAY_MS);
    listener.wake();
    await clock.pass(DAY_MS);
    expect(lines.length).toBeLessThanOrEqual(1);
  }
});

test('a server that refuses is asked a bounded number of times, and it is said once', async () => {
  const { listener, clock, lines, logged } = rig(refuses);
  listener.start();
  await clock.pass(DAY_MS);
  expect(lines.length).toBeGreaterThan(24);
  expect(lines.length).toBeLessThan(60);
  expect(logged).toEqual([['polling', 'refused']]);
  await clock.pass(20 * DAY_MS); // until it has refused 1,000 times
  expect(lines.length).toBeGreaterThan(1_000);
  expect(lines.length).toBeLessThan(50 * 21);
  expect(logged).toHaveLength(1);
});

test('a line that opens and breaks at once counts as refused: no storm', async () => {
  const { listener, clock, lines } = rig((events) => {
    opens(events);
    refuses(events);
  });
  listener.start();
  await clock.pass(DAY_MS);
  expect(lines.length).toBeLessThan(60);
});

test('a good line that is lost is sought again within seconds, and pulled after', async () => {
  const { listener, clock, lines, last, pulls, logged } = rig(opens);
  listener.start();
  await clock.pass(2 * MINUTE_MS);
  last().onEnd('gone');
  pulls();
  await clock.pass(6_000);
  expect(lines).toHaveLength(2);
  expect(pulls()).toBe(1);
  expect(logged.map((line) => (line as unknown[])[0])).toEqual(['listening', 'polling', 'listening']);
});

test('waking replaces a line that may be dead, at once but never in a storm', async () => {
  const { listener, clock, lines } = rig(opens);
  listener.start();
  await clock.pass(MINUTE_MS);
  listener.wake();
  await clock.pass(0);
  expect(lines.map(({ isHungUp }) => isHungUp)).toEqual([true, false]);
  for (let second = 0; second < 100; second++) {
    listener.wake(); // a network that comes and goes
    await clock.pass(1_000);
  }
  expect(lines.length).toBeLessThan(14);
});

test('waking ends the pause of a server that was not there', async () => {
  const { listener, clock, lines } = rig(refuses);
  listener.start();
  await clock.pass(59 * MINUTE_MS);
  const before = lines.length;
  listener.wake();
  await clock.pass(0);
  expect(lines).toHaveLength(before + 1);
});
