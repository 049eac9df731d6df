import { expect, test } from 'vitest';
import { createTrashActions } from '../../src/main/actions/trash.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { editElsewhere } from '../helpers/database.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made, deleteRows } from './undo-rig.ts';

/* The trash: what was deleted comes back to its place with all that hangs on it, or goes for good, on every computer. */
type Item = { kind: 'course'; id: CourseId };

async function listed(studio: Made): Promise<string[]> {
  const answer = await studio.actions['trash.list']({}, caller);
  return answer.success ? answer.data.map(({ kind, title }) => `${kind} ${title}`) : [];
}
/** Time in which a person does the next thing. */
function pass(studio: Made): void {
  for (const until = studio.nowMs() + 1_000; studio.nowMs() < until;);
}
const outline = ({ outlines, courseId }: Made) => outlines.getOutline(courseId);
const lesson = (studio: Made, at: number) => ({ kind: 'lesson' as const, id: lessonOf(studio, at) });
const chapter = (studio: Made, at: number) => ({ kind: 'chapter' as const, id: chapterOf(studio, at) });
const course = ({ courseId }: Made): Item => ({ kind: 'course', id: courseId });

test('lessons and a chapter come back to their places with their files, in one step', async () => {
  const studio = await openStudio();
  const before = outline(studio);
  await deleteRows(studio, [lessonOf(studio, 0), lessonOf(studio, 3)]);
  pass(studio);
  await deleteRows(studio, [chapterOf(studio, 0)]);
  // The first lesson is in the chapter that is told itself.
  expect(await listed(studio)).toEqual(['chapter One', 'lesson d']);
  const items = [chapter(studio, 0), lesson(studio, 3)];
  expect(await studio.actions['trash.restore']({ items }, caller)).toEqual(ok({ missing: 0 }));
  expect(await listed(studio)).toEqual(['lesson a']);
  await studio.actions['trash.restore']({ items: [lesson(studio, 0)] }, caller);
  expect([outline(studio), await listed(studio)]).toEqual([before, []]);
  studio.undo.undo();
  studio.undo.undo();
  expect(await listed(studio)).toEqual(['chapter One', 'lesson d']);
});

test('it is told where something was, when it was deleted and until when it is kept; not after that', async () => {
  const studio = await openStudio();
  await deleteRows(studio, [lessonOf(studio, 0)]);
  const told = await studio.actions['trash.list']({}, caller);
  const nowMs = studio.nowMs();
  const [item] = told.success ? told.data : [];
  expect(item).toMatchObject({ title: 'a', courseTitle: 'Cells', chapterTitle: 'One' });
  expect([(item?.deletedAtMs ?? 0) > nowMs - 1_000, (item?.keptUntilMs ?? 0) - (item?.deletedAtMs ?? 0)]).toEqual([
    true,
    90 * 86_400_000,
  ]);
  const later = createTrashActions({ ...studio, ...studio.edit, nowMs: () => (item?.keptUntilMs ?? 0) + 1 });
  expect(await later['trash.list']({}, caller)).toEqual(ok([]));
});

test('an import that was undone is one item, and comes back whole', async () => {
  const studio = await openStudio();
  const before = outline(studio);
  expect(studio.undo.undo().success).toBe(true);
  expect(await listed(studio)).toEqual(['course Cells']);
  await studio.actions['trash.restore']({ items: [course(studio)] }, caller);
  expect([outline(studio), await listed(studio)]).toEqual([before, []]);
});

test('what was deleted before its course stays deleted when that comes back', async () => {
  const studio = await openStudio();
  await deleteRows(studio, [lessonOf(studio, 0)]);
  pass(studio);
  await studio.actions['course.delete']({ courseIds: [studio.courseId] }, caller);
  expect(await listed(studio)).toEqual(['course Cells']);
  await studio.actions['trash.restore']({ items: [course(studio)] }, caller);
  expect(await listed(studio)).toEqual(['lesson a']);
});

test('purged is out of the trash with all it holds; deleted again later, on whichever computer, it is in it again', async () => {
  const studio = await openStudio();
  await deleteRows(studio, [lessonOf(studio, 0)]);
  await studio.actions['course.delete']({ courseIds: [studio.courseId] }, caller);
  expect(await studio.actions['trash.purge']({ items: [course(studio)] }, caller)).toEqual(ok({ missing: 0 }));
  expect(await listed(studio)).toEqual([]);
  const gone = await studio.actions['trash.restore']({ items: [course(studio), lesson(studio, 0)] }, caller);
  expect(gone).toMatchObject({ error: { code: 'NOT_FOUND' } });
  studio.undo.undo();
  expect(await listed(studio)).toEqual(['course Cells']);
  studio.undo.redo();
  const life = (atMs: number | null) => ({
    t: 'courses',
    id: studio.courseId,
    k: 'set' as const,
    v: { life: { deleted_at_ms: atMs } },
  });
  editElsewhere(studio, life(null));
  expect([outline(studio)?.chapters.length, await listed(studio)]).toEqual([2, ['lesson a']]);
  editElsewhere(studio, life(5));
  expect(await listed(studio)).toEqual(['course Cells']);
});

test('of several those that are still there are done, and how many were not is told', async () => {
  const studio = await openStudio();
  await deleteRows(studio, [lessonOf(studio, 0)]);
  const items = [lesson(studio, 0), lesson(studio, 1)];
  expect(await studio.actions['trash.purge']({ items }, caller)).toEqual(ok({ missing: 1 }));
});
