import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import { runMutation } from '../../lib/run-mutation.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { createCourseVerbs, type CourseFailure, type CourseVerbs } from './course-verbs.ts';
import { coursesUi } from './courses-ui-store.ts';
import { deleteCourses, duplicateCourses } from './mutations.ts';
import { courseListQuery } from './queries.ts';

interface VerbsOfList {
  readonly verbs: CourseVerbs;
  /** Of the last verb, if it was refused. */
  readonly failure: CourseFailure | null;
  readonly hideFailure: () => void;
}

/** The verbs of the list; they outlive its rows, which a deletion takes away. */
export function useCourseVerbs(): VerbsOfList {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [failure, setFailure] = useState<CourseFailure | null>(null);
  const { undo } = useUndo();
  const verbs = useMemo(
    () =>
      createCourseVerbs({
        read: () => client.getQueryData(courseListQuery.queryKey) ?? [],
        store: coursesUi,
        edits: {
          deleteCourses(courseIds) {
            setFailure(null);
            return runMutation(client, deleteCourses, courseIds);
          },
          async duplicateCourses(copies) {
            setFailure(null);
            return (await runMutation(client, duplicateCourses, copies)).copies;
          },
        },
        t,
        sayDone: (words) => toastStep(words, { label: t('app.undo'), onClick: undo }),
        onFailure: setFailure,
      }),
    [client, t, undo],
  );
  return { verbs, failure, hideFailure: () => setFailure(null) };
}
