import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { ContextMenu, Menu } from '../../../components/menu.tsx';
import { Picture } from '../../../components/picture.tsx';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import type { RovingFocus } from '../../../hooks/use-roving-focus.ts';
import { courseKeys } from '../course-keys.ts';
import { CourseFacts } from './course-facts.tsx';
import { StatusPill } from './status-pill.tsx';
import { StoragePill } from './storage-pill.tsx';
import type { CourseVerbs } from './use-course-verbs.ts';

interface CourseTileProps {
  readonly course: CourseSummary;
  readonly focus: ReturnType<RovingFocus['item']>;
  readonly verbs: CourseVerbs;
}

/** One course of the grid. The whole tile is its link. */
export function CourseTile({ course, focus, verbs }: CourseTileProps) {
  const { t } = useTranslation();
  const items = verbs.items(course);
  const poster = usePosterUrl(course.coverVersionId);
  return (
    <ContextMenu items={items}>
      <li
        className={cx(
          'group relative flex flex-col rounded-lg p-1.5 transition-colors [contain-intrinsic-size:auto_220px]',
          '[content-visibility:auto] focus-within:bg-hover hover:bg-hover',
        )}
      >
        <Picture url={poster} />
        <div className="flex grow flex-col px-1 pt-2">
          <Link
            to="/course/$courseId"
            params={{ courseId: course.courseId }}
            {...focus}
            onKeyDown={courseKeys(course, verbs)}
            title={course.title}
            className={cx(
              'line-clamp-2 font-medium wrap-anywhere outline-none after:absolute after:inset-0 after:rounded-lg',
              'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2',
              'focus-visible:after:outline-focus',
            )}
          >
            <bdi>{course.title}</bdi>
          </Link>
          {/* At the foot of the tile: in one line with the neighbours', whose titles may take two lines */}
          <div className="mt-auto pt-0.5">
            <CourseFacts course={course} />
          </div>
          <div className="flex items-center gap-3 overflow-hidden pt-0.5">
            <StatusPill status={course.status} />
            {course.lessons > 0 ? <StoragePill media={course.media} /> : null}
          </div>
        </div>
        <Menu items={items}>
          <IconButton
            icon={Ellipsis}
            size="compact"
            label={t('courses.actionsOf', { title: course.title })}
            className={cx(
              'absolute inset-e-3 top-3 z-10 bg-raised opacity-0 shadow-raised',
              'group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100',
            )}
          />
        </Menu>
      </li>
    </ContextMenu>
  );
}
