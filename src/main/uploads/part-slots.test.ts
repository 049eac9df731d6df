import { expect, test } from 'vitest';
import { sendOnSlots } from './part-slots.ts';
import type { Rest } from './run.ts';
import { createSlots } from './slots.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A file whose parts are under the hand of the test: each ends, or rests until it is woken, when it says so. */
function open(budget: number, most: number, partCount: number) {
  const slots = createSlots(budget);
  const stop = new AbortController();
  const parts = new Map<number, { readonly rest: () => void; readonly wake: () => void; readonly end: () => void }>();
  const goingOn: number[] = [];
  const send = async (part: number, rest: Rest): Promise<void> => {
    const [over, pause] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    parts.set(part, {
      rest: () => void rest(() => pause.promise).then(() => goingOn.push(part)),
      wake: pause.resolve,
      end: over.resolve,
    });
    await over.promise;
  };
  const connections = {
    join: (wish: Parameters<Parameters<typeof sendOnSlots>[0]['join']>[0]) => slots.join({ ...wish, rank: () => 1 }),
    release: slots.release,
    serve: slots.serve,
    limit: slots.limit,
  };
  const all = Array.from({ length: partCount }, (_, index) => index + 1);
  const ended = sendOnSlots(connections, { parts: all, most, signal: stop.signal, send });
  const isFollowed = (): boolean => slots.firstInLine() > 1;
  const begun = (): number[] => [...parts.keys()];
  return { slots, connections, stop, ended, begun, isFollowed, goingOn, part: (number: number) => parts.get(number) };
}

test('a file has at most its own number of connections, whatever the budget gives', async () => {
  const { slots, begun, part, ended } = open(16, 2, 3);
  expect([begun(), slots.used()]).toEqual([[1, 2], 2]);
  part(1)?.end();
  await turn();
  expect([begun(), slots.used()]).toEqual([[1, 2, 3], 2]);
  part(2)?.end();
  part(3)?.end();
  await ended;
  expect(slots.used()).toBe(0);
});

test('whoever comes next is to get ready when what is left goes in one round', async () => {
  const { part, isFollowed } = open(2, 16, 5);
  expect(isFollowed()).toBe(false);
  part(1)?.end();
  await turn();
  expect(isFollowed()).toBe(true);
});

test('who waits for its first connection comes to no end, however little it is', () => {
  const { slots, connections } = open(1, 16, 1);
  const rankTwo = {
    ...connections,
    join: (wish: Parameters<typeof connections.join>[0]) => slots.join({ ...wish, rank: () => 2 }),
  };
  void sendOnSlots(rankTwo, { parts: [1], most: 1, signal: new AbortController().signal, send: async () => {} });
  expect(slots.firstInLine()).toBe(2);
});

test('who rests lends its connection, and waits for one to go on, before any part that has not begun', async () => {
  const { slots, begun, part, goingOn } = open(1, 16, 3);
  part(1)?.rest();
  expect(begun()).toEqual([1, 2]);
  part(1)?.wake();
  await turn();
  expect([goingOn, slots.used()]).toEqual([[], 1]);
  part(2)?.end();
  await turn();
  expect([goingOn, begun(), slots.used()]).toEqual([[1], [1, 2], 1]);
});

test('four lend theirs to the next parts, the fifth only to other files', async () => {
  const { slots, begun, part } = open(5, 16, 20);
  for (const number of [1, 2, 3, 4, 5]) part(number)?.rest();
  expect([begun().length, slots.used()]).toEqual([9, 4]);
  const others: string[] = [];
  slots.join({
    rank: () => 9,
    isOpen: () => others.length === 0,
    isEnding: () => false,
    grant: () => void others.push('other'),
  });
  expect([others, slots.used()]).toEqual([['other'], 5]);
  part(1)?.wake();
  await turn();
  slots.release();
  await turn();
  expect(begun().length).toBe(9);
});

test('when it is stopped, who rests or waits for a connection has nothing to give back', async () => {
  const { slots, stop, part, ended, begun } = open(2, 16, 9);
  part(1)?.rest();
  part(2)?.rest();
  part(1)?.wake();
  await turn();
  stop.abort();
  part(2)?.wake();
  await turn();
  for (const number of begun()) part(number)?.end();
  await ended;
  expect([begun().length, slots.used()]).toEqual([4, 0]);
});
