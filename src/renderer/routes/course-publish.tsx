import { useQuery } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { courseId as courseIdSchema } from '../../shared/domain/ids.ts';
import { CourseFailure } from '../features/course/components/course-failure.tsx';
import { courseDetailsQuery } from '../features/course/queries.ts';
import { SaveEndNote } from '../features/course/unsaved/unsaved-bar.tsx';
import { isUnsaved, useUnsaved, useUnsavedUi } from '../features/course/unsaved/unsaved-context.ts';
import { PublishPage } from '../features/publishing/components/publish-page.tsx';
import { syncStatusQuery } from '../features/sync/queries.ts';
import { coursePagesRoute } from './course-pages.tsx';

export const coursePublishRoute = createRoute({
  getParentRoute: () => coursePagesRoute,
  path: '/course/$courseId/publish',
  params: { parse: (params) => ({ courseId: courseIdSchema.parse(params.courseId) }) },
  component: CoursePublishScreen,
});

function CoursePublishScreen() {
  const { courseId } = coursePublishRoute.useParams();
  const details = useQuery(courseDetailsQuery(courseId));
  const { data: sync } = useQuery(syncStatusQuery);
  const unsaved = useUnsaved();
  const isThere = useUnsavedUi(isUnsaved);
  if (details.error) return <CourseFailure query={details} />;
  return (
    <PublishPage
      key={courseId}
      courseId={courseId}
      courseTitle={details.data?.title ?? ''}
      sync={sync?.state ?? 'idle'}
      unsaved={{ isThere, save: unsaved.save }}
      saveEnd={<SaveEndNote />}
    />
  );
}
