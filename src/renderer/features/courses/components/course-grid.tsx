import type { CourseId } from '../../../../shared/domain/ids.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Box } from '../../../lib/selection/marquee.ts';
import { CourseTile } from './course-tile.tsx';
import { courseGrid, type CoursesProps } from './course-table.tsx';

interface CourseGridProps extends CoursesProps {
  /** Those in the page, and where they are. */
  readonly tiles: readonly { readonly id: CourseId; readonly index: number; readonly box: Box }[];
  readonly totalPx: number;
}

/** The courses as pictures. */
export function CourseGrid({ courses, tiles, totalPx, selected, tabStop, menuOf }: CourseGridProps) {
  const { t } = useTranslation();
  return (
    <div {...courseGrid(t, courses)} style={{ height: totalPx }} className="relative">
      {tiles.map(({ id, index, box }) => {
        const course = courses[index];
        return course ? (
          <CourseTile
            key={id}
            course={course}
            index={index}
            box={box}
            isSelected={selected.has(id)}
            isTabStop={id === tabStop}
            menuOf={menuOf}
          />
        ) : null;
      })}
    </div>
  );
}
