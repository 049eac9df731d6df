import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { CourseSummary } from '../../../shared/domain/course.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';
import { courseListKey } from './queries.ts';

type Courses = readonly CourseSummary[];

/** Patches the list at once; answers how it was, for a rollback. */
async function patchList(client: QueryClient, patch: (courses: Courses) => Courses): Promise<Courses | undefined> {
  await client.cancelQueries({ queryKey: courseListKey });
  const before = client.getQueryData<Courses>(courseListKey);
  if (before) client.setQueryData<Courses>(courseListKey, patch(before));
  return before;
}
const putBack = (client: QueryClient, before: Courses | undefined) => client.setQueryData(courseListKey, before);
/** Not awaited: an edit is done when main has it. What is said of it must not come after what is said of the next. */
const reconcile = (client: QueryClient) => void client.invalidateQueries({ queryKey: courseListKey });

/** Not optimistic: the course has its id from main, and its page opens at once. */
export const createCourse = mutationOptions({
  mutationFn: (title: string) => call('course.create', { title }),
  onSettled: (_data, _error, _title, _before, { client }) => reconcile(client),
});

export interface NewName {
  readonly courseId: CourseId;
  readonly title: string;
  /** The title that it was typed over. */
  readonly over: string;
}

export const renameCourse = mutationOptions({
  mutationFn: ({ courseId, title, over }: NewName) =>
    call('course.saveAll', { courseId, details: { title }, over: { title: over } }),
  onMutate: ({ courseId, title }, { client }) =>
    patchList(client, (courses) => courses.map((one) => (one.courseId === courseId ? { ...one, title } : one))),
  onError: (_error, _name, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _name, _before, { client }) => reconcile(client),
});

/** Not optimistic: copies have their ids from main. */
export const duplicateCourses = mutationOptions({
  mutationFn: (copies: { courseId: CourseId; title: string }[]) => call('course.duplicate', { copies }),
  onSettled: (_data, _error, _copies, _before, { client }) => reconcile(client),
});

/** Soft; `history.undo` brings it back. */
export const deleteCourses = mutationOptions({
  mutationFn: (courseIds: CourseId[]) => call('course.delete', { courseIds }),
  onMutate: (courseIds, { client }) =>
    patchList(client, (courses) => courses.filter((one) => !courseIds.includes(one.courseId))),
  onError: (_error, _courseIds, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _courseIds, _before, { client }) => reconcile(client),
});

/** Null: a window on the list of courses. */
export const openCourseWindow = mutationOptions({
  mutationFn: (courseId: CourseId | null) => call('app.openWindow', { courseId }),
});
