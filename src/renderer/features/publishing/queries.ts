import { queryOptions, skipToken } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call, type Output, type Payload } from '../../lib/ipc-client.ts';

export type Checklist = Output<'publish.getChecklist'>;
export type Finding = Checklist['findings'][number];

/** Under the key of its course. Read again whenever it is looked at: files on the disk and IT's rules tell nobody. */
export const checklistQuery = (courseId: CourseId) =>
  queryOptions({
    queryKey: ['course', courseId, 'publish'],
    queryFn: () => call('publish.getChecklist', { courseId }),
    refetchOnMount: 'always',
  });

export const phaseKey = (courseId: CourseId) => ['publish-phase', courseId] as const;
/** Where publishing is; written by the event bridge alone. */
export const phaseQuery = (courseId: CourseId) =>
  queryOptions({
    queryKey: phaseKey(courseId),
    queryFn: skipToken as typeof skipToken | (() => Payload<'publish.progressed'>['phase']),
  });
