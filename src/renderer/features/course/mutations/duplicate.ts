import { mutationOptions } from '@tanstack/react-query';
import { call } from '../../../lib/ipc-client.ts';
import { withChapterCopies, withLessonCopies, type WantedCopies } from '../outline-copies.ts';
import { patchOutline, reconcile, type InCourse } from './outline-patch.ts';

/** Not optimistic, as `createChapter`: main gives the ids. */
export const duplicateChapters = mutationOptions({
  mutationFn: ({ copies }: InCourse & { readonly copies: WantedCopies['chapters'] }) =>
    call('chapter.duplicate', { copies }),
  onSuccess: ({ copies: made }, { courseId, copies }, _before, { client }) => {
    const titles = new Map(copies.map(({ chapterId, title }) => [chapterId, title]));
    const named = made.map((copy) => ({ ...copy, title: titles.get(copy.ofId) ?? '' }));
    return patchOutline(client, { courseId }, (outline) => withChapterCopies(outline, named));
  },
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

export const duplicateLessons = mutationOptions({
  mutationFn: ({ copies }: InCourse & { readonly copies: WantedCopies['lessons'] }) =>
    call('lesson.duplicate', { copies }),
  onSuccess: ({ copies: made }, { courseId, copies }, _before, { client }) => {
    const titles = new Map(copies.map(({ lessonId, title }) => [lessonId, title]));
    const named = made.map((copy) => ({ ...copy, title: titles.get(copy.ofId) ?? '' }));
    return patchOutline(client, { courseId }, (outline) => withLessonCopies(outline, named));
  },
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});
