import { mutationOptions } from '@tanstack/react-query';
import type { BulkRow, BulkSettings } from '../../../../shared/domain/bulk-edit.ts';
import type { LessonDetail, NewLessonKind } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import type { TypedTitle } from '../../../hooks/use-title-draft.ts';
import { call } from '../../../lib/ipc-client.ts';
import {
  withLessonsEdited,
  withLessonsMoved,
  withLessonTitle,
  withNewLesson,
  type LessonPlace,
  withTitles,
} from '../outline-edits.ts';
import { courseKeys } from '../queries.ts';
import { patchOutline, putBack, reconcile, type InCourse } from './outline-patch.ts';

interface LessonCreation extends InCourse {
  /** Null: in a new chapter. */
  readonly place: LessonPlace | null;
  readonly kind: NewLessonKind;
  readonly title: string;
  readonly chapterTitle: string;
}
/** Not optimistic, as `createChapter`: main gives the id. */
export const createLesson = mutationOptions({
  mutationFn: ({ courseId, place, kind, title, chapterTitle }: LessonCreation) =>
    call('lesson.create', { place: place ?? { courseId, chapterTitle }, kind, title }),
  onSuccess: ({ lessonId, chapterId }, { courseId, place, ...made }, _before, { client }) =>
    patchOutline(client, { courseId }, (outline) =>
      withNewLesson(outline, { ...made, lessonId, place: place ?? { chapterId, afterId: null } }),
    ),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface LessonName extends InCourse, TypedTitle {
  readonly lessonId: LessonId;
}
/** Renames in the outline and in the inspector alike. */
export const renameLesson = mutationOptions({
  mutationFn: ({ lessonId, title, over }: LessonName) => call('lesson.rename', { lessonId, title, over }),
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

/** Many titles in one step. */
export const renameLessons = mutationOptions({
  mutationFn: ({ titles }: InCourse & { readonly titles: (TypedTitle & { lessonId: LessonId })[] }) =>
    call('lesson.renameMany', { titles }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) =>
      withTitles(outline, new Map(input.titles.map(({ lessonId, title }) => [lessonId, title]))),
    ),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => {
    reconcile(client, input);
    void client.invalidateQueries({ queryKey: courseKeys.lessons });
  },
});

export const moveLessons = mutationOptions({
  mutationFn: ({ lessonIds, place }: InCourse & { readonly lessonIds: LessonId[]; readonly place: LessonPlace }) =>
    call('lesson.move', { lessonIds, ...place }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withLessonsMoved(outline, input.lessonIds, input.place)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface ManyEdited extends InCourse {
  /** Those that change. */
  readonly rows: readonly BulkRow[];
  readonly settings: BulkSettings;
}
/** Many lessons changed alike, in one step. */
export const editLessons = mutationOptions({
  mutationFn: ({ rows, settings }: ManyEdited) => {
    const lessons = rows.map(({ lesson: { lessonId, title: over }, title }) =>
      title === null ? { lessonId } : { lessonId, title, over },
    );
    return call('lesson.editMany', { lessons, settings });
  },
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withLessonsEdited(outline, input.rows, input.settings)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => {
    reconcile(client, input);
    void client.invalidateQueries({ queryKey: courseKeys.lessons });
  },
});
