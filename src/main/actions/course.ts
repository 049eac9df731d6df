import type { CourseDetails } from '../../shared/domain/course.ts';
import type { CourseId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { CourseTable } from '../db/tables/courses.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, nameOf, notFound, put, remove } from './context.ts';
import { createCourseSave, type CourseSaveDeps } from './course-save.ts';
import { COURSE_FIELDS, fieldsOf } from './form-fields.ts';

type CourseHandlers = Pick<
  Handlers,
  'course.list' | 'course.listChapters' | 'course.getDetails' | 'course.create' | 'course.saveAll' | 'course.delete'
>;

export function createCourseActions(deps: CourseSaveDeps & { courses: CourseTable }): CourseHandlers {
  const { mutator } = deps;

  return {
    ...createCourseSave(deps),
    'course.list': () => ok(deps.courses.listSummaries()),
    'course.listChapters': () => ok(deps.courses.listChapters()),
    'course.getDetails'({ courseId }) {
      const row = liveRow(mutator, 'courses', courseId);
      if (!row) return notFound('course');
      const details = fieldsOf(COURSE_FIELDS, row) as Omit<CourseDetails, 'tags'>;
      return ok({ ...details, tags: deps.tags.namesOf(courseId), courseId });
    },
    'course.create'({ title }) {
      const courseId = deps.newId() as CourseId;
      const drafts = [put('courses', courseId, { origin: { created_at_ms: deps.nowMs() }, title: { title } })];
      mutator.mutate({ label: { code: 'course.create', count: 1, name: title }, drafts });
      return ok({ courseId });
    },
    'course.delete'({ courseIds }) {
      const rows = courseIds.map((id) => liveRow(mutator, 'courses', id));
      if (rows.includes(null)) return notFound('course');
      const label = { code: 'course.delete' as const, count: rows.length, name: nameOf(rows) };
      mutator.mutate({ label, drafts: courseIds.map((id) => remove('courses', id, deps.nowMs())) });
      return ok({ courseIds });
    },
  };
}
