import { useQuery } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { courseId as courseIdSchema, type CourseId } from '../../shared/domain/ids.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { CourseDetailsForm } from '../features/course/forms/course-details-form.tsx';
import { detailsDraft } from '../features/course/forms/use-details-form.ts';
import { courseDetailsQuery } from '../features/course/queries.ts';
import { draftQuery } from '../features/studio/queries.ts';
import { useErrorWords } from '../hooks/use-error-words.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { rootRoute } from './root.tsx';

export const courseDetailsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/course/$courseId/details',
  params: { parse: (params) => ({ courseId: courseIdSchema.parse(params.courseId) }) },
  component: CourseDetailsScreen,
});

function CourseDetailsScreen() {
  const { courseId } = courseDetailsRoute.useParams();
  return <ReadDetails key={courseId} courseId={courseId} />;
}

/** The form opens when both are read: what is saved, and what was typed and not saved. */
function ReadDetails({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const details = useQuery(courseDetailsQuery(courseId));
  const draft = useQuery(draftQuery(detailsDraft, courseId));
  const words = useErrorWords(details.error ?? draft.error);
  if (words) {
    return (
      <div className="p-4">
        <ErrorNote title={words.title} hint={words.hint} />
      </div>
    );
  }
  if (!details.data || draft.data === undefined) return <SkeletonRows rows={8} label={t('courseDetails.loading')} />;
  return <CourseDetailsForm courseId={courseId} details={details.data} draft={draft.data} />;
}
