import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import type { MenuEntries } from '../../../components/menu.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseVerbs } from '../course-verbs.ts';
import { showTitleDialog } from '../courses-ui-store.ts';
import { openCourseWindow } from '../mutations.ts';
import { courseItems, noItems, severalItems } from './course-items.ts';

export interface CourseMenus {
  /** Of this course, whatever is selected. */
  readonly ofOne: (courseId: CourseId) => MenuEntries;
  /** Of what is selected. */
  readonly ofChosen: (chosen: readonly CourseSummary[]) => MenuEntries;
}

/** The menus of the list; the same ones as long as its verbs are. */
export function useCourseItems(verbs: CourseVerbs): CourseMenus {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const navigate = useNavigate();
  const sayError = useErrorToast();
  const { mutate: openInWindow } = useMutation(openCourseWindow);
  return useMemo(() => {
    const ofOne = (courseId: CourseId): MenuEntries => {
      const go = (to: '/course/$courseId' | '/course/$courseId/details') => void navigate({ to, params: { courseId } });
      return courseItems(
        { t, shortcuts },
        {
          open: () => go('/course/$courseId'),
          openInWindow: () => openInWindow(courseId, { onError: sayError }),
          rename: () => showTitleDialog({ kind: 'rename', courseId }),
          showDetails: () => go('/course/$courseId/details'),
          duplicate: () => void verbs.duplicate(courseId),
          askForExport: () => askForExport(courseId),
          remove: () => void verbs.remove(courseId),
        },
      );
    };
    const ofChosen = (chosen: readonly CourseSummary[]): MenuEntries => {
      const [first] = chosen;
      if (!first) return noItems({ t, shortcuts }, () => showTitleDialog({ kind: 'new' }));
      if (chosen.length === 1) return ofOne(first.courseId);
      const acts = { duplicate: () => void verbs.duplicate(), remove: () => void verbs.remove() };
      return severalItems({ t, shortcuts }, chosen.length, acts);
    };
    return { ofOne, ofChosen };
  }, [t, shortcuts, navigate, sayError, openInWindow, verbs]);
}
