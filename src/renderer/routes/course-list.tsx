import { createRoute } from '@tanstack/react-router';
import { rootRoute } from './root.tsx';

export const courseListRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: CourseListScreen });

function CourseListScreen() {
  return <p>list</p>;
}
