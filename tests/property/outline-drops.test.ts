import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineDropAt } from '../../src/renderer/features/course/outline-drops.ts';
import { withLessonsMoved } from '../../src/renderer/features/course/outline-edits.ts';
import { lessonsIn } from '../../src/renderer/features/course/outline-moves.ts';
import { rowsOf } from '../../src/renderer/features/course/outline-rows.ts';
import { chapterAt, sampleOutline } from '../../src/renderer/features/course/outline.fixture.ts';

const ROW_PX = 10;
const some = fc.record({
  sizes: fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }),
  y: fc.integer({ min: -20, max: 400 }),
  picks: fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 8 }),
  closed: fc.array(fc.nat(5), { maxLength: 3 }),
});

test('wherever they are put down, dragged lessons stand together in their order, and the others in theirs', () => {
  const holds = fc.property(some, ({ sizes, y, picks, closed }) => {
    const held = sampleOutline(...sizes);
    const all = held.chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId));
    const ids = lessonsIn(held, new Set(picks.map((at) => all[at] ?? '')));
    fc.pre(ids.length > 0);
    const rows = rowsOf(held, new Set(closed.map((at) => chapterAt(at + 1))));
    const drop = outlineDropAt(y, { rows, rowPx: ROW_PX, ids });
    if (drop?.to.kind !== 'lessons') return false;
    const { chapterId, afterId } = drop.to.place;
    if (afterId !== null && ids.includes(afterId)) return false;
    const after = withLessonsMoved(held, ids, drop.to.place).chapters;
    const order = after.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId));
    const others = (list: typeof all) => list.filter((id) => !ids.includes(id)).join();
    const block = after.find((chapter) => chapter.chapterId === chapterId)?.lessons.map(({ lessonId }) => lessonId);
    const at = block?.indexOf(ids[0] ?? ('' as never)) ?? -1;
    return others(order) === others(all) && at >= 0 && block?.slice(at, at + ids.length).join() === ids.join();
  });
  expect(() => fc.assert(holds, { numRuns: 500 })).not.toThrow();
});
