import { expect, test } from 'vitest';
import { set } from '../../src/main/actions/context.ts';
import type { CellValue } from '../../src/shared/domain/registry.ts';
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

test('a save of several things is one step, called by the course and in how many places it is', async () => {
  const studio = await openStudio();
  const { actions, courseId, undo } = studio;
  const [first, second] = [lessonOf(studio, 0), lessonOf(studio, 1)];
  const lessons = [first, second].map((lessonId) => ({ lessonId, details: { body: 'Words' } }));
  const chapters = [{ chapterId: chapterOf(studio, 0), details: { description: 'Words' } }];
  await actions['course.saveAll']({ courseId, lessons, chapters, deletes: [second] }, caller);
  expect(undo.peek().undo).toMatchObject({ code: 'course.edit', count: 3 });
  undo.undo();
  await actions['course.saveAll']({ courseId, lessons }, caller);
  expect(undo.peek().undo).toMatchObject({ code: 'lesson.edit', count: 2 });
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

test('what a lesson holds is saved by kind: other entries stay, and those of a newer app are not written over', async () => {
  const studio = await openStudio();
  const { actions, courseId, outlines, mutator } = studio;
  const lessonId = lessonOf(studio, 0);
  const link = { url: 'https://example.org/cells', title: 'Cells' };
  const stored = () => mutator.rows.read('lessons', lessonId)?.row['content'];
  const hold = (content: CellValue) => {
    const label = { code: 'lesson.edit' as const, count: 1, name: 'a' };
    mutator.mutate({ label, drafts: [set('lessons', lessonId, { content: { content } })] });
  };
  const save = (details: { link?: typeof link | null; quiz?: { questions: [] } | null }) =>
    actions['course.saveAll']({ courseId, lessons: [{ lessonId, details }] }, caller);
  hold({ later: { by: 'a newer app' }, quiz: { questions: 'of a newer app' } });
  expect((await save({ link })).success).toBe(true);
  expect(stored()).toEqual({ later: { by: 'a newer app' }, quiz: { questions: 'of a newer app' }, link });
  expect(outlines.getLesson(lessonId)?.content).toMatchObject({ link, quiz: null, unreadable: ['quiz'] });
  expect(await save({ link: null, quiz: { questions: [] } })).toMatchObject({ error: { code: 'CONTENT_AHEAD' } });
  expect(stored()).toMatchObject({ link, quiz: { questions: 'of a newer app' } });
  hold({ later: 1, link });
  expect((await save({ link: null, quiz: { questions: [] } })).success).toBe(true);
  expect(stored()).toEqual({ later: 1, quiz: { questions: [] } });
});

test('chapters of a video are saved and undone; those of a newer app are not written over', async () => {
  const studio = await openStudio();
  const { actions, courseId, outlines, mutator, undo } = studio;
  const lessonId = lessonOf(studio, 0);
  const marks = [
    { atMs: 0, title: 'Hello' },
    { atMs: 61_000, title: '' },
  ];
  const save = () => actions['course.saveAll']({ courseId, lessons: [{ lessonId, details: { marks } }] }, caller);
  expect((await save()).success).toBe(true);
  expect(outlines.getLesson(lessonId)?.content.marks).toEqual(marks);
  undo.undo();
  expect(outlines.getLesson(lessonId)?.content.marks).toEqual([]);
  const later = [{ atMs: 0, title: 'Hello', picture: 'of a newer app' }];
  const label = { code: 'lesson.edit' as const, count: 1, name: 'a' };
  mutator.mutate({ label, drafts: [set('lessons', lessonId, { marks: { marks: later } })] });
  expect(await save()).toMatchObject({ error: { code: 'CONTENT_AHEAD' } });
  expect(mutator.rows.read('lessons', lessonId)?.row['marks']).toEqual(later);
});
