import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import * as mutations from './mutations.ts';
import { useOutlineStore } from './outline-ui.ts';
import { createOutlineVerbs, type EditFailure, type OutlineEdits, type OutlineVerbs } from './outline-verbs.ts';
import { outlineQuery } from './queries.ts';

/** How main is asked, with the course filled in. Promises outlive the rows that asked. */
function useOutlineEdits(courseId: CourseId): OutlineEdits {
  const { mutateAsync: createChapter } = useMutation(mutations.createChapter);
  const { mutateAsync: renameChapter } = useMutation(mutations.renameChapter);
  const { mutateAsync: renameLesson } = useMutation(mutations.renameLesson);
  const { mutateAsync: deleteChapter } = useMutation(mutations.deleteChapter);
  const { mutateAsync: deleteLessons } = useMutation(mutations.deleteLessons);
  const { mutateAsync: moveChapter } = useMutation(mutations.moveChapter);
  const { mutateAsync: moveLessons } = useMutation(mutations.moveLessons);
  const { mutateAsync: reveal } = useMutation(mutations.revealMedia);
  return {
    createChapter: (title) => createChapter({ courseId, title }),
    renameChapter: (chapterId, title) => renameChapter({ courseId, chapterId, title }),
    renameLesson: (lessonId, title) => renameLesson({ courseId, lessonId, title }),
    deleteChapter: (chapterId) => deleteChapter({ courseId, chapterId }),
    deleteLessons: (lessonIds) => deleteLessons({ courseId, lessonIds }),
    moveChapter: (chapterId, afterId) => moveChapter({ courseId, chapterId, afterId }),
    moveLessons: (lessonIds, place) => moveLessons({ courseId, lessonIds, place }),
    reveal: (versionId) => reveal(versionId),
  };
}
