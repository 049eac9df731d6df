import { createRoute } from '@tanstack/react-router';
import { courseId } from '../../shared/domain/ids.ts';
import { rootRoute } from './root.tsx';

export const courseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/course/$courseId',
  params: { parse: (params) => ({ courseId: courseId.parse(params.courseId) }) },
  component: CourseScreen,
});

function CourseScreen() {
  const { courseId } = courseRoute.useParams();
  return <p>{courseId}</p>;
}
