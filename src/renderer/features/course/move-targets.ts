import type { CourseChapters, Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import { textSearch } from '../../lib/text-search.ts';
import type { OutlinePlace } from './outline-drops.ts';
import { chaptersIn, lessonsIn } from './outline-moves.ts';
import type { RowId } from './outline-rows.ts';

/** Rows that are to be moved to a place that is still asked for: all lessons, or all chapters. */
export interface Moving {
  readonly kind: OutlinePlace['kind'];
  /** In the order of the course. */
  readonly ids: readonly RowId[];
}
/** Of lessons: into the chapter. Of chapters: into the course, or right after the chapter. */
export interface MoveTarget {
  readonly courseId: CourseId;
  readonly course: string;
  readonly chapter: { readonly chapterId: ChapterId; readonly title: string } | null;
}
/** At which end of a chapter, or of a course. */
export type End = 'start' | 'end';

/** Selected lessons go, or, without any, the selected chapters: as by Alt and the arrows. Null: nothing is selected. */
export function movingOf(outline: Outline, ids: ReadonlySet<string>): Moving | null {
  const lessons = lessonsIn(outline, ids);
  if (lessons.length > 0) return { kind: 'lessons', ids: lessons };
  const chapters = chaptersIn(outline, ids);
  return chapters.length > 0 ? { kind: 'chapters', ids: chapters } : null;
}

/** Where they can go, of their own course first, then in the order of the course list; whose titles fit the search. */
export function targetsOf(
  courses: readonly CourseChapters[],
  { moving, from, search }: { readonly moving: Moving; readonly from: CourseId; readonly search: string },
): readonly MoveTarget[] {
  const fits = textSearch(search);
  const own = courses.filter(({ courseId }) => courseId === from);
  const others = courses.filter(({ courseId }) => courseId !== from);
  const going = new Set<string>(moving.ids);
  return [...own, ...others].flatMap(({ courseId, title: course, chapters }) => {
    const whole = moving.kind === 'chapters' ? [{ courseId, course, chapter: null }] : [];
    const each = chapters
      .filter(({ chapterId }) => !going.has(chapterId))
      .map((chapter) => ({ courseId, course, chapter }));
    return [...whole, ...each].filter((one) => fits(`${one.course} ${one.chapter?.title ?? ''}`));
  });
}

/** The place in the outline of the target's course. What is not there any more is left for main to say. */
export function placeAt(
  { chapters }: Outline,
  { moving, target, end }: { readonly moving: Moving; readonly target: MoveTarget; readonly end: End },
): OutlinePlace | null {
  const going = new Set<string>(moving.ids);
  const chapterId = target.chapter?.chapterId ?? null;
  if (moving.kind === 'chapters') {
    const last = chapters.findLast((chapter) => !going.has(chapter.chapterId))?.chapterId ?? null;
    return { kind: 'chapters', afterId: chapterId ?? (end === 'end' ? last : null) };
  }
  if (chapterId === null) return null;
  const lessons = chapters.find((chapter) => chapter.chapterId === chapterId)?.lessons ?? [];
  const last = lessons.findLast(({ lessonId }) => !going.has(lessonId))?.lessonId ?? null;
  return { kind: 'lessons', place: { chapterId, afterId: end === 'end' ? last : null } };
}
