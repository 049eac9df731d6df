import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import type { ChapterId } from '../../src/shared/domain/ids.ts';
import { MAX_KEY_LENGTH, positionsBetween, rebalance } from '../../src/shared/domain/position.ts';
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
  let seed = 1;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const chapter = chapterOfLessons(random);
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
