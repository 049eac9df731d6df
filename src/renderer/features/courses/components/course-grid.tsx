import { tileGrid } from '../../../components/tile-grid.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { CourseTile } from './course-tile.tsx';
import { courseGrid, type CoursesProps } from './course-table.tsx';

/** The courses as pictures. */
export function CourseGrid({ courses, selected, tabStop, menuOf }: CoursesProps) {
  const { t } = useTranslation();
  return (
    <div {...courseGrid(t)} className={tileGrid}>
      {courses.map((course) => (
        <CourseTile
          key={course.courseId}
          course={course}
          isSelected={selected.has(course.courseId)}
          isTabStop={course.courseId === tabStop}
          menuOf={menuOf}
        />
      ))}
    </div>
  );
}
