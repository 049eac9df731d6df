import { expect, test } from 'vitest';
import { createChapterActions } from '../../src/main/actions/chapter.ts';
import { createOutlineActions } from '../../src/main/actions/outline.ts';
import type { Changed } from '../../src/main/db/mutate.ts';
import { createOutlineChanges } from '../../src/main/db/tables/outline-changes.ts';
import { createChangeLog } from '../../src/main/lib/change-log.ts';
import { createCourseActions } from '../../src/main/actions/course.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createLessonCreation } from '../../src/main/actions/lesson-create.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { openTestDatabase } from '../helpers/database.ts';

const caller = { windowId: 1 };

/** A course with chapters of lessons, made through the same mutator the app uses. */
async function studioWith(chapters: Readonly<Record<string, readonly string[]>>) {
  const studio = openTestDatabase();
  const tables = {
    courses: createCourseTable(studio.db),
    outlines: createOutlineTable(studio.db),
    places: createPlaceTable(studio.db, Math.random),
    tags: createTagTable(studio.db),
    lessonPictures: createLessonPictures(studio.db),
    media: createMediaTable(studio.db),
    drafts: createDraftTable(studio.db),
  };
  const deps = { ...studio.edit, ...tables, fileIsThere: () => Promise.resolve(true) };
  const changeLog = createChangeLog<Changed>(1);
  const outlineChanges = createOutlineChanges(studio.db, tables.outlines);
  const actions = {
    ...createCourseActions(deps),
    ...createOutlineActions({ ...tables, outlineChanges, changeLog }),
    ...createChapterActions(deps),
    ...createLessonActions(deps),
    ...createLessonCreation(deps),
  };
  const made = await actions['course.create']({ title: 'Cells' }, caller);
  if (!made.success) throw new Error(made.error.message);
  const { courseId } = made.data;
  for (const [title, lessons] of Object.entries(chapters)) {
    const chapter = await actions['chapter.create']({ courseId, title }, caller);
    if (!chapter.success) throw new Error(chapter.error.message);
    const label = { code: 'course.import' as const, count: 1, name: '' };
    const drafts = lessons.map((name, index) => ({
      t: 'lessons',
      id: studio.edit.newId(),
      k: 'put' as const,
      v: { place: { chapter_id: chapter.data.chapterId, pos: `a${index}` }, title: { title: name } },
    }));
    studio.mutator.mutate({ label, drafts });
  }
  const outline = () => tables.outlines.getOutline(courseId)?.chapters ?? [];
  const titles = () =>
    outline().map(({ title, lessons }) => `${title}: ${lessons.map((lesson) => lesson.title).join(' ')}`);
  const lesson = (name: string) =>
    outline()
      .flatMap(({ lessons }) => lessons)
      .find(({ title }) => title === name)?.lessonId as LessonId;
  const chapter = (name: string) => outline().find(({ title }) => title === name)?.chapterId as ChapterId;
  return { ...studio, actions, courseId, titles, lesson, chapter, tables };
}

test('scattered lessons move to another chapter as a block, in the order given, and come back with one undo', async () => {
  const studio = await studioWith({ One: ['a', 'b', 'c', 'd'], Two: ['x', 'y'] });
  const lessonIds = [studio.lesson('a'), studio.lesson('c'), studio.lesson('d')];
  const input = { lessonIds, chapterId: studio.chapter('Two'), afterId: studio.lesson('x') };
  expect((await studio.actions['lesson.move'](input, caller)).success).toBe(true);
  expect(studio.titles()).toEqual(['One: b', 'Two: x a c d y']);
  studio.undo.undo();
  expect(studio.titles()).toEqual(['One: a b c d', 'Two: x y']);
  studio.undo.redo();
  expect(studio.titles()).toEqual(['One: b', 'Two: x a c d y']);
});

test('a lesson moves within its chapter, to the front too', async () => {
  const studio = await studioWith({ One: ['a', 'b', 'c'] });
  const chapterId = studio.chapter('One');
  await studio.actions['lesson.move'](
    { lessonIds: [studio.lesson('a')], chapterId, afterId: studio.lesson('b') },
    caller,
  );
  expect(studio.titles()).toEqual(['One: b a c']);
  await studio.actions['lesson.move']({ lessonIds: [studio.lesson('c')], chapterId, afterId: null }, caller);
  expect(studio.titles()).toEqual(['One: c b a']);
});

test('a lesson is added where it is wanted, in a course without chapters with one', async () => {
  const studio = await studioWith({ One: ['a', 'b'] });
  const add = (title: string, place: Parameters<(typeof studio.actions)['lesson.create']>[0]['place']) =>
    studio.actions['lesson.create']({ place, kind: 'text', title }, caller);
  const chapterId = studio.chapter('One');
  await add('second', { chapterId, afterId: studio.lesson('a') });
  const first = await add('first', { chapterId, afterId: null });
  expect(first).toMatchObject({ data: { lessonId: studio.lesson('first'), chapterId } });
  expect(await add('lost', { chapterId, afterId: chapterId as string as LessonId })).toMatchObject({ success: false });
  const own = await add('own', { courseId: studio.courseId, chapterTitle: 'New' });
  expect(own).toMatchObject({ data: { lessonId: studio.lesson('own'), chapterId: studio.chapter('New') } });
  expect(studio.titles()).toEqual(['One: first a second b', 'New: own']);
  expect(studio.tables.outlines.getLesson(studio.lesson('own'))).toMatchObject({ kind: 'text', status: 'ready' });
});

test('lessons and chapters go into another course, each in one step; what is not there takes nothing', async () => {
  const studio = await studioWith({ One: ['a', 'b'], Two: ['c'] });
  const made = await studio.actions['course.create']({ title: 'Plants' }, caller);
  const to = made.success ? made.data.courseId : studio.courseId;
  const started = await studio.actions['chapter.create']({ courseId: to, title: 'Leaves' }, caller);
  const chapterId = started.success ? started.data.chapterId : studio.chapter('One');
  const there = () =>
    studio.tables.outlines
      .getOutline(to)
      ?.chapters.map(({ title, lessons }) => `${title}: ${lessons.map((one) => one.title).join(' ')}`);
  const lessonIds = [studio.lesson('a'), studio.lesson('c')];
  const chapterIds = [studio.chapter('One')];
  await studio.actions['lesson.move']({ lessonIds, chapterId, afterId: null }, caller);
  await studio.actions['chapter.move']({ chapterIds, courseId: to, afterId: chapterId }, caller);
  expect([studio.titles(), there()]).toEqual([['Two: '], ['Leaves: a c', 'One: b']]);
  expect(await studio.actions['course.listChapters']({}, caller)).toEqual(
    ok([
      {
        courseId: to,
        title: 'Plants',
        chapters: [
          { chapterId, title: 'Leaves' },
          { chapterId: chapterIds[0], title: 'One' },
        ],
      },
      {
        courseId: studio.courseId,
        title: 'Cells',
        chapters: [{ chapterId: studio.chapter('Two'), title: 'Two' }],
      },
    ]),
  );
  studio.undo.undo();
  studio.undo.undo();
  expect([studio.titles(), there()]).toEqual([['One: a b', 'Two: c'], ['Leaves: ']]);
  await studio.actions['course.delete']({ courseIds: [to] }, caller);
  const refused = [
    await studio.actions['chapter.move']({ chapterIds, courseId: to, afterId: null }, caller),
    await studio.actions['lesson.move']({ lessonIds, chapterId, afterId: null }, caller),
  ];
  expect(refused).toMatchObject([{ error: { code: 'NOT_FOUND' } }, { error: { code: 'NOT_FOUND' } }]);
});

test('chapters move and are deleted with their lessons; undo brings both back to their place', async () => {
  const studio = await studioWith({ One: ['a'], Two: ['b'], Three: ['c'] });
  const { courseId } = studio;
  await studio.actions['chapter.move']({ chapterIds: [studio.chapter('Three')], courseId, afterId: null }, caller);
  expect(studio.titles()).toEqual(['Three: c', 'One: a', 'Two: b']);
  const block = [studio.chapter('Three'), studio.chapter('Two')];
  await studio.actions['chapter.move']({ chapterIds: block, courseId, afterId: studio.chapter('One') }, caller);
  expect(studio.titles()).toEqual(['One: a', 'Three: c', 'Two: b']);
  studio.undo.undo();
  await studio.actions['course.saveAll']({ courseId, deletes: [studio.chapter('One')] }, caller);
  expect(studio.titles()).toEqual(['Three: c', 'Two: b']);
  studio.undo.undo();
  expect(studio.titles()).toEqual(['Three: c', 'One: a', 'Two: b']);
});

test('many titles are one step: those that are there, what changes of them', async () => {
  const studio = await studioWith({ One: ['a', 'b', 'c'] });
  const gone = '0190a6c8-0000-7000-8000-00000000dead' as LessonId;
  const titles = [
    { lessonId: studio.lesson('a'), title: 'Intro', over: 'a' },
    { lessonId: studio.lesson('b'), title: 'b' },
    { lessonId: studio.lesson('c'), title: 'End' },
    { lessonId: gone, title: 'Nobody' },
  ];
  studio.committed.length = 0;
  expect(await studio.actions['lesson.renameMany']({ titles }, caller)).toEqual(ok({ missing: 1 }));
  expect(studio.titles()).toEqual(['One: Intro b End']);
  expect(studio.committed.map((rows) => rows.length)).toEqual([2]);
  studio.undo.undo();
  expect(studio.titles()).toEqual(['One: a b c']);
  expect(await studio.actions['lesson.renameMany']({ titles: titles.slice(3) }, caller)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
  const chapters = [{ chapterId: studio.chapter('One'), title: 'First' }];
  expect(await studio.actions['chapter.renameMany']({ titles: chapters }, caller)).toEqual(ok({ missing: 0 }));
  expect([studio.titles(), studio.undo.peek().undo]).toEqual([
    ['First: a b c'],
    { code: 'chapter.rename', count: 1, name: 'One' },
  ]);
});

test('a move writes only the rows that move', async () => {
  const studio = await studioWith({ One: ['a', 'b', 'c', 'd'] });
  studio.committed.length = 0;
  const input = { lessonIds: [studio.lesson('d')], chapterId: studio.chapter('One'), afterId: studio.lesson('a') };
  await studio.actions['lesson.move'](input, caller);
  expect(studio.committed).toEqual([[{ table: 'lessons', id: studio.lesson('d'), groups: ['place'] }]]);
});

test('details: only what changed is written, and a group is written whole', async () => {
  const studio = await studioWith({});
  await studio.actions['course.saveAll'](
    { courseId: studio.courseId, details: { level: 'beginner', title: 'Cells' } },
    caller,
  );
  const last = studio.db.prepare('SELECT ops FROM outbox ORDER BY n DESC LIMIT 1').pluck().get() as string;
  expect(JSON.parse(last)).toMatchObject([
    { t: 'courses', v: { facts: { category: '', language: 'en', level: 'beginner' } } },
  ]);
  expect(Object.keys((JSON.parse(last) as { v: object }[])[0]?.v ?? {})).toEqual(['facts']);
});

test('what is not there, or was deleted, is NOT_FOUND', async () => {
  const studio = await studioWith({ One: ['a'] });
  const gone = '0190a6c8-0000-7000-8000-00000000dead';
  const chapterIds = [studio.chapter('One'), gone as ChapterId];
  const move = { chapterIds, courseId: studio.courseId, afterId: null };
  expect(await studio.actions['chapter.move'](move, caller)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await studio.actions['course.delete']({ courseIds: [studio.courseId] }, caller);
  for (const route of ['course.getOutline', 'course.getDetails'] as const) {
    const answer = await studio.actions[route]({ courseId: studio.courseId as CourseId }, caller);
    expect(answer).toMatchObject({ error: { code: 'NOT_FOUND' } });
  }
  expect(studio.tables.courses.listSummaries()).toEqual([]);
});

test('a form’s draft goes in the transaction of its save, and in no other', async () => {
  const { actions, courseId, tables, db } = await studioWith({});
  const form = 'course-details';
  const draft = () => tables.drafts.open(form, courseId, caller.windowId);
  tables.drafts.save(form, courseId, caller.windowId, { subtitle: 'typed' }, 1);
  await actions['course.saveAll']({ courseId, details: { title: 'Renamed in the list' } }, caller);
  expect(draft()).not.toBeNull();
  db.exec("CREATE TRIGGER no_drop BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  const save = () =>
    actions['course.saveAll'](
      { courseId, details: { subtitle: 'typed' }, drafts: [{ form, entityId: courseId }] },
      caller,
    );
  expect(save).toThrow('disk full');
  expect(await actions['course.getDetails']({ courseId }, caller)).toMatchObject({ data: { subtitle: '' } });
  db.exec('DROP TRIGGER no_drop');
  expect(await save()).toMatchObject({ success: true });
  expect(draft()).toBeNull();
  tables.drafts.save(form, courseId, caller.windowId, { subtitle: 'typed' }, 1);
  await save(); // nothing changed any more
  expect(draft()).toBeNull();
});
