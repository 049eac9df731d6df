import { createRoute } from '@tanstack/react-router';
import { courseId } from '../../shared/domain/ids.ts';
import { rootRoute } from './root.tsx';

export const courseDetailsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/course/$courseId/details',
  params: { parse: (params) => ({ courseId: courseId.parse(params.courseId) }) },
  component: CourseDetailsScreen,
});

function CourseDetailsScreen() {
  const { courseId } = courseDetailsRoute.useParams();
  return <p>{courseId}</p>;
}
