import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import { runMutation } from '../../lib/run-mutation.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { createChapter, moveChapters, renameChapter, renameChapters } from './mutations/chapter.ts';
import { duplicateChapters, duplicateLessons } from './mutations/duplicate.ts';
import { createLesson, editLessons, moveLessons, renameLesson, renameLessons } from './mutations/lesson.ts';
import { revealMedia } from './mutations/media.ts';
import { sendChapters, sendLessons } from './mutations/transfer.ts';
import { useOutlineStore } from './outline-ui.ts';
import { outlineQuery } from './queries.ts';
import type { CourseUnsaved } from './unsaved/course-unsaved.ts';
import { useUnsaved } from './unsaved/unsaved-context.ts';
import { createOutlineVerbs, type OutlineEdits, type OutlineVerbs } from './verbs/outline-verbs.ts';
import type { EditFailure } from './verbs/verb-deps.ts';

/** How main is asked, with the course filled in. */
function outlineEdits(client: QueryClient, unsaved: CourseUnsaved): OutlineEdits {
  const { courseId } = unsaved;
  return {
    createChapter: (title) => runMutation(client, createChapter, { courseId, title }),
    createLesson: (made) => runMutation(client, createLesson, { courseId, ...made }),
    duplicateChapters: async (copies) => (await runMutation(client, duplicateChapters, { courseId, copies })).copies,
    duplicateLessons: async (copies) => (await runMutation(client, duplicateLessons, { courseId, copies })).copies,
    editLessons: (rows, settings) => runMutation(client, editLessons, { courseId, rows, settings }),
    renameChapter: (chapterId, typed) => runMutation(client, renameChapter, { courseId, chapterId, ...typed }),
    renameLesson: (lessonId, typed) => runMutation(client, renameLesson, { courseId, lessonId, ...typed }),
    renameChapters: (titles) => runMutation(client, renameChapters, { courseId, titles }),
    renameLessons: (titles) => runMutation(client, renameLessons, { courseId, titles }),
    struck: () => unsaved.store.getState().struck,
    strike: unsaved.strike,
    restore: unsaved.restore,
    moveChapters: (chapterIds, afterId) => runMutation(client, moveChapters, { courseId, chapterIds, afterId }),
    moveLessons: (lessonIds, place) => runMutation(client, moveLessons, { courseId, lessonIds, place }),
    readOutline: (other) => client.fetchQuery(outlineQuery(other)),
    sendChapters: (chapterIds, to, afterId) => runMutation(client, sendChapters, { courseId, to, chapterIds, afterId }),
    sendLessons: (lessonIds, to, place) => runMutation(client, sendLessons, { courseId, to, lessonIds, place }),
    reveal: (versionId) => runMutation(client, revealMedia, versionId),
  };
}

/** The verbs of a course page, what its live region says, and the failure it shows. */
export function useOutlineVerbs(courseId: CourseId): {
  readonly verbs: OutlineVerbs;
  readonly spoken: string;
  readonly failure: EditFailure | null;
  readonly hideFailure: () => void;
} {
  const client = useQueryClient();
  const unsaved = useUnsaved();
  const store = useOutlineStore();
  const { t } = useTranslation();
  const { undo } = useUndo();
  const [spoken, setSpoken] = useState('');
  const [failure, setFailure] = useState<EditFailure | null>(null);
  const verbs = useMemo(
    () =>
      createOutlineVerbs({
        read: () => client.getQueryData(outlineQuery(courseId).queryKey),
        store,
        edits: outlineEdits(client, unsaved),
        t,
        // The same words again must change the page to be read out again.
        say: (words) => setSpoken((last) => (last === words ? `${words}\u200B` : words)),
        offerUndo(words, steps) {
          const undoAll = () => Array.from({ length: steps }, () => undo());
          toastStep(words, { label: t('app.undo'), onClick: () => void undoAll() });
        },
        onFailure: setFailure,
      }),
    [client, courseId, unsaved, store, t, undo],
  );
  return { verbs, spoken, failure, hideFailure: () => setFailure(null) };
}
