import type { Direction } from '../../lib/list-keys.ts';
import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import type { LessonPlace } from './outline-edits.ts';

/** The lessons among `ids` in the order of the course: the order in which they move together. */
export function lessonsIn({ chapters }: Outline, ids: ReadonlySet<string>): LessonId[] {
  return chapters.flatMap((chapter) => chapter.lessons.map((lesson) => lesson.lessonId)).filter((id) => ids.has(id));
}

/** The chapters among `ids` in the order of the course. */
export function chaptersIn({ chapters }: Outline, ids: ReadonlySet<string>): ChapterId[] {
  return chapters.map((chapter) => chapter.chapterId).filter((id) => ids.has(id));
}

/**
 * Where a block of lessons lands when it goes one step: past the neighbour that is not part of it, or, at the end of
 * its chapter, into the next chapter. Scattered lessons gather at their first (down: last). Null: no step left.
 */
export function stepOfLessons(outline: Outline, ids: ReadonlySet<string>, direction: Direction): LessonPlace | null {
  return direction === 'up' ? stepUp(outline, ids) : stepDown(outline, ids);
}

function stepUp({ chapters }: Outline, ids: ReadonlySet<string>): LessonPlace | null {
  const at = chapters.findIndex((chapter) => chapter.lessons.some((lesson) => ids.has(lesson.lessonId)));
  const chapter = chapters[at];
  if (!chapter) return null;
  const first = chapter.lessons.findIndex((lesson) => ids.has(lesson.lessonId));
  if (first > 0) return { chapterId: chapter.chapterId, afterId: chapter.lessons[first - 2]?.lessonId ?? null };
  const above = chapters[at - 1];
  return above ? { chapterId: above.chapterId, afterId: above.lessons.at(-1)?.lessonId ?? null } : null;
}

function stepDown({ chapters }: Outline, ids: ReadonlySet<string>): LessonPlace | null {
  const at = chapters.findLastIndex((chapter) => chapter.lessons.some((lesson) => ids.has(lesson.lessonId)));
  const chapter = chapters[at];
  if (!chapter) return null;
  const last = chapter.lessons.findLastIndex((lesson) => ids.has(lesson.lessonId));
  const next = chapter.lessons[last + 1];
  if (next) return { chapterId: chapter.chapterId, afterId: next.lessonId };
  const below = chapters[at + 1];
  return below ? { chapterId: below.chapterId, afterId: null } : null;
}

/** After which chapter (null: first) one comes that goes one step; undefined: no step left. */
export function stepOfChapter(
  { chapters }: Outline,
  chapterId: ChapterId,
  direction: Direction,
): ChapterId | null | undefined {
  const at = chapters.findIndex((chapter) => chapter.chapterId === chapterId);
  if (at < 0) return undefined;
  if (direction === 'up') return at === 0 ? undefined : (chapters[at - 2]?.chapterId ?? null);
  return chapters[at + 1]?.chapterId;
}
