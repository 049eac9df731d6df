import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId, VersionId } from '../../../shared/domain/ids.ts';
import { withOutlineChanges } from '../../../shared/domain/outline-changes.ts';
import { call, missingFile } from '../../lib/ipc-client.ts';
import { mediaUrl } from '../../lib/media-url.ts';
import { outlineKey } from '../../lib/outline-key.ts';
import { readCropMark } from './crop-mark.ts';

const readOutlines = ['read-outline'] as const;

export const courseKeys = {
  /** Of all courses the titles, of them and of their chapters. */
  chapters: ['course-chapters'] as const,
  one: (courseId: CourseId) => ['course', courseId] as const,
  details: (courseId: CourseId) => ['course', courseId, 'details'] as const,
  outline: outlineKey,
  readOutlines,
  readOutline: (courseId: CourseId) => [...readOutlines, courseId] as const,
  lessons: ['lesson'] as const,
  filled: (lessonIds: readonly LessonId[]) => ['lesson', 'filled', lessonIds] as const,
  lesson: (lessonId: LessonId) => ['lesson', lessonId] as const,
};

export const courseChaptersQuery = queryOptions({
  queryKey: courseKeys.chapters,
  queryFn: () => call('course.listChapters', {}),
});

export function courseDetailsQuery(courseId: CourseId) {
  return queryOptions({
    queryKey: courseKeys.details(courseId),
    queryFn: () => call('course.getDetails', { courseId }),
  });
}

/** What publishing takes, long before a field is full. Read again with each form: IT may have changed the rules. */
export const publishLimitsQuery = queryOptions({
  queryKey: ['publish-limits'],
  queryFn: () => call('publish.getLimits', {}),
  refetchOnMount: 'always',
});

export function coverQuery(courseId: CourseId) {
  return queryOptions({
    queryKey: [...courseKeys.one(courseId), 'cover'],
    queryFn: () => call('cover.get', { courseId }),
  });
}

/** Where in its picture a cover was cut out; null when it does not say so. A version stays as it is. */
export function coverCropQuery(versionId: VersionId | null) {
  return queryOptions({
    queryKey: ['cover-crop', versionId],
    queryFn: async () => {
      const answer = versionId && (await fetch(mediaUrl(versionId)));
      return answer && answer.ok ? readCropMark(new Uint8Array(await answer.arrayBuffer())) : null;
    },
    retry: false,
  });
}

export function promoQuery(courseId: CourseId) {
  return queryOptions({
    queryKey: [...courseKeys.one(courseId), 'promo'],
    queryFn: () => call('promo.get', { courseId }),
  });
}

/** An outline as main had it: on screen edits may show that main has not answered. */
interface ReadOutline {
  readonly outline: Outline;
  readonly revision: number;
}

/** What has become of an outline since it was last read makes of that the outline of now; else all of it is read. */
function readOutlineQuery(courseId: CourseId) {
  const queryKey = courseKeys.readOutline(courseId);
  return queryOptions({
    queryKey,
    staleTime: 0,
    async queryFn({ client }): Promise<ReadOutline> {
      const last = client.getQueryData<ReadOutline>(queryKey);
      if (last) {
        const { changes, revision } = await call('course.getOutlineChanges', { courseId, since: last.revision });
        const outline = changes && withOutlineChanges(last.outline, changes);
        if (outline) return { outline, revision };
      }
      const { revision, ...outline } = await call('course.getOutline', { courseId });
      return { outline, revision };
    },
  });
}

/** One reading after the other: the second is told only what the first has not brought. */
async function readOutline(client: QueryClient, courseId: CourseId): Promise<Outline> {
  const query = readOutlineQuery(courseId);
  if (client.isFetching({ queryKey: query.queryKey }) > 0) await client.fetchQuery(query).catch(() => undefined);
  return (await client.fetchQuery(query)).outline;
}

export function outlineQuery(courseId: CourseId) {
  return queryOptions({
    queryKey: courseKeys.outline(courseId),
    queryFn: ({ client }) => readOutline(client, courseId),
  });
}

export function lessonQuery(lessonId: LessonId) {
  return queryOptions({ queryKey: courseKeys.lesson(lessonId), queryFn: () => call('lesson.get', { lessonId }) });
}

/** Every file of a course; read again with each dialog. */
export function courseFilesQuery(courseId: CourseId) {
  return queryOptions({
    queryKey: [...courseKeys.one(courseId), 'files'],
    queryFn: () => call('resource.list', { courseId }),
  });
}

/** Of a chapter itself. */
export function chapterFilesQuery(courseId: CourseId, chapterId: ChapterId) {
  return queryOptions({
    queryKey: [...courseKeys.one(courseId), 'chapter-files', chapterId],
    queryFn: () => call('resource.listOfChapter', { chapterId }),
  });
}

/** Those of the lessons that hold something of their kind. */
export function filledQuery(lessonIds: LessonId[]) {
  return queryOptions({
    queryKey: courseKeys.filled(lessonIds),
    queryFn: () => call('lesson.listFilled', { lessonIds }),
  });
}

/** A caption file as WebVTT, as the player has it. */
export function captionTextQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: ['caption-text', versionId],
    queryFn: async () => {
      const answer = await fetch(`/captions/${versionId}`);
      if (!answer.ok) throw missingFile();
      return answer.text();
    },
    retry: false,
  });
}

/** What is wrong with a caption file; a version stays as it is. */
export function captionFaultsQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: ['caption-faults', versionId],
    queryFn: () => call('caption.listFaults', { versionId }),
    retry: false,
  });
}
