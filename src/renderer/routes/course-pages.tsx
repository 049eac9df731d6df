import { createRoute, Outlet, useParams } from '@tanstack/react-router';
import { courseId as courseIdSchema } from '../../shared/domain/ids.ts';
import { CoursePages } from '../features/course/unsaved/course-pages.tsx';
import { useCourseScreens } from '../features/course/use-course-screens.ts';
import { useOffer } from '../hooks/use-offer.ts';
import { rootRoute } from './root.tsx';

/** Around the pages of a course: what is typed on one of them is still there on the other. Has no address of its own. */
export const coursePagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'course-pages',
  component: CoursePagesScreen,
});

function CoursePagesScreen() {
  const { courseId: inAddress } = useParams({ strict: false });
  const courseId = courseIdSchema.parse(inAddress);
  useOffer(Object.values(useCourseScreens(courseId)));
  return (
    <CoursePages courseId={courseId}>
      <Outlet />
    </CoursePages>
  );
}
