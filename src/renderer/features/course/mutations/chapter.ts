import { mutationOptions } from '@tanstack/react-query';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import type { TypedTitle } from '../../../hooks/use-title-draft.ts';
import { call } from '../../../lib/ipc-client.ts';
import { withChaptersMoved, withChapterTitle, withNewChapter, withTitles } from '../outline-edits.ts';
import { patchOutline, putBack, reconcile, type InCourse } from './outline-patch.ts';

/** Not optimistic: the chapter has its id from main. It stands there as soon as main has answered. */
export const createChapter = mutationOptions({
  mutationFn: (input: InCourse & { readonly title: string }) => call('chapter.create', input),
  onSuccess: ({ chapterId }, input, _before, { client }) =>
    patchOutline(client, input, (outline) => withNewChapter(outline, chapterId, input.title)),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface ChapterName extends InCourse, TypedTitle {
  readonly chapterId: ChapterId;
}
export const renameChapter = mutationOptions({
  mutationFn: ({ chapterId, title, over }: ChapterName) => call('chapter.rename', { chapterId, title, over }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withChapterTitle(outline, input.chapterId, input.title)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

/** Many titles in one step. */
export const renameChapters = mutationOptions({
  mutationFn: ({ titles }: InCourse & { readonly titles: (TypedTitle & { chapterId: ChapterId })[] }) =>
    call('chapter.renameMany', { titles }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) =>
      withTitles(outline, new Map(input.titles.map(({ chapterId, title }) => [chapterId, title]))),
    ),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

interface ChapterMove extends InCourse {
  readonly chapterIds: ChapterId[];
  readonly afterId: ChapterId | null;
}
export const moveChapters = mutationOptions({
  mutationFn: ({ chapterIds, courseId, afterId }: ChapterMove) =>
    call('chapter.move', { chapterIds, courseId, afterId }),
  onMutate: (input, { client }) =>
    patchOutline(client, input, (outline) => withChaptersMoved(outline, input.chapterIds, input.afterId)),
  onError: (_error, input, before, { client }) => putBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});
