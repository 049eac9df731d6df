import type { VirtualItem } from '@tanstack/react-virtual';
import { Fragment } from 'react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { CourseRow } from './course-row.tsx';
import type { CourseMenus } from './use-course-items.ts';

/** `h-7` below. */
export const HEAD_PX = 28;
const cell = 'sticky top-0 z-10 h-7 truncate border-b border-line bg-surface px-2 font-medium';
const number = 'w-20 text-end max-[720px]:hidden';

export interface CoursesProps {
  readonly courses: readonly CourseSummary[];
  readonly selected: ReadonlySet<CourseId>;
  readonly tabStop: CourseId | null;
  readonly menuOf: CourseMenus['ofOne'];
}
interface CourseTableProps extends CoursesProps {
  /** The rows that are in the page; between them, and around them, is room for the others. */
  readonly items: readonly VirtualItem[];
  readonly rowPx: number;
}

/** What either look of the list says of it. */
export const courseGrid = (t: Words, courses: readonly CourseSummary[]) =>
  ({
    role: 'grid',
    'aria-label': t('courses.title'),
    'aria-multiselectable': true,
    'aria-rowcount': courses.length,
  }) as const;

/** The courses as lines. */
export function CourseTable({ courses, items, rowPx, selected, tabStop, menuOf }: CourseTableProps) {
  const { t } = useTranslation();
  const end = items.at(-1);
  return (
    <table {...courseGrid(t, courses)} className="w-full table-fixed border-separate border-spacing-0 text-13">
      <thead className="text-12 text-ink-muted">
        <tr>
          <th className={cx(cell, 'ps-4 text-start')}>{t('courses.column.title')}</th>
          <th className={cx(cell, 'w-32 text-start')}>{t('courses.column.status')}</th>
          <th className={cx(cell, number)}>{t('courses.column.lessons')}</th>
          <th className={cx(cell, number)}>{t('courses.column.duration')}</th>
          <th className={cx(cell, number)}>{t('courses.column.size')}</th>
          <th className={cx(cell, 'w-40 text-start')}>{t('courses.column.storage')}</th>
          <th className={cx(cell, 'w-12')}>
            <span className="sr-only">{t('courses.column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ index }, at) => {
          const course = courses[index];
          if (!course) return null;
          return (
            <Fragment key={course.courseId}>
              <Room rows={index - ((items[at - 1]?.index ?? -1) + 1)} rowPx={rowPx} />
              <CourseRow
                course={course}
                index={index}
                isSelected={selected.has(course.courseId)}
                isTabStop={course.courseId === tabStop}
                menuOf={menuOf}
              />
            </Fragment>
          );
        })}
        <Room rows={courses.length - ((end?.index ?? -1) + 1)} rowPx={rowPx} />
      </tbody>
    </table>
  );
}

/** Where rows are that are not in the page. */
function Room({ rows, rowPx }: { readonly rows: number; readonly rowPx: number }) {
  if (rows <= 0) return null;
  return (
    <tr role="presentation">
      <td aria-hidden colSpan={7} style={{ height: rows * rowPx }} />
    </tr>
  );
}
