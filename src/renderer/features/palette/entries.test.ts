import { expect, test } from 'vitest';
import type { CourseId, LessonId } from '../../../shared/domain/ids.ts';
import { entriesOf } from './entries.ts';
import type { Found } from './queries.ts';

const verb = (id: string, label: string) => ({ id, label, run() {} });
const course = (id: string, title: string): Found => ({ kind: 'course', courseId: id as CourseId, title });
const lesson = (id: string, title: string): Found => ({
  kind: 'lesson',
  courseId: 'c1' as CourseId,
  lessonId: id as LessonId,
  title,
  chapterTitle: 'Chapter',
  courseTitle: 'Biology',
});
const here = {
  verbs: [verb('new', 'New course'), verb('trash', 'Trash')],
  found: [course('c1', 'Biology'), lesson('l1', 'New cells'), lesson('l2', 'Renewal')],
};
const shown = (search: string, recent: readonly string[] = []) => entriesOf(here, search, recent).map(({ id }) => id);

test('without words: what was used last, then what can be done, then courses', () => {
  expect(shown('', ['l1', 'trash'])).toEqual(['l1', 'trash', 'new', 'c1', 'l2']);
});

test('the better fit first, whatever was used last; among equals the last used, then verbs', () => {
  expect(shown('new')).toEqual(['new', 'l1', 'l2']);
  expect(shown('new', ['l2', 'l1'])).toEqual(['l1', 'new', 'l2']);
});

test('where a lesson is helps to find it; what does not fit any more is not shown while main is asked', () => {
  expect(shown('cell bio')).toEqual(['l1']);
  expect(shown('zebra')).toEqual([]);
});
