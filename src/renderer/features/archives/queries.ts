import { queryOptions, skipToken } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call, type Payload } from '../../lib/ipc-client.ts';

export const archiveKeys = {
  contents: (courseId: CourseId) => ['archive-contents', courseId] as const,
  preview: (archiveId: string) => ['archive-preview', archiveId] as const,
  history: (archiveId: string) => ['archive-history', archiveId] as const,
  progress: (jobId: string) => ['archive-progress', jobId] as const,
};

/** Looked up each time the dialog opens: files come and go without anybody telling. */
export const contentsQuery = (courseId: CourseId) =>
  queryOptions({
    queryKey: archiveKeys.contents(courseId),
    queryFn: () => call('archive.getContents', { courseId }),
    staleTime: 0,
    gcTime: 0,
  });

export const previewQuery = (archiveId: string) =>
  queryOptions({
    queryKey: archiveKeys.preview(archiveId),
    queryFn: () => call('archive.getPreview', { archiveId }),
  });

/** What the archive tells never changes while it is looked at. */
export const archiveHistoryQuery = (archiveId: string) =>
  queryOptions({
    queryKey: archiveKeys.history(archiveId),
    queryFn: () => call('archive.getHistory', { archiveId }),
  });

/** Written by the event bridge alone. */
export const progressQuery = (jobId: string) =>
  queryOptions({
    queryKey: archiveKeys.progress(jobId),
    queryFn: skipToken as typeof skipToken | (() => Payload<'archive.progressed'>),
  });
