import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { ContextMenu, Menu } from '../../../components/menu.tsx';
import { Picture } from '../../../components/picture.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import type { RovingFocus } from '../../../hooks/use-roving-focus.ts';
import { courseKeys } from '../course-keys.ts';
import { StatusPill } from './status-pill.tsx';
import { StoragePill } from './storage-pill.tsx';
import type { CourseVerbs } from './use-course-verbs.ts';

interface CourseRowProps {
  readonly course: CourseSummary;
  readonly focus: ReturnType<RovingFocus['item']>;
  readonly verbs: CourseVerbs;
}

const cell = 'h-9 border-b border-line/60 px-2 whitespace-nowrap';
const number = `${cell} numeric text-end text-12 text-ink-muted max-[720px]:hidden`;

/** One course of the list. The whole row is its link. */
export function CourseRow({ course, focus, verbs }: CourseRowProps) {
  const { t } = useTranslation();
  const { bytes, count, span } = useFormats();
  const items = verbs.items(course);
  const poster = usePosterUrl(course.coverVersionId);
  return (
    <ContextMenu items={items}>
      <tr className="group relative focus-within:bg-hover hover:bg-hover">
        <td className={`${cell} w-full max-w-0 min-w-44 ps-4`}>
          <div className="flex items-center gap-2.5">
            <Picture url={poster} className="w-10 shrink-0 rounded-sm after:rounded-sm" />
            <Link
              to="/course/$courseId"
              params={{ courseId: course.courseId }}
              {...focus}
              onKeyDown={courseKeys(course, verbs)}
              title={course.title}
              className={cx(
                'truncate font-medium outline-none after:absolute after:inset-0',
                'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2',
                'focus-visible:after:outline-focus',
              )}
            >
              <bdi>{course.title}</bdi>
            </Link>
          </div>
        </td>
        <td className={cell}>
          <StatusPill status={course.status} />
        </td>
        <td className={number}>{count(course.lessons)}</td>
        <td className={number}>{course.durationMs > 0 ? span(course.durationMs) : '–'}</td>
        <td className={number}>{course.bytes > 0 ? bytes(course.bytes) : '–'}</td>
        <td className={cell}>
          <StoragePill media={course.media} />
        </td>
        <td className={`${cell} pe-3`}>
          <Menu items={items}>
            <IconButton
              icon={Ellipsis}
              size="compact"
              label={t('courses.actionsOf', { title: course.title })}
              className={cx(
                'relative z-10 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
                'data-[state=open]:opacity-100',
              )}
            />
          </Menu>
        </td>
      </tr>
    </ContextMenu>
  );
}
