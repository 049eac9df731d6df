import { memo } from 'react';
import { cx } from '../../../components/cx.ts';
import { TagWords } from '../../../components/tag-words.tsx';
import { Picture } from '../../../components/picture.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { CourseLink } from './course-link.tsx';
import { CourseMenu, courseRowAttributes, type CourseRowProps } from './course-menu.tsx';
import { StatusPill } from './status-pill.tsx';
import { StoragePill } from './storage-pill.tsx';

/** 36 px, compact 28: see hooks/density-context.ts. */
const cell = 'h-9 overflow-hidden border-b border-line/60 px-2 align-middle whitespace-nowrap compact:h-7';
const number = `${cell} numeric text-end text-12 text-ink-muted max-[720px]:hidden`;

/** One course as a line. Drawn again only when it changes: a rectangle is drawn over many. */
export const CourseRow = memo(function CourseRow(props: CourseRowProps) {
  const { course, isSelected } = props;
  const { bytes, count, span } = useFormats();
  const poster = usePosterUrl(course.coverVersionId);
  return (
    <tr
      {...courseRowAttributes(props)}
      className={cx('group scroll-mt-7', isSelected ? 'bg-selected' : 'focus-within:bg-hover hover:bg-hover')}
    >
      <td className={`${cell} ps-4`}>
        <div className="flex items-center gap-2.5">
          <Picture url={poster} className="w-10 shrink-0 rounded-sm after:rounded-sm compact:w-9" />
          <CourseLink course={course} className="truncate" />
          <TagWords tags={course.tags} />
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
        <CourseMenu {...props} className="flex" />
      </td>
    </tr>
  );
});
