import { useQuery } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { courseId as courseIdSchema, courseVersionId } from '../../shared/domain/ids.ts';
import { CourseFailure } from '../features/course/components/course-failure.tsx';
import { courseDetailsQuery } from '../features/course/queries.ts';
import { VersionsPage } from '../features/versions/components/versions-page.tsx';
import { coursePagesRoute } from './course-pages.tsx';

/** `version`: the one that is read. */
const search = z.object({ version: courseVersionId.optional().catch(undefined) });

export const courseVersionsRoute = createRoute({
  getParentRoute: () => coursePagesRoute,
  path: '/course/$courseId/versions',
  params: { parse: (params) => ({ courseId: courseIdSchema.parse(params.courseId) }) },
  validateSearch: search,
  component: CourseVersionsScreen,
});

function CourseVersionsScreen() {
  const { courseId } = courseVersionsRoute.useParams();
  const { version } = courseVersionsRoute.useSearch();
  const navigate = useNavigate();
  const details = useQuery(courseDetailsQuery(courseId));
  if (details.error) return <CourseFailure query={details} />;
  return (
    <VersionsPage
      key={courseId}
      courseId={courseId}
      courseTitle={details.data?.title ?? ''}
      open={version}
      onOpen={(versionId) =>
        void navigate({ to: '/course/$courseId/versions', params: { courseId }, search: { version: versionId } })
      }
    />
  );
}
