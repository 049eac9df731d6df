import { createRoute, Outlet, useParams } from '@tanstack/react-router';
import { courseId as courseIdSchema } from '../../shared/domain/ids.ts';
import { CoursePages } from '../features/course/unsaved/course-pages.tsx';
import { rootRoute } from './root.tsx';

/** Around the pages of a course: what is typed on one of them is still there on the other. Has no address of its own. */
export const coursePagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'course-pages',
  component: CoursePagesScreen,
});

function CoursePagesScreen() {
  const { courseId } = useParams({ strict: false });
  return (
    <CoursePages courseId={courseIdSchema.parse(courseId)}>
      <Outlet />
    </CoursePages>
  );
}
