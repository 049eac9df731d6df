import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { CourseRow } from './course-row.tsx';
import type { CourseMenus } from './use-course-items.ts';

const cell = 'sticky top-0 z-10 h-7 border-b border-line bg-surface px-2 font-medium whitespace-nowrap';

export interface CoursesProps {
  readonly courses: readonly CourseSummary[];
  readonly selected: ReadonlySet<CourseId>;
  readonly tabStop: CourseId | null;
  readonly menuOf: CourseMenus['ofOne'];
}

/** What either look of the list says of it. */
export const courseGrid = (t: Words) =>
  ({ role: 'grid', 'aria-label': t('courses.title'), 'aria-multiselectable': true }) as const;

/** The courses as lines. */
export function CourseTable({ courses, selected, tabStop, menuOf }: CoursesProps) {
  const { t } = useTranslation();
  return (
    <table {...courseGrid(t)} className="w-full border-separate border-spacing-0 text-13">
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
      <tbody>
        {courses.map((course) => (
          <CourseRow
            key={course.courseId}
            course={course}
            isSelected={selected.has(course.courseId)}
            isTabStop={course.courseId === tabStop}
            menuOf={menuOf}
          />
        ))}
      </tbody>
    </table>
  );
}
