import { expect, test } from 'vitest';
import { createPartSlots } from './part-slots.ts';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;

function open(budget: number, most: number) {
  const slots = createSlots(budget);
  const connections = {
    acquire: (signal: AbortSignal) => slots.acquire(() => 0, signal),
    release: () => slots.release(),
  };
  return { slots, parts: createPartSlots(connections, most) };
}
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('a file has at most its own number of connections, whatever the budget gives', async () => {
  const { slots, parts } = open(16, 2);
  const [first] = [await parts.acquire(never), await parts.acquire(never)];
  let hasThird = false;
  void parts.acquire(never).then(() => (hasThird = true));
  await turn();
  expect([hasThird, slots.used()]).toEqual([false, 2]);
  first?.giveBack();
  first?.giveBack();
  await turn();
  expect([hasThird, slots.used()]).toEqual([true, 2]);
});

test('who rests lends its connection, and waits for one to go on', async () => {
  const { slots, parts } = open(1, 16);
  const resting = await parts.acquire(never);
  const pause = Promise.withResolvers<void>();
  let goesOn = false;
  const rest = resting?.rest(() => pause.promise).then(() => (goesOn = true));
  const other = await parts.acquire(never);
  pause.resolve();
  await turn();
  expect([goesOn, slots.used()]).toEqual([false, 1]);
  other?.giveBack();
  await rest;
  expect([goesOn, slots.used()]).toEqual([true, 1]);
  resting?.giveBack();
  expect(slots.used()).toBe(0);
});

test('four lend theirs; the fifth keeps it while it waits', async () => {
  const { slots, parts } = open(16, 16);
  const holds = await Promise.all([1, 2, 3, 4, 5].map(() => parts.acquire(never)));
  const pause = Promise.withResolvers<void>();
  const rests = holds.flatMap((hold) => (hold ? [hold.rest(() => pause.promise)] : []));
  await turn();
  expect(slots.used()).toBe(1);
  pause.resolve();
  await Promise.all(rests);
  expect(slots.used()).toBe(5);
});

test('who was stopped while it rested has nothing to give back', async () => {
  const { slots, parts } = open(2, 16);
  const stop = new AbortController();
  const hold = await parts.acquire(stop.signal);
  await hold?.rest(async () => stop.abort());
  hold?.giveBack();
  expect(slots.used()).toBe(0);
  expect(await parts.acquire(stop.signal)).toBeNull();
});
