import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseSearch } from '../courses-ui-store.ts';
import { matching } from '../model.ts';

/** How many courses there are, if any; "1 of 5" while a search leaves some out. */
export function CourseCount({ courses }: { readonly courses: readonly CourseSummary[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const found = matching(courses, useCourseSearch()).length;
  const total = courses.length;
  if (total === 0) return null;
  return found === total ? count(total) : t('courses.found', { found: count(found), total: count(total) });
}
