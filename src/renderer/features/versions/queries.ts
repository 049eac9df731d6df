import { queryOptions } from '@tanstack/react-query';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import { call, type Output } from '../../lib/ipc-client.ts';

export type Version = Output<'version.list'>[number];
export type VersionContent = Output<'version.get'>;

/** Under the key of their course: what changes that reads them again. */
export const versionsQuery = (courseId: CourseId) =>
  queryOptions({
    queryKey: ['course', courseId, 'versions'],
    queryFn: () => call('version.list', { courseId }),
  });

/** One to be read, compared with the course as it is now. */
export const versionQuery = (courseId: CourseId, versionId: CourseVersionId) =>
  queryOptions({
    queryKey: ['course', courseId, 'version', versionId],
    queryFn: () => call('version.get', { versionId }),
  });
