import { expect, test } from 'vitest';
import { createEditMany } from '../../src/main/actions/edit-many.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import type { GroupValues } from '../../src/shared/domain/merge.ts';
import { openTestDatabase } from '../helpers/database.ts';

const caller = { windowId: 1 };

/** Two chapters: One with a text that says something, an empty quiz and an empty video; Two with z. */
function open() {
  const studio = openTestDatabase();
  const tables = {
    outlines: createOutlineTable(studio.db),
    places: createPlaceTable(studio.db, Math.random),
    tags: createTagTable(studio.db),
  };
  const [courseId, one, two, ...ids] = Array.from({ length: 8 }, () => studio.edit.newId());
  const put = (t: string, id: string | undefined, v: Record<string, GroupValues>) => ({
    t,
    id: id ?? '',
    k: 'put' as const,
    v,
  });
  const lesson = (at: number, chapter: string | undefined, kind: string, body = '') =>
    put('lessons', ids[at], {
      place: { chapter_id: chapter ?? '', pos: `a${at}` },
      title: { title: String(at) },
      kind: { kind },
      body: { body },
    });
  studio.mutator.mutate({
    label: { code: 'course.create', count: 1, name: '' },
    drafts: [
      put('courses', courseId, { title: { title: 'Cells' } }),
      put('chapters', one, { place: { course_id: courseId ?? '', pos: 'a0' }, title: { title: 'One' } }),
      put('chapters', two, { place: { course_id: courseId ?? '', pos: 'a1' }, title: { title: 'Two' } }),
      lesson(0, one, 'text', 'Read this.'),
      lesson(1, one, 'quiz'),
      lesson(2, one, 'video', 'A description'),
      lesson(3, two, 'link'),
    ],
  });
  const shown = () =>
    tables.outlines
      .getOutline(courseId as CourseId)
      ?.chapters.map(({ lessons }) =>
        lessons.map(({ title, kind, status, dripDays }) => `${title} ${kind} ${status} ${dripDays ?? '-'}`).join(', '),
      );
  const actions = createEditMany({ ...studio.edit, ...tables });
  return { ...studio, actions, shown, lessonIds: ids as LessonId[], chapters: [one, two] as ChapterId[] };
}

test('in one step: titles one by one, settings for all, the chapter at its end; what is in it stays in its place', async () => {
  const { actions, shown, lessonIds, chapters, undo, committed } = open();
  committed.length = 0;
  const lessons = [lessonIds[3], lessonIds[1], lessonIds[2]].map((lessonId, at) => ({
    lessonId: lessonId as LessonId,
    title: `T${at}`,
  }));
  const settings = { status: 'draft', dripDays: 3, chapterId: chapters[1] as ChapterId } as const;
  expect(await actions['lesson.editMany']({ lessons, settings }, caller)).toMatchObject({ data: { changed: 3 } });
  expect(shown()).toEqual(['0 text ready -', 'T0 link draft 3, T1 quiz draft 3, T2 video draft 3']);
  expect(committed).toHaveLength(1);
  expect(undo.peek().undo).toEqual({ code: 'lesson.edit', count: 3, name: '' });
  undo.undo();
  expect(shown()).toEqual(['0 text ready -, 1 quiz ready -, 2 video ready -', '3 link ready -']);
});

test('a lesson that holds something of its kind keeps it, one that is gone is named; the rest is done', async () => {
  const { actions, shown, lessonIds, mutator } = open();
  mutator.mutate({
    label: { code: 'lesson.delete', count: 1, name: '3' },
    drafts: [{ t: 'lessons', id: lessonIds[3] ?? '', k: 'set', v: { life: { deleted_at_ms: 1 } } }],
  });
  const ids = lessonIds.slice(0, 4);
  expect(await actions['lesson.listFilled']({ lessonIds: ids }, caller)).toMatchObject({ data: [lessonIds[0]] });
  const lessons = ids.map((lessonId) => ({ lessonId }));
  const settings = { kind: 'link', status: 'draft' } as const;
  const answer = await actions['lesson.editMany']({ lessons, settings }, caller);
  expect(answer).toMatchObject({ data: { changed: 3, gone: [lessonIds[3]], keptKind: [lessonIds[0]] } });
  expect(shown()).toEqual(['0 text draft -, 1 link draft -, 2 link draft -', '']);
});

test('nothing there, or not the chapter: nothing is done; what is so already is no step', async () => {
  const { actions, shown, lessonIds, committed } = open();
  const before = shown();
  committed.length = 0;
  const gone = '0190a6c8-0000-7000-8000-00000000dead';
  const edit = (lessonId: string | undefined, settings: object) =>
    actions['lesson.editMany']({ lessons: [{ lessonId: lessonId as LessonId }], settings }, caller);
  expect(await edit(gone, { status: 'draft' })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await edit(lessonIds[0], { status: 'draft', chapterId: gone })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
  expect(await edit(lessonIds[0], { status: 'ready' })).toMatchObject({ data: { changed: 0 } });
  expect([shown(), committed]).toEqual([before, []]);
});
