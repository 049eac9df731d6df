import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { CourseDetails, LessonDetail, Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId, VersionId } from '../../../shared/domain/ids.ts';
import { call, type Output } from '../../lib/ipc-client.ts';
import {
  withChapterMoved,
  withChapterTitle,
  withLessonsMoved,
  withLessonTitle,
  withNewChapter,
  withoutChapter,
  withoutLessons,
  type LessonPlace,
} from './outline-edits.ts';
import { courseKeys } from './queries.ts';

type Client = MutationFunctionContext['client'];
interface InCourse {
  readonly courseId: CourseId;
}

/*
 * Edits are sent at once and do not wait for each other: main takes requests in the order in which they come, so a
 * reading that follows an edit has it, and one that was under way is given up by `patchOutline`. (Edits that waited in
 * a queue would be missing in the reading after the one before them: the screen would jump back.)
 */

/** Patches the outline at once; answers how it was, for a rollback. */
async function patchOutline(client: Client, { courseId }: InCourse, patch: (outline: Outline) => Outline) {
  const queryKey = courseKeys.outline(courseId);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<Outline>(queryKey);
  if (before) client.setQueryData<Outline>(queryKey, patch(before));
  return before;
}
const putBack = (client: Client, { courseId }: InCourse, before: Outline | undefined) =>
  client.setQueryData(courseKeys.outline(courseId), before);
/** Not awaited: an edit is done when main has it. What is said of it must not come after what is said of the next. */
const reconcile = (client: Client, { courseId }: InCourse) =>
  void client.invalidateQueries({ queryKey: courseKeys.outline(courseId) });

/** Not optimistic: the chapter has its id from main. It stands there as soon as main has answered. */
export const createChapter = mutationOptions({
  mutationFn: (input: InCourse & { readonly title: string }) => call('chapter.create', input),
  onSuccess: ({ chapterId }, input, _before, { client }) =>
    patchOutline(client, input, (outline) => withNewChapter(outline, chapterId, input.title)),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface ChapterName extends InCourse {
  readonly chapterId: ChapterId;
  readonly title: string;
}
export const renameChapter = mutationOptions({
  mutationFn: ({ chapterId, title }: ChapterName) => call('chapter.rename', { chapterId, title }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withChapterTitle(outline, input.chapterId, input.title)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface LessonName extends InCourse {
  readonly lessonId: LessonId;
  readonly title: string;
}
/** Renames in the outline and in the inspector alike. */
export const renameLesson = mutationOptions({
  mutationFn: ({ lessonId, title }: LessonName) => call('lesson.rename', { lessonId, title }),
  onMutate: async (input, { client }) => {
    const queryKey = courseKeys.lesson(input.lessonId);
    await client.cancelQueries({ queryKey });
    const lesson = client.getQueryData<LessonDetail>(queryKey);
    if (lesson) client.setQueryData<LessonDetail>(queryKey, { ...lesson, title: input.title });
    const outline = await patchOutline(client, input, (held) => withLessonTitle(held, input.lessonId, input.title));
    return { outline, lesson };
  },
  onError: (_error, input, before, { client }) => {
    putBack(client, input, before?.outline);
    client.setQueryData(courseKeys.lesson(input.lessonId), before?.lesson);
  },
  onSettled: (_data, _error, input, _before, { client }) => {
    reconcile(client, input);
    void client.invalidateQueries({ queryKey: courseKeys.lesson(input.lessonId) });
  },
});

/** Soft; `history.undo` brings it back with its lessons. */
export const deleteChapter = mutationOptions({
  mutationFn: ({ chapterId }: InCourse & { readonly chapterId: ChapterId }) => call('chapter.delete', { chapterId }),
  onMutate: (input, { client }) => patchOutline(client, input, (outline) => withoutChapter(outline, input.chapterId)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

/** Soft; `history.undo` brings them back to their places. */
export const deleteLessons = mutationOptions({
  mutationFn: ({ lessonIds }: InCourse & { readonly lessonIds: LessonId[] }) => call('lesson.delete', { lessonIds }),
  onMutate: (input, { client }) => patchOutline(client, input, (outline) => withoutLessons(outline, input.lessonIds)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

export const moveLessons = mutationOptions({
  mutationFn: ({ lessonIds, place }: InCourse & { readonly lessonIds: LessonId[]; readonly place: LessonPlace }) =>
    call('lesson.move', { lessonIds, ...place }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withLessonsMoved(outline, input.lessonIds, input.place)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface ChapterMove extends InCourse {
  readonly chapterId: ChapterId;
  readonly afterId: ChapterId | null;
}
export const moveChapter = mutationOptions({
  mutationFn: ({ chapterId, afterId }: ChapterMove) => call('chapter.move', { chapterId, afterId }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withChapterMoved(outline, input.chapterId, input.afterId)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

export interface DetailsChange extends InCourse {
  /** Only what was changed. */
  readonly details: Partial<CourseDetails>;
  /** The form whose draft goes with the save. */
  readonly draftOf: string;
}
type Details = Output<'course.getDetails'>;

export const saveCourseDetails = mutationOptions({
  mutationFn: (change: DetailsChange) => call('course.saveDetails', change),
  onMutate: async ({ courseId, details }, { client }) => {
    const queryKey = courseKeys.details(courseId);
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData<Details>(queryKey);
    if (before) client.setQueryData<Details>(queryKey, { ...before, ...details });
    return before;
  },
  onError: (_error, { courseId }, before, { client }) => client.setQueryData(courseKeys.details(courseId), before),
  onSettled: (_data, _error, { courseId }, _before, { client }) =>
    client.invalidateQueries({ queryKey: courseKeys.details(courseId) }),
});

/** Shows the file in the system's file manager; changes nothing. */
export const revealMedia = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.reveal', { versionId }),
});
