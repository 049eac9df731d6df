import { useQuery } from '@tanstack/react-query';
import { linkOptions, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../hooks/use-translation.ts';
import { courseId as courseIdSchema, type CourseId } from '../../shared/domain/ids.ts';
import { courseDetailsQuery } from '../features/course/queries.ts';
import type { Words } from '../../shared/messages/words.ts';

export interface Crumb {
  readonly id: string;
  readonly words: string;
  readonly link: ReturnType<typeof linkTo>;
}

const linkTo = (courseId?: CourseId) =>
  courseId ? linkOptions({ to: '/course/$courseId', params: { courseId } }) : linkOptions({ to: '/' });

/** Where one is: from the list of courses down to the screen that shows. */
export function useCrumbs(): readonly Crumb[] {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const params = useParams({ strict: false });
  const { into } = useSearch({ strict: false });
  const courseId = courseIdSchema.safeParse(params.courseId ?? into).data;
  const course = useQuery({ ...courseDetailsQuery(courseId ?? ('' as CourseId)), enabled: courseId !== undefined });
  const top: Crumb = { id: 'courses', words: t('nav.courses'), link: linkTo() };
  if (path.startsWith('/changes')) return [{ ...top, id: 'changes', words: t('changes.title') }];
  if (path.startsWith('/uploads')) return [{ ...top, id: 'uploads', words: t('uploads.page.title') }];
  if (path.startsWith('/trash')) return [{ ...top, id: 'trash', words: t('trash.title') }];
  if (path.startsWith('/settings')) return [{ ...top, id: 'settings', words: t('nav.settings') }];
  if (!courseId) return [top, ...lastOf(path, t)];
  const here: Crumb = { id: 'course', words: course.data?.title ?? '…', link: linkTo(courseId) };
  return [top, here, ...lastOf(path, t)];
}

function lastOf(path: string, t: Words): readonly Crumb[] {
  if (path.startsWith('/import')) return [{ id: 'import', words: t('nav.import'), link: linkTo() }];
  if (path.startsWith('/archive')) return [{ id: 'archive', words: t('nav.archive'), link: linkTo() }];
  if (path.endsWith('/versions')) return [{ id: 'versions', words: t('versions.title'), link: linkTo() }];
  if (path.endsWith('/publish')) return [{ id: 'publish', words: t('publishing.title'), link: linkTo() }];
  if (path.endsWith('/preview')) return [{ id: 'preview', words: t('student.title'), link: linkTo() }];
  return path.endsWith('/details') ? [{ id: 'details', words: t('nav.details'), link: linkTo() }] : [];
}
