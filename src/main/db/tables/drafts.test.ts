import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { createDraftTable } from './drafts.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const live = '0190a6c8-0000-7000-8000-000000000001';
const gone = '0190a6c8-0000-7000-8000-000000000002';
const label = { code: 'course.edit' as const, count: 1, name: '' };

test('drafts of 30 days and those of what is deleted are forgotten; the others stay', () => {
  const { db, mutator } = openTestDatabase();
  const drafts = createDraftTable(db);
  for (const [id, deletedAt] of [
    [live, null],
    [gone, 5],
  ] as const) {
    const v = { title: { title: 'x' }, life: { deleted_at_ms: deletedAt } };
    mutator.mutate({ label, drafts: [{ t: 'courses', id, k: 'put', v }] });
  }
  const nowMs = 100 * DAY_MS;
  drafts.save('course-details', live, { title: 'kept' }, nowMs - 30 * DAY_MS);
  drafts.save('course-details', gone, { title: 'deleted' }, nowMs);
  drafts.save('title', live, { title: 'old' }, nowMs - 30 * DAY_MS - 1);
  drafts.save('title', 'new-course', { title: 'of nothing yet' }, nowMs);
  drafts.prune(nowMs);
  expect(drafts.get('course-details', live)?.fields).toEqual({ title: 'kept' });
  expect(drafts.get('course-details', gone)).toBeNull();
  expect(drafts.get('title', live)).toBeNull();
  expect(drafts.get('title', 'new-course')?.fields).toEqual({ title: 'of nothing yet' });
});

test('a draft that is dropped is told of, one that is not there is not', () => {
  let dropped = 0;
  const drafts = createDraftTable(openTestDatabase().db, () => {
    dropped += 1;
  });
  drafts.save('title', live, { title: 'typed' }, 1);
  drafts.remove('title', gone);
  drafts.remove('title', live);
  drafts.remove('title', live);
  expect(dropped).toBe(1);
});

test('drafts in a course: its own, those of its chapters and lessons, not of what is deleted or elsewhere', () => {
  const { db, mutator } = openTestDatabase();
  const drafts = createDraftTable(db);
  const id = (n: number): string => `0190a6c8-0000-7000-8000-0000000000${String(n)}`;
  const [course, other, chapter, lesson, deleted] = [id(11), id(12), id(13), id(14), id(15)] as const;
  const put = (
    t: 'courses' | 'chapters' | 'lessons',
    rowId: string,
    v: Record<string, Record<string, string | number>>,
  ) => ({
    t,
    id: rowId,
    k: 'put' as const,
    v,
  });
  const inChapter = { place: { chapter_id: chapter, pos: 'a0' } };
  mutator.mutate({
    label,
    drafts: [
      put('courses', course, {}),
      put('courses', other, {}),
      put('chapters', chapter, { place: { course_id: course, pos: 'a0' } }),
      put('lessons', lesson, inChapter),
      put('lessons', deleted, { ...inChapter, life: { deleted_at_ms: 5 } }),
    ],
  });
  for (const entity of [course, other, chapter, lesson, deleted]) drafts.save('form', entity, { of: entity }, 1);
  const found = drafts.listInCourse(course).toSorted((a, b) => a.entityId.localeCompare(b.entityId));
  expect(found).toEqual(
    [course, chapter, lesson].map((entityId) => ({ form: 'form', entityId, fields: { of: entityId }, savedAtMs: 1 })),
  );
});
