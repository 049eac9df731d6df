import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import type { ChapterId } from '../../src/shared/domain/ids.ts';
import { MAX_KEY_LENGTH, type Placed, positionsBetween, rebalance } from '../../src/shared/domain/position.ts';
import { openTestDatabase } from '../helpers/database.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const bytewise = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

test('a block fits strictly between its neighbours, in its order', () => {
  const life = fc.array(fc.record({ at: fc.nat(1_000), count: fc.integer({ min: 1, max: 8 }), chance: unit }));
  fc.assert(
    fc.property(life, (steps) => {
      const keys: string[] = [];
      for (const { at, count, chance } of steps) {
        const index = at % (keys.length + 1);
        const made = positionsBetween(keys[index - 1] ?? null, keys[index] ?? null, count, () => chance);
        if (!made) return; // has a test of its own below
        keys.splice(index, 0, ...made);
        expect(keys).toEqual([...new Set(keys)].sort(bytewise));
        expect(keys.every((key) => key.length <= MAX_KEY_LENGTH)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('between equal keys there is no room, and a rebalance makes it', () => {
  expect(positionsBetween('a1', 'a1', 1, () => 0.5)).toBeNull();
  const siblings = ['x', 'y', 'z'].map((id) => ({ id, pos: 'a1' }));
  const { keys, shifted } = rebalance(siblings, 1, 2);
  expect(keys).toEqual(['a1', 'a2']);
  expect(shifted).toEqual([
    { id: 'x', pos: 'a0' },
    { id: 'y', pos: 'a3' },
    { id: 'z', pos: 'a4' },
  ]);
});

test('two computers that append at one place rarely make the same key', () => {
  const random = fc.sample(unit, { numRuns: 4_000, seed: 1 });
  const keys = Array.from({ length: 1_000 }, (_, n) => {
    const chances = random.slice(n * 4, n * 4 + 4).values();
    return positionsBetween('a5', null, 1, () => chances.next().value ?? 0)?.[0];
  });
  expect(new Set(keys).size).toBeGreaterThan(10);
});

/** Numbers in [0, 1) that are the same at every run. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
const inOrder = (rows: Iterable<Placed>): Placed[] =>
  [...rows].sort((x, y) => bytewise(x.pos, y.pos) || bytewise(x.id, y.id));

/** One device's siblings in their order, and how it puts a row before the one at an index: as the place table does. */
function createSiblings(name: string, random: () => number) {
  const order: Placed[] = [];
  let made = 0;
  return {
    order,
    shifts: 0,
    insert(index: number): string {
      const id = `${name}${made++}`;
      const keys = positionsBetween(order[index - 1]?.pos ?? null, order[index]?.pos ?? null, 1, random);
      const room = keys ? { keys, shifted: [] } : rebalance(order, index, 1);
      if (!keys) this.shifts += 1;
      const shifted = new Map(room.shifted.map((row) => [row.id, row]));
      if (shifted.size > 0) order.splice(0, order.length, ...order.map((row) => shifted.get(row.id) ?? row));
      order.splice(index, 0, { id, pos: room.keys[0] ?? '' });
      return id;
    },
  };
}

test('10,000 rows that come in at random places and at one place: each stands where it was put, keys stay short', () => {
  const random = lehmer(7);
  const device = createSiblings('r', random);
  for (let n = 0; n < 10_000; n++) {
    const size = device.order.length;
    // Every other one at the same place: what makes keys grow.
    device.insert(n % 2 === 0 ? Math.floor(random() * (size + 1)) : Math.min(size, 3));
    if (n % 100 === 99) expect(inOrder(device.order)).toEqual(device.order);
  }
  expect(Math.max(...device.order.map(({ pos }) => pos.length))).toBeLessThanOrEqual(MAX_KEY_LENGTH);
  expect(device.shifts).toBeGreaterThan(0);
  expect(device.shifts).toBeLessThan(1_000);
});

test('two devices that insert at one place apart have one order after an exchange, and both rows stand where they were put', () => {
  const random = lehmer(11);
  const [a, b] = [createSiblings('a', random), createSiblings('b', random)];
  /** As the merge of the group `place` does it: of two new keys for one row one wins, the same on both. */
  function exchange(): void {
    const merged = new Map<string, Placed>();
    for (const row of [...a.order, ...b.order]) {
      if (row.pos > (merged.get(row.id)?.pos ?? '')) merged.set(row.id, row);
    }
    for (const { order } of [a, b]) order.splice(0, order.length, ...inOrder(merged.values()));
  }
  let equalKeys = 0;
  for (let round = 0; round < 400; round++) {
    const index = Math.floor(random() * (a.order.length + 1));
    const [before, after] = [a.order[index - 1]?.id, a.order[index]?.id];
    const shifts = a.shifts + b.shifts;
    const [ours, theirs] = [a.insert(index), b.insert(index)];
    if (a.order[index]?.pos === b.order[index]?.pos) equalKeys += 1;
    exchange();
    expect(a.order).toEqual(b.order);
    if (a.shifts + b.shifts > shifts) continue; // new keys for all, made apart: that both agree is all that is promised
    const at = (id: string | undefined, otherwise: number): number =>
      id === undefined ? otherwise : a.order.findIndex((row) => row.id === id);
    const inserted = [at(ours, -1), at(theirs, -1)];
    expect(at(before, -1)).toBeLessThan(Math.min(...inserted));
    expect(at(after, a.order.length)).toBeGreaterThan(Math.max(...inserted));
  }
  expect(equalKeys).toBeGreaterThan(0); // it happens, and the id decides
  expect(equalKeys).toBeLessThan(100);
});

/** A chapter on the real tables, as the actions fill it. */
function chapterOfLessons(random: () => number) {
  const { db, mutator, edit } = openTestDatabase();
  const places = createPlaceTable(db, random);
  const [course, chapter] = [edit.newId(), edit.newId() as ChapterId];
  const label = { code: 'lesson.move' as const, count: 1, name: '' };
  const place = (pos: string) => ({ chapter_id: chapter, pos });
  mutator.mutate({
    label,
    drafts: [
      { t: 'courses', id: course, k: 'put', v: {} },
      { t: 'chapters', id: chapter, k: 'put', v: { place: { course_id: course, pos: 'a0' } } },
    ],
  });
  const order = () =>
    db.prepare('SELECT id FROM lessons WHERE deleted_at_ms IS NULL ORDER BY pos, id').pluck().all() as string[];
  return {
    order,
    longest: () => Number(db.prepare('SELECT max(length(pos)) FROM lessons').pluck().get()),
    /** As another device may have left it. */
    putAt(pos: string): string {
      const id = edit.newId();
      mutator.mutate({ label, drafts: [{ t: 'lessons', id, k: 'put', v: { place: place(pos) } }] });
      return id;
    },
    insertAfter(afterId: string | null, count: number): { made: string[]; shifted: number } {
      const { keys, shifted } = places.afterLesson(chapter, afterId)?.(count) ?? { keys: [], shifted: [] };
      const made = keys.map((pos) => ({ id: edit.newId(), pos }));
      const drafts = [
        ...shifted.map(({ id, pos }) => ({ t: 'lessons', id, k: 'set' as const, v: { place: place(pos) } })),
        ...made.map(({ id, pos }) => ({ t: 'lessons', id, k: 'put' as const, v: { place: place(pos) } })),
      ];
      mutator.mutate({ label, drafts });
      return { made: made.map(({ id }) => id), shifted: shifted.length };
    },
  };
}

test('500 blocks that come in at one place: the order is as asked, keys stay short, siblings are shifted now and then', () => {
  const chapter = chapterOfLessons(lehmer(1));
  const first = chapter.putAt('a0');
  const last = chapter.putAt('a1');
  const expected: string[] = [];
  let shifts = 0;
  for (let n = 0; n < 500; n++) {
    const { made, shifted } = chapter.insertAfter(first, 1 + (n % 7));
    expected.unshift(...made);
    shifts += shifted > 0 ? 1 : 0;
  }
  expect(chapter.order()).toEqual([first, ...expected, last]);
  expect(chapter.longest()).toBeLessThanOrEqual(MAX_KEY_LENGTH);
  expect(shifts).toBeGreaterThan(0);
  expect(shifts).toBeLessThan(50);
});

test('rows that two devices left with equal keys: what comes in stands where it was put', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.nat(), fc.integer({ min: 1, max: 3 }), (alike, at, count) => {
      const chapter = chapterOfLessons(() => 0.3);
      for (let n = 0; n < alike; n++) chapter.putAt('a1');
      const before = chapter.order();
      const index = at % alike;
      const { made } = chapter.insertAfter(before[index] ?? null, count);
      expect(chapter.order()).toEqual(before.toSpliced(index + 1, 0, ...made));
    }),
    { numRuns: 25 },
  );
});

test('a key that is none, as another program may have written it, counts as no room: the siblings get new ones', () => {
  for (const pos of ['x', 'zzzz', 'a00', ' ', '~', 'é', '']) {
    const found = [positionsBetween(pos, null, 1, () => 0.5), positionsBetween(null, pos, 1, () => 0.5)];
    expect([pos, ...found]).toEqual([pos, null, null]);
  }
});
