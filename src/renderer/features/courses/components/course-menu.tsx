import { Ellipsis } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import type { CourseMenus } from './use-course-items.ts';

/** What a line and a tile of the list have in common. */
export interface CourseRowProps {
  readonly course: CourseSummary;
  /** Counts from 0 over the whole list. */
  readonly index: number;
  readonly isSelected: boolean;
  /** The one row that Tab reaches. */
  readonly isTabStop: boolean;
  readonly menuOf: CourseMenus['ofOne'];
}

/** The attributes of a row of the list. */
export const courseRowAttributes = ({ course, index, isSelected, isTabStop }: CourseRowProps) =>
  ({
    'data-row': course.courseId,
    'data-focus-inset': '',
    'aria-rowindex': index + 1,
    'aria-selected': isSelected,
    tabIndex: isTabStop ? 0 : -1,
  }) as const;

interface CourseMenuProps extends Omit<CourseRowProps, 'isSelected' | 'index'> {
  readonly className: string;
}

/** The button of one course; its menu is of that course alone. */
export function CourseMenu({ course, isTabStop, menuOf, className }: CourseMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu items={menuOf(course.courseId)}>
      <IconButton
        icon={Ellipsis}
        size="compact"
        tabIndex={isTabStop ? 0 : -1}
        label={t('courses.actionsOf', { title: course.title })}
        className={cx(
          'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100',
          className,
        )}
      />
    </Menu>
  );
}
