import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;

test('a free slot goes to the waiter in front, also when the order changed while it waited', async () => {
  const slots = createSlots(1);
  const ranks = { a: 1, b: 2 };
  const got: string[] = [];
  expect(slots.tryAcquire()).toBe(true);
  const a = slots.acquire(() => ranks.a, never).then(() => got.push('a'));
  const b = slots.acquire(() => ranks.b, never).then(() => got.push('b'));
  ranks.b = 0;
  slots.release();
  await b;
  slots.release();
  await a;
  expect(got).toEqual(['b', 'a']);
});

test('who gives up waiting gets no slot, and takes none from others', async () => {
  const slots = createSlots(1);
  slots.tryAcquire();
  const stop = new AbortController();
  const gone = slots.acquire(() => 0, stop.signal);
  stop.abort();
  expect(await gone).toBe(false);
  expect(await slots.acquire(() => 0, AbortSignal.abort())).toBe(false);
  slots.release();
  expect(slots.used()).toBe(0);
  expect(slots.tryAcquire()).toBe(true);
});

test('nobody jumps the queue, and a lower limit takes effect as slots come back', async () => {
  const slots = createSlots(2);
  slots.tryAcquire();
  slots.tryAcquire();
  const waiting = slots.acquire(() => 1, never);
  expect(slots.tryAcquire()).toBe(false);
  slots.setLimit(1);
  slots.release();
  expect(slots.used()).toBe(1);
  slots.release();
  expect(await waiting).toBe(true);
  expect(slots.isSaturated()).toBe(true);
  slots.setLimit(3);
  expect(slots.tryAcquire()).toBe(true);
});
