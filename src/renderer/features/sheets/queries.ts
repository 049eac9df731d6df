import { queryOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call, type Output } from '../../lib/ipc-client.ts';

export type SheetDiff = Output<'sheet.get'>;

/** Under the key of its course: what changes that compares it again. The file is looked at anew each time. */
export const sheetQuery = (courseId: CourseId, path: string) =>
  queryOptions({
    queryKey: ['course', courseId, 'sheet', path],
    queryFn: () => call('sheet.get', { courseId, path }),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
