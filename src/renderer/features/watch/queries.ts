import { queryOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';

export const watchKeys = {
  course: (courseId: CourseId) => ['watched-folders', courseId] as const,
};

/** The folders that are watched for a course on this computer, with what they offer. */
export const watchedFoldersQuery = (courseId: CourseId) =>
  queryOptions({ queryKey: watchKeys.course(courseId), queryFn: () => call('watch.list', { courseId }) });
