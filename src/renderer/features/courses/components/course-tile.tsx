import { memo } from 'react';
import { cx } from '../../../components/cx.ts';
import { TagWords } from '../../../components/tag-words.tsx';
import { Picture } from '../../../components/picture.tsx';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { CourseFacts } from './course-facts.tsx';
import { CourseLink } from './course-link.tsx';
import { CourseMenu, courseRowAttributes, type CourseRowProps } from './course-menu.tsx';
import type { Box } from '../../../lib/selection/marquee.ts';
import { StatusPill } from './status-pill.tsx';
import { StoragePill } from './storage-pill.tsx';

/**
 * Round the picture: 6 px; below it a title of two lines, two lines of facts, and what is between them. What a title of one
 * line leaves is at the foot, where it is the distance to the next row: between a title and its facts it was a hole.
 */
export const tileHeight = (widthPx: number): number => ((widthPx - 12) * 9) / 16 + 106;

interface CourseTileProps extends CourseRowProps {
  readonly box: Box;
}

/** One course as a tile. Drawn again only when it changes: a rectangle is drawn over many. */
export const CourseTile = memo(function CourseTile({ box, ...props }: CourseTileProps) {
  const { course, isSelected } = props;
  const poster = usePosterUrl(course.coverVersionId);
  return (
    <div
      role="row"
      {...courseRowAttributes(props)}
      style={{
        insetInlineStart: box.left,
        top: box.top,
        width: box.right - box.left,
        height: box.bottom - box.top,
      }}
      className={cx(
        'group absolute flex flex-col overflow-hidden rounded-lg p-1.5 transition-colors',
        isSelected ? 'bg-selected' : 'focus-within:bg-hover hover:bg-hover',
      )}
    >
      <div role="gridcell" className="flex grow flex-col">
        <Picture url={poster} />
        <div className="flex grow flex-col items-start px-1 pt-2">
          <CourseLink course={course} className="line-clamp-2 wrap-anywhere" />
          <div className="max-w-full pt-0.5">
            <CourseFacts course={course} />
          </div>
          <div className="flex max-w-full items-center gap-3 overflow-hidden pt-0.5">
            <StatusPill status={course.status} />
            {course.lessons > 0 ? <StoragePill media={course.media} /> : null}
            <TagWords tags={course.tags} />
          </div>
        </div>
        <CourseMenu {...props} className="absolute inset-e-3 top-3 z-10 bg-raised shadow-raised" />
      </div>
    </div>
  );
}, isSame);

/** A place is reckoned anew each time; it is the same when its numbers are. */
function isSame({ box: a, ...before }: CourseTileProps, { box: b, ...after }: CourseTileProps): boolean {
  const isThere = a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
  return isThere && (Object.keys(after) as (keyof CourseRowProps)[]).every((key) => before[key] === after[key]);
}
