import { expect, test } from 'vitest';
import { choose, createSlots } from './slots.ts';

/** Somebody who wants so many connections, and notes each that it gets. */
function createWisher(name: string, wanted: number, got: string[]) {
  const state = { rank: 0, wanted, isEnding: false };
  const wish = {
    rank: () => state.rank,
    isOpen: () => state.wanted > 0,
    isEnding: () => state.isEnding,
    grant() {
      state.wanted -= 1;
      got.push(name);
    },
  };
  return { state, wish };
}

test('chosen is the first in order of those that can use a connection', () => {
  const wish = (name: string, rank: number, isOpen = true) => ({ name, rank: () => rank, isOpen: () => isOpen });
  expect(choose([])).toBeNull();
  expect(choose([wish('a', 1, false)])).toBeNull();
  expect(choose([wish('b', 2), wish('a', 1), wish('c', 3)])?.name).toBe('a');
  expect(choose([wish('b', 2), wish('a', 1, false), wish('c', 3)])?.name).toBe('b');
});

test('the first gets all that it can use, the next what is left, also when the order changes meanwhile', () => {
  const slots = createSlots(3);
  const got: string[] = [];
  const [a, b, c] = [createWisher('a', 2, got), createWisher('b', 2, got), createWisher('c', 2, got)];
  [a.state.rank, b.state.rank, c.state.rank] = [1, 2, 3];
  for (const { wish } of [a, b, c]) slots.join(wish);
  expect(got).toEqual(['a', 'a', 'b']);
  expect(slots.firstInLine()).toBe(2);
  b.state.isEnding = true;
  expect(slots.firstInLine()).toBe(3);
  c.state.rank = 0;
  slots.release();
  expect(got.at(-1)).toBe('c');
  a.state.wanted = 1;
  slots.release();
  slots.release();
  expect(got).toEqual(['a', 'a', 'b', 'c', 'c', 'a']);
});

test('who left gets none, and a wish that opens by itself is seen when it says so', () => {
  const slots = createSlots(1);
  const got: string[] = [];
  const [a, b] = [createWisher('a', 1, got), createWisher('b', 0, got)];
  slots.join(b.wish);
  slots.join(createWisher('first', 1, got).wish);
  const leave = slots.join(a.wish);
  leave();
  slots.release();
  expect([got, slots.used(), slots.firstInLine()]).toEqual([['first'], 0, Number.POSITIVE_INFINITY]);
  b.state.wanted = 1;
  slots.serve();
  expect([got, slots.used()]).toEqual([['first', 'b'], 1]);
});

test('a lower limit takes effect as slots come back, a higher one at once', () => {
  const slots = createSlots(2);
  const got: string[] = [];
  slots.join(createWisher('a', 5, got).wish);
  slots.setLimit(1);
  slots.release();
  expect([slots.used(), slots.free(), got.length]).toEqual([1, 0, 2]);
  slots.release();
  expect([slots.used(), got.length]).toEqual([1, 3]);
  slots.setLimit(4);
  expect([slots.used(), slots.free(), got.length]).toEqual([3, 1, 5]);
});
