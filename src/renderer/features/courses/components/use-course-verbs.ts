import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AppWindow, FileArchive, FolderOpen, PencilLine, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { MenuEntries } from '../../../components/menu.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useDoneToast } from '../../../hooks/use-done-toast.ts';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { showTitleDialog } from '../courses-ui-store.ts';
import { deleteCourse, openCourseWindow } from '../mutations.ts';

/** What can be done with a course of the list. */
export interface CourseVerbs {
  readonly items: (course: CourseSummary) => MenuEntries;
  readonly remove: (course: CourseSummary) => void;
}

/** The verbs of the list's courses; one set for the whole list, because a deleted row takes its own hooks with it. */
export function useCourseVerbs(): CourseVerbs {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sayDone = useDoneToast();
  const sayError = useErrorToast();
  const openWindow = useMutation(openCourseWindow);
  const deletion = useMutation(deleteCourse);
  const remove = ({ courseId, title }: CourseSummary) => {
    deletion.mutateAsync(courseId).then(() => sayDone(t('courses.deleted', { title })), sayError);
  };
  const items = (course: CourseSummary): MenuEntries => {
    const { courseId } = course;
    const go = (to: '/course/$courseId' | '/course/$courseId/details') => navigate({ to, params: { courseId } });
    const rename = () => showTitleDialog({ kind: 'rename', courseId });
    return [
      { id: 'open', label: t('courses.open'), icon: FolderOpen, onSelect: () => void go('/course/$courseId') },
      {
        id: 'window',
        label: t('courses.openInWindow'),
        icon: AppWindow,
        onSelect: () => openWindow.mutate(courseId, { onError: sayError }),
      },
      null,
      { id: 'rename', label: t('courses.rename'), icon: PencilLine, shortcut: 'F2', onSelect: rename },
      {
        id: 'details',
        label: t('courses.details'),
        icon: SlidersHorizontal,
        onSelect: () => void go('/course/$courseId/details'),
      },
      {
        id: 'export',
        label: t('archives.export.verb'),
        icon: FileArchive,
        takesFocus: true,
        onSelect: () => askForExport(courseId),
      },
      null,
      {
        id: 'delete',
        label: t('courses.delete'),
        icon: Trash2,
        danger: true,
        shortcut: t('key.delete'),
        onSelect: () => remove(course),
      },
    ];
  };
  return { items, remove };
}
