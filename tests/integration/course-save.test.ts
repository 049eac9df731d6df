import { expect, test } from 'vitest';
import { caller, chapterOf, deleteRows, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* *Save changes* of a course: what of its forms and pending deletes is written, whatever came in between. */
const titlesOf = ({ outlines, courseId }: Made) =>
  outlines
    .getOutline(courseId)
    ?.chapters.flatMap(({ title, lessons }) => [`# ${title}`, ...lessons.map((l) => l.title)]);

test('no price and no drip can be saved over one', async () => {
  const studio = await openStudio();
  const { actions, courseId, outlines } = studio;
  const lessonId = lessonOf(studio, 0);
  const save = (priceMinor: number | null, dripDays: number | null) =>
    actions['course.saveAll'](
      { courseId, details: { priceMinor }, lessons: [{ lessonId, details: { dripDays } }] },
      caller,
    );
  const held = async () => [
    (await actions['course.getDetails']({ courseId }, caller)) as unknown,
    outlines.getLesson(lessonId)?.dripDays,
  ];
  await save(4_999, 7);
  expect(await held()).toMatchObject([{ data: { priceMinor: 4_999 } }, 7]);
  await save(null, null);
  expect(await held()).toMatchObject([{ data: { priceMinor: null } }, null]);
});

test('what was deleted meanwhile is told and keeps what was typed for it', async () => {
  const studio = await openStudio();
  const { actions, courseId, outlines } = studio;
  const [gone, there] = [lessonOf(studio, 0), lessonOf(studio, 1)];
  await deleteRows(studio, [gone]);
  const lessons = [gone, there].map((lessonId) => ({ lessonId, details: { body: 'Words' } }));
  const saved = await actions['course.saveAll']({ courseId, lessons, deletes: [gone] }, caller);
  expect(saved).toEqual({ success: true, data: { gone: [gone] } });
  expect(outlines.getLesson(there)?.body).toBe('Words');
  await actions['trash.restore']({ items: [{ kind: 'lesson', id: gone }] }, caller);
  expect(outlines.getLesson(gone)?.body).toBe('Words');
});

test('what went to another course meanwhile is not deleted', async () => {
  const studio = await openStudio();
  const { actions, courseId } = studio;
  const other = await actions['course.create']({ title: 'Other' }, caller);
  const otherId = other.success ? other.data.courseId : courseId;
  const before = titlesOf(studio) ?? [];
  const [moved, inIt, stays] = [chapterOf(studio, 1), lessonOf(studio, 2), lessonOf(studio, 0)];
  await actions['chapter.move']({ chapterIds: [moved], courseId: otherId, afterId: null }, caller);
  await actions['course.saveAll']({ courseId, deletes: [moved, inIt, stays] }, caller);
  expect(titlesOf({ ...studio, courseId: otherId })).toEqual(before.slice(3));
  expect(titlesOf(studio)).toEqual(['# One', 'b']);
});

test('a row that is changed and deleted by one save has both, and undo takes both back', async () => {
  const studio = await openStudio();
  const { actions, courseId, outlines, undo } = studio;
  const lessonId = lessonOf(studio, 0);
  const lessons = [{ lessonId, details: { body: 'Last words' } }];
  const saved = await actions['course.saveAll']({ courseId, lessons, deletes: [lessonId] }, caller);
  expect([saved, outlines.getLesson(lessonId)]).toEqual([{ success: true, data: { gone: [] } }, null]);
  await actions['trash.restore']({ items: [{ kind: 'lesson', id: lessonId }] }, caller);
  expect(outlines.getLesson(lessonId)?.body).toBe('Last words');
  undo.undo();
  undo.undo();
  expect(outlines.getLesson(lessonId)?.body).toBe('');
});
