import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import { runMutation } from '../../lib/run-mutation.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { createCourseVerbs, type CourseVerbs } from './course-verbs.ts';
import { coursesUi } from './courses-ui-store.ts';
import { deleteCourses, duplicateCourses } from './mutations.ts';
import { courseListQuery } from './queries.ts';

/** The verbs of the list; they outlive its rows, which a deletion takes away. */
export function useCourseVerbs(): CourseVerbs {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sayError = useErrorToast();
  const { undo } = useUndo();
  return useMemo(
    () =>
      createCourseVerbs({
        read: () => client.getQueryData(courseListQuery.queryKey) ?? [],
        store: coursesUi,
        edits: {
          deleteCourses: (courseIds) => runMutation(client, deleteCourses, courseIds),
          duplicateCourses: async (copies) => (await runMutation(client, duplicateCourses, copies)).copies,
        },
        t,
        sayDone: (words) => toastStep(words, { label: t('app.undo'), onClick: undo }),
        onFailure: sayError,
      }),
    [client, t, undo, sayError],
  );
}
