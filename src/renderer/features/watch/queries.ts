import type { CourseId } from '../../../shared/domain/ids.ts';

export const watchKeys = {
  course: (courseId: CourseId) => ['watched-folders', courseId] as const,
};
