import { expect, test } from 'vitest';
import type { Draft } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import { editElsewhere, openTestDatabase, type TestDatabase } from '../../../tests/helpers/database.ts';

const id = '0190a6c8-0000-7000-8000-000000000001';
const label = { code: 'course.edit' as const, count: 1, name: 'x' };

/* Undo of the making of a row deletes it: with what others have made of it since. */
const [chapterId, lessonId, otherId] = [2, 3, 4].map((n) => `0190a6c8-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const put = (t: string, rowId: string, v: Draft['v']): Draft => ({ t, id: rowId, k: 'put', v });
const isDeleted = (studio: TestDatabase, table: TableName, rowId: string): boolean =>
  studio.mutator.rows.read(table, rowId)?.row['deleted_at_ms'] !== null;

/** A course with a chapter with two lessons, one with a video, made in one step as an import does. */
function imported(): TestDatabase {
  const studio = openTestDatabase();
  const drafts = [
    put('courses', id, { title: { title: 'Optics' } }),
    put('chapters', chapterId, { place: { course_id: id, pos: 'a0' }, title: { title: 'Light' } }),
    put('lessons', lessonId, { place: { chapter_id: chapterId, pos: 'a0' }, title: { title: 'Rays' } }),
    put('lessons', otherId, { place: { chapter_id: chapterId, pos: 'a1' }, title: { title: 'Waves' } }),
    put('media_files', 'file', { name: { name: 'rays.mp4', kind: 'video' } }),
    put('media_files', 'file-2', { name: { name: 'waves.mp4', kind: 'video' } }),
    put('media_links', 'link', {
      ends: { media_id: 'file', target_type: 'lesson', target_id: lessonId, role: 'video' },
    }),
    put('media_links', 'link-2', {
      ends: { media_id: 'file-2', target_type: 'lesson', target_id: otherId, role: 'video' },
    }),
  ];
  studio.mutator.mutate({ label: { code: 'course.import', count: 2, name: 'Optics' }, drafts });
  return studio;
}

test.each([
  ['a field that the making wrote', { title: { title: 'Theirs' } }, 'Theirs'],
  ['a field that it left empty', { body: { body: 'Their text' } }, 'Their text'],
])('what another computer wrote into a new row is not deleted unasked: %s', (_, v, now) => {
  const studio = imported();
  editElsewhere(studio, { t: 'lessons', id: lessonId, k: 'set', v });
  expect(studio.undo.list({ before: null, limit: 9 }).steps).toMatchObject([{ isChanged: true }]);
  expect(studio.undo.undo()).toMatchObject({ error: { code: 'CHANGED_SINCE' } });
  expect(studio.undo.question('undo')).toMatchObject({
    changes: [{ table: 'lessons', id: lessonId, now: { text: now }, would: { kind: 'life', isDeleted: true } }],
    changedCount: 1,
  });
  expect(isDeleted(studio, 'lessons', lessonId)).toBe(false);
});

test('the rest leaves their lesson where it can be seen, with its video, and deletes the other; redo brings that back', () => {
  const studio = imported();
  editElsewhere(studio, { t: 'lessons', id: lessonId, k: 'set', v: { title: { title: 'Theirs' } } });
  expect(studio.undo.question('undo')?.restCount).toBe(3);
  studio.undo.resolve({ n: 1, direction: 'undo', choice: 'rest' });
  const gone = () => [
    isDeleted(studio, 'courses', id),
    isDeleted(studio, 'chapters', chapterId),
    ...[lessonId, otherId].map((one) => isDeleted(studio, 'lessons', one)),
    ...['file', 'file-2'].map((one) => isDeleted(studio, 'media_files', one)),
    ...['link', 'link-2'].map((one) => isDeleted(studio, 'media_links', one)),
  ];
  expect(gone()).toEqual([false, false, false, true, false, true, false, true]);
  expect(studio.undo.redo().success).toBe(true);
  expect(gone()).toEqual(gone().map(() => false));
  expect(studio.undo.undo().success).toBe(true); // what was answered stays answered
  expect(gone()).toEqual([false, false, false, true, false, true, false, true]);
});

test('anyway deletes all of it; redone, their words are there again, and asked about again', () => {
  const studio = imported();
  editElsewhere(studio, { t: 'lessons', id: lessonId, k: 'set', v: { title: { title: 'Theirs' } } });
  studio.undo.resolve({ n: 1, direction: 'undo', choice: 'anyway' });
  expect(isDeleted(studio, 'lessons', lessonId)).toBe(true);
  expect(studio.undo.redo().success).toBe(true);
  expect(studio.mutator.rows.read('lessons', lessonId)?.row).toMatchObject({ title: 'Theirs', deleted_at_ms: null });
  expect(studio.undo.undo()).toMatchObject({ error: { code: 'CHANGED_SINCE' } });
});

test('a lesson that another computer put into a new chapter is told, and the rest leaves the chapter', () => {
  const studio = imported();
  editElsewhere(
    studio,
    put('lessons', 'theirs', { place: { chapter_id: chapterId, pos: 'a5' }, title: { title: 'New' } }),
  );
  expect(studio.undo.question('undo')).toMatchObject({
    changes: [{ table: 'lessons', id: 'theirs', name: 'New', group: 'life', now: { kind: 'life', isDeleted: false } }],
  });
  studio.undo.resolve({ n: 1, direction: 'undo', choice: 'rest' });
  expect([isDeleted(studio, 'courses', id), isDeleted(studio, 'chapters', chapterId)]).toEqual([false, false]);
  expect(isDeleted(studio, 'lessons', lessonId)).toBe(true);
});

test('a version that another computer saved of a new course is told, and the rest leaves the course', () => {
  const studio = imported();
  const origin = { course_id: id, kind: 'named', part_count: 0, created_at_ms: 1 };
  editElsewhere(studio, put('course_versions', 'theirs', { origin, name: { name: 'Before the summer' } }));
  expect(studio.undo.question('undo')).toMatchObject({
    changes: [{ table: 'course_versions', id: 'theirs', name: 'Before the summer', group: 'life' }],
  });
  studio.undo.resolve({ n: 1, direction: 'undo', choice: 'rest' });
  expect([isDeleted(studio, 'courses', id), isDeleted(studio, 'chapters', chapterId)]).toEqual([false, true]);
});

test('edits of this computer, its machine and its undo are no change by others, in whatever mixture', () => {
  const studio = imported();
  const set = (v: Draft['v'], undoable = true) =>
    studio.mutator.mutate({ label, drafts: [{ t: 'lessons', id: lessonId, k: 'set', v }], undoable });
  const step = { label, drafts: [put('lessons', 'mine', { place: { chapter_id: chapterId, pos: 'a6' } })] };
  set({ body: { body: 'found out' } }, false);
  set({ title: { title: 'Mine' } });
  studio.mutator.mutate(step);
  set({ body: { body: 'mine, too' } });
  expect(studio.undo.list({ before: null, limit: 9 }).steps.map(({ isChanged }) => isChanged)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  for (const move of ['undo', 'redo', 'undo', 'undo', 'redo', 'undo', 'undo'] as const)
    expect(studio.undo[move]().success).toBe(true);
  set({ body: { body: 'found out again' } }, false);
  set({ title: { title: 'Another way' } }); // what was undone is forgotten
  expect(studio.undo.undo().success).toBe(true);
  expect(studio.undo.question('undo')).toBeNull();
  expect(studio.undo.undo().success).toBe(true);
  expect(isDeleted(studio, 'lessons', lessonId)).toBe(true);
});

test('theirs under an edit of ours: undone, their words show, and the making asks', () => {
  const studio = imported();
  editElsewhere(studio, { t: 'lessons', id: lessonId, k: 'set', v: { title: { title: 'Theirs' } } });
  studio.mutator.mutate({ label, drafts: [{ t: 'lessons', id: lessonId, k: 'set', v: { title: { title: 'Mine' } } }] });
  expect(studio.undo.list({ before: null, limit: 9 }).steps).toMatchObject([{ isChanged: false }, { isChanged: true }]);
  expect(studio.undo.undo().success).toBe(true);
  expect(studio.undo.question('undo')).toMatchObject({ changes: [{ now: { text: 'Theirs' } }] });
});
