import { Link } from '@tanstack/react-router';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { cx } from '../../../components/cx.ts';

interface CourseLinkProps {
  readonly course: CourseSummary;
  readonly className: string;
}

/** The title of a course; a click opens it. Of the row around it, which has the keyboard, Enter and a double click do. */
export function CourseLink({ course, className }: CourseLinkProps) {
  return (
    <Link
      to="/course/$courseId"
      params={{ courseId: course.courseId }}
      tabIndex={-1}
      draggable={false}
      title={course.title}
      dir="auto"
      className={cx('text-match-parent font-medium hover:underline', className)}
    >
      {course.title}
    </Link>
  );
}
