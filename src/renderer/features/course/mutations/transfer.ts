import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../../shared/domain/ids.ts';
import { call } from '../../../lib/ipc-client.ts';
import type { LessonPlace } from '../outline-edits.ts';
import { withChaptersSent, withLessonsSent, type Both } from '../outline-transfers.ts';
import { courseKeys } from '../queries.ts';
import { putBack, reconcile, type InCourse } from './outline-patch.ts';

type Client = MutationFunctionContext['client'];
/** From `courseId` into another course. */
interface Transfer extends InCourse {
  readonly to: CourseId;
}

/** Patches both outlines at once, or none while one of them was never read; answers how they were. */
async function patchBoth(client: Client, { courseId, to }: Transfer, patch: (both: Both) => Both) {
  const keys = [courseKeys.outline(courseId), courseKeys.outline(to)];
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  const [left, entered] = keys.map((key) => client.getQueryData<Outline>(key));
  if (!left || !entered) return undefined;
  const after = patch({ from: left, to: entered });
  client.setQueryData(courseKeys.outline(courseId), after.from);
  client.setQueryData(courseKeys.outline(to), after.to);
  return { from: left, to: entered };
}

function putBothBack(client: Client, { courseId, to }: Transfer, before: Both | undefined): void {
  if (!before) return;
  putBack(client, { courseId }, before.from);
  putBack(client, { courseId: to }, before.to);
}

function reconcileBoth(client: Client, { courseId, to }: Transfer): void {
  reconcile(client, { courseId });
  reconcile(client, { courseId: to });
  // A lesson says which course it is in.
  void client.invalidateQueries({ queryKey: courseKeys.lessons });
}

export const sendLessons = mutationOptions({
  mutationFn: ({ lessonIds, place }: Transfer & { readonly lessonIds: LessonId[]; readonly place: LessonPlace }) =>
    call('lesson.move', { lessonIds, ...place }),
  onMutate: (input, { client }) =>
    patchBoth(client, input, (both) => withLessonsSent(both, input.lessonIds, input.place)),
  onError: (_error, input, before, { client }) => putBothBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcileBoth(client, input),
});

interface ChapterTransfer extends Transfer {
  readonly chapterIds: ChapterId[];
  readonly afterId: ChapterId | null;
}
export const sendChapters = mutationOptions({
  mutationFn: ({ chapterIds, to, afterId }: ChapterTransfer) =>
    call('chapter.move', { chapterIds, courseId: to, afterId }),
  onMutate: (input, { client }) =>
    patchBoth(client, input, (both) => withChaptersSent(both, input.chapterIds, input.afterId)),
  onError: (_error, input, before, { client }) => putBothBack(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcileBoth(client, input),
});
