import { useQuery } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { courseId as courseIdSchema, type CourseId } from '../../shared/domain/ids.ts';
import { SkeletonRows } from '../components/skeleton.tsx';
import { CourseFailure } from '../features/course/components/course-failure.tsx';
import { CourseDetailsForm } from '../features/course/forms/course-details-form.tsx';
import { detailsKind } from '../features/course/forms/details-form.ts';
import { courseDetailsQuery } from '../features/course/queries.ts';
import { draftQuery } from '../lib/draft.ts';
import { useFocusField } from '../hooks/use-focus-field.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { CoursePartsContext } from '../features/course/course-parts.ts';
import { courseParts } from './course-parts.ts';
import { coursePagesRoute } from './course-pages.tsx';

/** `field`: the one that gets the keyboard. */
const search = z.object({ field: z.string().max(50).optional().catch(undefined) });

export const courseDetailsRoute = createRoute({
  getParentRoute: () => coursePagesRoute,
  path: '/course/$courseId/details',
  params: { parse: (params) => ({ courseId: courseIdSchema.parse(params.courseId) }) },
  validateSearch: search,
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
  const draft = useQuery(draftQuery(detailsKind.form, courseId));
  const failed = [details, draft].find(({ error }) => error !== null);
  if (failed) return <CourseFailure query={failed} />;
  if (!details.data || draft.data === undefined) return <SkeletonRows rows={8} label={t('courseDetails.loading')} />;
  return (
    <CoursePartsContext value={courseParts}>
      <FieldFocus />
      <CourseDetailsForm courseId={courseId} details={details.data} draft={draft.data} />
    </CoursePartsContext>
  );
}

/** Beside the form, which is there when this is. */
function FieldFocus() {
  useFocusField(courseDetailsRoute.useSearch().field);
  return null;
}
