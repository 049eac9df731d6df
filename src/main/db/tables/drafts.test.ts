import { describe, expect, test } from 'vitest';
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
  drafts.save('course-details', live, 1, { title: 'kept' }, nowMs - 30 * DAY_MS);
  drafts.save('course-details', gone, 1, { title: 'deleted' }, nowMs);
  drafts.save('title', live, 1, { title: 'old' }, nowMs - 30 * DAY_MS - 1);
  drafts.save('title', 'new-course', 1, { title: 'of nothing yet' }, nowMs);
  drafts.begin(nowMs);
  expect(drafts.open('course-details', live, 1)?.fields).toEqual({ title: 'kept' });
  expect(drafts.open('course-details', gone, 1)).toBeNull();
  expect(drafts.open('title', live, 1)).toBeNull();
  expect(drafts.open('title', 'new-course', 1)?.fields).toEqual({ title: 'of nothing yet' });
});

describe('two windows on one form', () => {
  const form = ['lesson-text', live] as const;
  function windows(...ids: number[]) {
    const open = new Set(ids);
    const { db } = openTestDatabase();
    return { db, open, drafts: createDraftTable(db, (id) => open.has(id)) };
  }

  test('each has its own: what one saves or gives up leaves what the other typed', () => {
    const { drafts } = windows(1, 2);
    drafts.save(...form, 1, { body: 'One' }, 1);
    drafts.save(...form, 2, { body: 'Two' }, 2);
    expect(drafts.open(...form, 1)?.fields).toEqual({ body: 'One' });
    drafts.remove(...form, 1);
    expect([drafts.open(...form, 1), drafts.open(...form, 2)?.fields]).toEqual([null, { body: 'Two' }]);
  });

  test('after a crash the newer words fill the form and the other ones are offered, until they are used or given up', () => {
    const { db, drafts } = windows(1, 2);
    drafts.save(...form, 1, { body: 'One', 'over.body': '' }, 1);
    drafts.save(...form, 2, { body: 'Two', 'over.body': '' }, 2);
    const again = createDraftTable(db);
    again.begin(3);
    const n = expect.any(Number) as number;
    const opened = { fields: { body: 'Two', 'over.body': '' }, savedAtMs: 2 };
    const others = [{ n, fields: { body: 'One' }, savedAtMs: 1 }];
    expect(again.listInCourse(live, 1)).toEqual([{ form: 'lesson-text', entityId: live }]);
    expect(again.open(...form, 1)).toEqual({ ...opened, others });
    expect(again.open(...form, 1)).toEqual({ ...opened, others });
    again.remove(...form, 1); // saved
    const left = again.open(...form, 1);
    expect(left).toEqual({ fields: {}, savedAtMs: 1, others });
    again.setOther(left?.others[0]?.n ?? 0, null);
    expect(again.open(...form, 1)).toBeNull();
  });

  test('what is offered is offered in one window: where the words that won are', () => {
    const { drafts, open } = windows();
    drafts.save(...form, 3, { body: 'One' }, 1);
    drafts.save(...form, 4, { body: 'Two' }, 2);
    open.add(1).add(2);
    expect([drafts.open(...form, 1)?.others.length, drafts.open(...form, 2)]).toEqual([1, null]);
    open.delete(1);
    expect(drafts.open(...form, 2)).toMatchObject({ fields: { body: 'Two' }, others: [{ fields: { body: 'One' } }] });
  });

  test('what a window left, or had when it was closed, is of the next; what it types is nobody else’s', () => {
    const { open, drafts } = windows(1, 2);
    drafts.save(...form, 1, { body: 'One' }, 1);
    expect(drafts.open(...form, 2)).toBeNull();
    drafts.release(...form, 1);
    expect(drafts.open(...form, 2)?.fields).toEqual({ body: 'One' });
    expect(drafts.open(...form, 1)).toBeNull();
    open.delete(2);
    expect(drafts.open(...form, 1)?.fields).toEqual({ body: 'One' });
  });

  test('a window of the last run is none of this one, though it has its number', () => {
    const { open, drafts } = windows();
    drafts.save(...form, 2, { body: 'Two' }, 2);
    drafts.begin(3);
    open.add(1).add(2);
    expect(drafts.open(...form, 1)?.fields).toEqual({ body: 'Two' });
    drafts.begin(4); // the profile is opened again while its windows are open
    expect(drafts.open(...form, 2)).toBeNull();
  });

  test('a disk that takes no writes still shows what is on it', () => {
    const { db, drafts } = windows();
    drafts.save(...form, 1, { body: 'One' }, 1);
    db.pragma('query_only = 1');
    expect(drafts.open(...form, 2)?.fields).toEqual({ body: 'One' });
  });
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
  for (const entity of [course, other, chapter, lesson, deleted]) drafts.save('form', entity, 1, { of: entity }, 1);
  const found = drafts.listInCourse(course, 1).toSorted((a, b) => a.entityId.localeCompare(b.entityId));
  expect(found).toEqual([course, chapter, lesson].map((entityId) => ({ form: 'form', entityId })));
});
