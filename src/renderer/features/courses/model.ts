import type { CourseSummary } from '../../../shared/domain/course.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { textSearch } from '../../lib/text-search.ts';

/** Where a course's videos are, in one word; what needs somebody comes first. */
export type StorageState = 'none' | 'missing' | 'damaged' | 'stored' | 'partly' | 'local';

export function storageStateOf({ total, stored, missing, damaged }: CourseSummary['media']): StorageState {
  if (total === 0) return 'none';
  if (missing > 0) return 'missing';
  if (damaged > 0) return 'damaged';
  if (stored === total) return 'stored';
  return stored > 0 ? 'partly' : 'local';
}

/** Those of them that there are, in the order of the list; a search may hide some. */
export function among(courses: readonly CourseSummary[], ids: ReadonlySet<CourseId>): readonly CourseSummary[] {
  return courses.filter(({ courseId }) => ids.has(courseId));
}

/** Courses whose title, subtitle and tags hold every word of the search, whatever its case and accents. */
export function matching(courses: readonly CourseSummary[], search: string): readonly CourseSummary[] {
  const fits = textSearch(search);
  return courses.filter(({ title, subtitle, tags }) => fits([title, subtitle, ...tags].join(' ')));
}
