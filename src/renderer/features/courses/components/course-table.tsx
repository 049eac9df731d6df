import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { useRovingFocus } from '../../../hooks/use-roving-focus.ts';
import { CourseRow } from './course-row.tsx';
import { useCourseVerbs } from './use-course-verbs.ts';

const cell = 'sticky top-0 z-10 h-7 border-b border-line bg-surface px-2 font-medium whitespace-nowrap';

/** The courses as rows. */
export function CourseTable({ courses }: { readonly courses: readonly CourseSummary[] }) {
  const { t } = useTranslation();
  const verbs = useCourseVerbs();
  const roving = useRovingFocus(courses.map((course) => course.courseId));
  return (
    <table aria-label={t('courses.title')} className="w-full border-separate border-spacing-0 text-13">
      <thead className="text-12 text-ink-muted">
        <tr>
          <th className={`${cell} ps-4 text-start`}>{t('courses.column.title')}</th>
          <th className={`${cell} text-start`}>{t('courses.column.status')}</th>
          <th className={`${cell} text-end max-[720px]:hidden`}>{t('courses.column.lessons')}</th>
          <th className={`${cell} text-end max-[720px]:hidden`}>{t('courses.column.duration')}</th>
          <th className={`${cell} text-end max-[720px]:hidden`}>{t('courses.column.size')}</th>
          <th className={`${cell} text-start`}>{t('courses.column.storage')}</th>
          <th className={`${cell} w-10`}>
            <span className="sr-only">{t('courses.column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody {...roving.container}>
        {courses.map((course) => (
          <CourseRow key={course.courseId} course={course} focus={roving.item(course.courseId)} verbs={verbs} />
        ))}
      </tbody>
    </table>
  );
}
