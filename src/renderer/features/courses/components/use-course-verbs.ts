import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { MenuEntries } from '../../../components/menu.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useDoneToast } from '../../../hooks/use-done-toast.ts';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { copyTitle } from '../../../lib/copy-title.ts';
import { showTitleDialog } from '../courses-ui-store.ts';
import { deleteCourse, duplicateCourse, openCourseWindow } from '../mutations.ts';
import { courseListQuery } from '../queries.ts';
import { courseItems } from './course-items.ts';

/** What can be done with a course of the list. */
export interface CourseVerbs {
  readonly items: (course: CourseSummary) => MenuEntries;
  readonly duplicate: (course: CourseSummary) => void;
  readonly remove: (course: CourseSummary) => void;
}

/** The verbs of the list's courses; one set for the whole list, because a deleted row takes its own hooks with it. */
export function useCourseVerbs(): CourseVerbs {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sayDone = useDoneToast();
  const sayError = useErrorToast();
  const openWindow = useMutation(openCourseWindow);
  const client = useQueryClient();
  const { platform } = useStudio();
  const copying = useMutation(duplicateCourse);
  const deletion = useMutation(deleteCourse);
  const remove = ({ courseId, title }: CourseSummary) => {
    deletion.mutateAsync(courseId).then(() => sayDone(t('courses.deleted', { title })), sayError);
  };
  const duplicate = ({ courseId, title: original }: CourseSummary) => {
    const others = client.getQueryData(courseListQuery.queryKey) ?? [];
    const title = copyTitle(t, original, new Set(others.map((one) => one.title)));
    copying.mutateAsync({ courseId, title }).then(() => sayDone(t('courses.duplicated', { title })), sayError);
  };
  const items = (course: CourseSummary): MenuEntries => {
    const { courseId } = course;
    const go = (to: '/course/$courseId' | '/course/$courseId/details') => void navigate({ to, params: { courseId } });
    return courseItems({
      t,
      platform,
      open: () => go('/course/$courseId'),
      openInWindow: () => openWindow.mutate(courseId, { onError: sayError }),
      rename: () => showTitleDialog({ kind: 'rename', courseId }),
      showDetails: () => go('/course/$courseId/details'),
      duplicate: () => duplicate(course),
      askForExport: () => askForExport(courseId),
      remove: () => remove(course),
    });
  };
  return { items, duplicate, remove };
}
