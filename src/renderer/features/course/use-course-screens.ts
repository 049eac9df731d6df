import { useNavigate } from '@tanstack/react-router';
import { Eye, History, ListChecks, ListTree, SlidersHorizontal } from 'lucide-react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { useTranslation } from '../../hooks/use-translation.ts';

/** The screens of a course, for menus and for the palette. */
export function useCourseScreens(courseId: CourseId) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = { courseId };
  return {
    outline: {
      id: 'course-outline',
      label: t('coursePage.outline'),
      icon: ListTree,
      onSelect: () => void navigate({ to: '/course/$courseId', params }),
    },
    details: {
      id: 'course-details',
      label: t('coursePage.details'),
      icon: SlidersHorizontal,
      onSelect: () => void navigate({ to: '/course/$courseId/details', params }),
    },
    publish: {
      id: 'course-publish',
      label: t('coursePage.publish'),
      icon: ListChecks,
      onSelect: () => void navigate({ to: '/course/$courseId/publish', params }),
    },
    preview: {
      id: 'course-preview',
      label: t('student.title'),
      icon: Eye,
      onSelect: () => void navigate({ to: '/course/$courseId/preview', params }),
    },
    versions: {
      id: 'course-versions',
      label: t('coursePage.versions'),
      icon: History,
      onSelect: () => void navigate({ to: '/course/$courseId/versions', params }),
    },
  };
}
