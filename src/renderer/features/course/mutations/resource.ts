import { mutationOptions } from '@tanstack/react-query';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { LessonId, MediaId, VersionId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';
import { withFilesMoved } from '../files/file-order.ts';
import { courseKeys } from '../queries.ts';

/** Not optimistic: which files they are, the system's dialog says. */
export const pickFiles = mutationOptions({ mutationFn: (lessonId: LessonId) => call('resource.pick', { lessonId }) });

/** Not optimistic: main looks at the files first, and gives them their ids. */
export const attachFiles = mutationOptions({
  mutationFn: (input: Input<'resource.create'>) => call('resource.create', input),
});

/** As main has it when it has answered: an empty name is the file's own. */
export const renameFile = mutationOptions({
  mutationFn: (input: Input<'resource.rename'>) => call('resource.rename', input),
});

interface FilesMoved {
  readonly lessonId: LessonId;
  readonly mediaIds: MediaId[];
  /** Null: first. */
  readonly afterId: MediaId | null;
}
/** The inspector shows the order at once. */
export const moveFiles = mutationOptions({
  mutationFn: (input: FilesMoved) => call('resource.move', input),
  onMutate: async ({ lessonId, mediaIds, afterId }, { client }) => {
    const queryKey = courseKeys.lesson(lessonId);
    await client.cancelQueries({ queryKey });
    const lesson = client.getQueryData<LessonDetail>(queryKey);
    if (lesson) {
      const resources = withFilesMoved(lesson.resources, mediaIds, afterId);
      client.setQueryData<LessonDetail>(queryKey, { ...lesson, resources });
    }
    return { lesson };
  },
  onError: (_error, { lessonId }, before, { client }) =>
    client.setQueryData(courseKeys.lesson(lessonId), before?.lesson),
  onSettled: (_data, _error, { lessonId }, _before, { client }) =>
    void client.invalidateQueries({ queryKey: courseKeys.lesson(lessonId) }),
});

/** Their undo is offered when they are gone. */
export const removeFiles = mutationOptions({
  mutationFn: (input: Input<'resource.delete'>) => call('resource.delete', input),
});

/** The same of a chapter. */
export const removeChapterFiles = mutationOptions({
  mutationFn: (input: Input<'resource.deleteOfChapter'>) => call('resource.deleteOfChapter', input),
});

/** Opens the file with the system's program for it; changes nothing. */
export const openFile = mutationOptions({ mutationFn: (versionId: VersionId) => call('media.open', { versionId }) });

/** Asks where a file is by now. */
export const locateFile = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.pickFile', { versionId }),
});
