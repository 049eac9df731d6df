import type { CourseId } from '../../shared/domain/ids.ts';

/** The outline of a course in the cache: a course page has it, and undo, which every page has, writes it. */
export const outlineKey = (courseId: CourseId) => ['course', courseId, 'outline'] as const;
