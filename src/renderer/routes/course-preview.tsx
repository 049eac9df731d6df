import { useQuery } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { courseId as courseIdSchema, lessonId } from '../../shared/domain/ids.ts';
import { SkeletonRows } from '../components/skeleton.tsx';
import { CourseFailure } from '../features/course/components/course-failure.tsx';
import { courseDetailsQuery, outlineQuery, promoQuery } from '../features/course/queries.ts';
import { StudentPage } from '../features/course/student/student-page.tsx';
import { courseListQuery } from '../features/courses/queries.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { coursePagesRoute } from './course-pages.tsx';

/** `lesson`: the one that is looked at. */
const search = z.object({ lesson: lessonId.optional().catch(undefined) });

export const coursePreviewRoute = createRoute({
  getParentRoute: () => coursePagesRoute,
  path: '/course/$courseId/preview',
  params: { parse: (params) => ({ courseId: courseIdSchema.parse(params.courseId) }) },
  validateSearch: search,
  component: CoursePreviewScreen,
});

function CoursePreviewScreen() {
  const { t } = useTranslation();
  const { courseId } = coursePreviewRoute.useParams();
  const { lesson } = coursePreviewRoute.useSearch();
  const details = useQuery(courseDetailsQuery(courseId));
  const outline = useQuery(outlineQuery(courseId));
  const promo = useQuery(promoQuery(courseId));
  const { data: courses } = useQuery(courseListQuery);
  const failed = [details, outline].find(({ error }) => error !== null);
  if (failed) return <CourseFailure query={failed} />;
  if (!details.data || !outline.data) return <SkeletonRows rows={12} label={t('student.loading')} />;
  return (
    <StudentPage
      courseId={courseId}
      details={details.data}
      outline={outline.data}
      coverVersionId={courses?.find((course) => course.courseId === courseId)?.coverVersionId ?? null}
      promo={promo.data?.promo ?? null}
      lessonId={lesson}
    />
  );
}
