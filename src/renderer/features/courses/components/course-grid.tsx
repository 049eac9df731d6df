import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { useRovingFocus } from '../../../hooks/use-roving-focus.ts';
import { tileGrid } from '../../../components/tile-grid.ts';
import { CourseTile } from './course-tile.tsx';
import { useCourseVerbs } from './use-course-verbs.ts';

/** The courses as pictures. */
export function CourseGrid({ courses }: { readonly courses: readonly CourseSummary[] }) {
  const { t } = useTranslation();
  const verbs = useCourseVerbs();
  const roving = useRovingFocus(courses.map((course) => course.courseId));
  return (
    // The keys act on the links inside, which bubble here.
    <ul aria-label={t('courses.title')} {...roving.container} className={tileGrid}>
      {courses.map((course) => (
        <CourseTile key={course.courseId} course={course} focus={roving.item(course.courseId)} verbs={verbs} />
      ))}
    </ul>
  );
}
