import { expect, test } from 'vitest';
import { remove, set } from '../../src/main/actions/context.ts';
import type { CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { layCourse } from '../helpers/large-course.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made, deleteRows } from './undo-rig.ts';

const label = { code: 'course.edit' as const, count: 1, name: '' };
const countOf = ({ db }: Made, table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const titlesOf = ({ outlines }: Made, courseId: CourseId) =>
  outlines
    .getOutline(courseId)
    ?.chapters.map(({ title, lessons }) => [title, ...lessons.map((lesson) => lesson.title)].join(' '));

async function duplicateCourse(studio: Made, courseId = studio.courseId): Promise<CourseId> {
  const made = await studio.actions['course.duplicate']({ copies: [{ courseId, title: 'Cells copy' }] }, caller);
  if (!made.success) throw new Error(made.error.code);
  const [copy] = made.data.copies;
  if (!copy) throw new Error('nothing was copied');
  return copy.courseId;
}

test('a copy of a course is a draft with what the course shows; it links the same files and has nothing to upload', async () => {
  const studio = await openStudio();
  studio.mutator.mutate({
    label,
    drafts: [
      set('courses', studio.courseId, { status: { status: 'published' } }),
      set('lessons', lessonOf(studio, 1), { body: { body: 'Words' } }),
      remove('lessons', lessonOf(studio, 3), 1),
    ],
  });
  const toSend = studio.media.listToSend();
  const files = ['media_files', 'media_versions', 'media_locations', 'uploads'].map((table) => countOf(studio, table));
  const links = countOf(studio, 'media_links');
  const copyId = await duplicateCourse(studio);
  expect(titlesOf(studio, copyId)).toEqual(titlesOf(studio, studio.courseId));
  const [course, copy] = [studio.courseId, copyId].map((id) =>
    studio.courses.listSummaries().find(({ courseId }) => courseId === id),
  );
  expect(copy).toEqual({
    ...course,
    courseId: copyId,
    title: 'Cells copy',
    status: 'draft',
    createdAtMs: copy?.createdAtMs,
  });
  const mediaOf = (id: CourseId) =>
    studio.outlines
      .getOutline(id)
      ?.chapters.flatMap(({ lessons }) => lessons.map(({ media, captions }) => [media, captions]));
  expect(mediaOf(copyId)).toEqual(mediaOf(studio.courseId));
  const second = studio.outlines.getOutline(copyId)?.chapters[0]?.lessons[1]?.lessonId as LessonId;
  expect(studio.outlines.getLesson(second)?.body).toBe('Words');
  expect(
    studio.media
      .listToSend()
      .map(({ versionId }) => versionId)
      .toSorted(),
  ).toEqual(toSend.map(({ versionId }) => versionId).toSorted());
  expect(
    ['media_files', 'media_versions', 'media_locations', 'uploads'].map((table) => countOf(studio, table)),
  ).toEqual(files);
  // Who linked what is told of these links, too.
  expect(countOf(studio, 'media_audit')).toBe(countOf(studio, 'media_links'));
  expect(countOf(studio, 'media_links')).toBeGreaterThan(links);
});

test('the copy goes its own way: what is done to it does not touch the course', async () => {
  const studio = await openStudio();
  const before = titlesOf(studio, studio.courseId);
  const copyId = await duplicateCourse(studio);
  const [first] = studio.outlines.getOutline(copyId)?.chapters ?? [];
  const [lesson] = first?.lessons ?? [];
  if (!first || !lesson) throw new Error('nothing was copied');
  await studio.actions['lesson.rename']({ lessonId: lesson.lessonId, title: 'Other' }, caller);
  await studio.actions['course.delete']({ courseIds: [studio.courseId] }, caller);
  expect(titlesOf(studio, copyId)?.[0]).toBe(`${first.title} Other ${first.lessons[1]?.title}`);
  studio.undo.undo();
  expect(titlesOf(studio, studio.courseId)).toEqual(before);
});

test('lessons go as a block after the last of them in each chapter, chapters after the last with what is in them', async () => {
  const studio = await openStudio();
  const copies = [3, 1, 0].map((at) => ({ lessonId: lessonOf(studio, at), title: `copy ${at}` }));
  const made = await studio.actions['lesson.duplicate']({ copies }, caller);
  expect(titlesOf(studio, studio.courseId)).toEqual(['One a b copy 0 copy 1', 'Two c d copy 3']);
  if (!made.success) throw new Error(made.error.code);
  const ids = new Map(made.data.copies.map(({ ofId, lessonId }) => [ofId, studio.outlines.getLesson(lessonId)?.title]));
  expect(ids).toEqual(new Map(copies.map(({ lessonId, title }) => [lessonId, title])));
  const chapters = [{ chapterId: chapterOf(studio, 0), title: 'First copy' }];
  const chapter = await studio.actions['chapter.duplicate']({ copies: chapters }, caller);
  const shown = ['One a b copy 0 copy 1', 'First copy a b copy 0 copy 1', 'Two c d copy 3'];
  expect(titlesOf(studio, studio.courseId)).toEqual(shown);
  const there = studio.outlines.getOutline(studio.courseId)?.chapters[1];
  const lessonIds = there?.lessons.map(({ lessonId }) => lessonId);
  expect(chapter).toMatchObject({
    data: { copies: [{ ofId: chapterOf(studio, 0), chapterId: there?.chapterId, lessonIds }] },
  });
});

test('what is gone is not copied, nor half of what was asked for', async () => {
  const studio = await openStudio();
  const before = countOf(studio, 'lessons');
  await deleteRows(studio, [lessonOf(studio, 0)]);
  const copies = [0, 1].map((at) => ({ lessonId: lessonOf(studio, at), title: 'copy' }));
  expect(await studio.actions['lesson.duplicate']({ copies }, caller)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await studio.actions['course.delete']({ courseIds: [studio.courseId] }, caller);
  const chapters = [{ chapterId: chapterOf(studio, 1), title: 'copy' }];
  expect(await studio.actions['chapter.duplicate']({ copies: chapters }, caller)).toMatchObject({ success: false });
  expect(
    await studio.actions['course.duplicate']({ copies: [{ courseId: studio.courseId, title: 'copy' }] }, caller),
  ).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
  expect(countOf(studio, 'lessons')).toBe(before);
});

test('several courses are copied in one step and deleted in one; one that is gone holds up the others', async () => {
  const studio = await openStudio();
  const { actions, courseId, courses } = studio;
  await duplicateCourse(studio);
  const listed = () => courses.listSummaries().map(({ title, lessons }) => `${title} ${lessons}`);
  const ids = courses.listSummaries().map((course) => course.courseId);
  const copies = ids.map((id, at) => ({ courseId: id, title: `Copy ${at}` }));
  const made = await actions['course.duplicate']({ copies }, caller);
  expect(listed()).toEqual(['Copy 0 4', 'Copy 1 4', 'Cells copy 4', 'Cells 4']);
  expect(made).toMatchObject({ data: { copies: ids.toReversed().map((ofId) => ({ ofId })) } });
  await actions['course.delete']({ courseIds: ids }, caller);
  expect(listed()).toEqual(['Copy 0 4', 'Copy 1 4']);
  const again = [
    await actions['course.delete']({ courseIds: [courseId] }, caller),
    await actions['course.duplicate']({ copies: [...copies, { courseId, title: 'x' }] }, caller),
  ];
  expect(again).toMatchObject([{ error: { code: 'NOT_FOUND' } }, { error: { code: 'NOT_FOUND' } }]);
  studio.undo.undo();
  expect(listed()).toHaveLength(4);
  studio.undo.undo();
  expect(listed()).toEqual(['Cells copy 4', 'Cells 4']);
});

test('a course of 200 lessons is copied within 2 s', async () => {
  const studio = await openStudio();
  const courseId = layCourse(studio, 200);
  const startedMs = performance.now();
  const copyId = await duplicateCourse(studio, courseId);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  expect(titlesOf(studio, copyId)).toEqual(titlesOf(studio, courseId));
  expect(titlesOf(studio, copyId)?.flatMap((chapter) => chapter.match(/Lesson/g) ?? [])).toHaveLength(200);
});
